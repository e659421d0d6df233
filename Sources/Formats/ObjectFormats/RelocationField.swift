/// The bits of a field that a linker fills in for a relocation.
///
/// All other bits come from the compiler and do not change when something moves.
package struct RelocationField: Equatable, Sendable {
  /// How the field refers to its target.
  package enum Form: Equatable, Sendable {
    /// The field contains the address.
    case address
    /// The field contains the distance from itself. An x86 displacement is relative to the byte 4 bytes further
    /// on.
    case distance
    /// The field is part of an instruction.
    case instruction
  }

  /// Width of the field in bytes, at most 8.
  package var width: Int
  /// The bits that are filled in, of the field as a little-endian number.
  package var mask: UInt64
  package var form: Form

  private init(_ width: Int, _ form: Form) {
    self.width = width
    mask = width == 8 ? .max : (1 << UInt64(width * 8)) - 1
    self.form = form
  }

  private init(instruction mask: UInt64, width: Int = 4) {
    self.width = width
    self.mask = mask
    form = .instruction
  }

  /// The field of a relocation type; nil for one that changes nothing or is unknown.
  package init?(_ machine: ELFImage.Machine, kind: UInt32) {
    switch machine {
    case .x64: self.init(x64: kind)
    case .ia32: self.init(ia32: kind)
    case .aarch64: self.init(aarch64: kind)
    case .arm: self.init(arm: kind)
    case .riscv: self.init(riscv: kind)
    case .loongArch: self.init(loongArch: kind)
    default: return nil
    }
  }

  /// System V ABI, AMD64 supplement, "Relocation Types".
  private init?(x64 kind: UInt32) {
    switch kind {
    case 1: self.init(8, .address)
    case 10, 11: self.init(4, .address)
    case 2, 4, 9, 26, 41, 42: self.init(4, .distance)
    case 24: self.init(8, .distance)
    default: return nil
    }
  }

  /// System V ABI, Intel386 supplement, "Relocation Types".
  private init?(ia32 kind: UInt32) {
    switch kind {
    case 1: self.init(4, .address)
    case 2, 4: self.init(4, .distance)
    case 3, 9, 10, 43: self.init(instruction: 0xFFFF_FFFF)
    default: return nil
    }
  }

  /// ELF for the Arm 64-bit Architecture, "Relocation types".
  private init?(aarch64 kind: UInt32) {
    switch kind {
    case 257: self.init(8, .address)
    case 258: self.init(4, .address)
    case 260: self.init(8, .distance)
    case 261: self.init(4, .distance)
    case 263...269: self.init(instruction: 0x001F_FFE0)
    // ADR and ADRP: the linker may replace one by the other to work around an erratum of Cortex-A53.
    case 274, 275, 276, 311: self.init(instruction: 0xE0FF_FFE0)
    case 273, 280, 310, 313: self.init(instruction: 0x00FF_FFE0)
    case 279: self.init(instruction: 0x0007_FFE0)
    case 282, 283: self.init(instruction: 0x03FF_FFFF)
    case 277, 278, 284...286, 299, 312: self.init(instruction: 0x003F_FC00)
    default: return nil
    }
  }

  /// ELF for the Arm Architecture, "Relocation types". Thumb-2 instructions are two 16-bit half-words.
  private init?(arm kind: UInt32) {
    switch kind {
    case 2: self.init(4, .address)
    case 3: self.init(4, .distance)
    case 1, 28, 29: self.init(instruction: 0x00FF_FFFF)
    case 10, 30: self.init(instruction: 0x3FFF_07FF)
    case 42: self.init(instruction: 0x7FFF_FFFF)
    case 43...46: self.init(instruction: 0x000F_0FFF)
    case 47...50: self.init(instruction: 0x70FF_040F)
    case 51: self.init(instruction: 0x2FFF_043F)
    case 102: self.init(instruction: 0x07FF, width: 2)
    case 103: self.init(instruction: 0x00FF, width: 2)
    default: return nil
    }
  }

  /// RISC-V ELF psABI, "Relocations". A call is two instructions. ADD and SUB make the difference of two
  /// addresses together.
  private init?(riscv kind: UInt32) {
    switch kind {
    case 1, 35, 39: self.init(4, .address)
    case 2, 36, 40: self.init(8, .address)
    case 33, 37, 54: self.init(1, .address)
    case 34, 38, 55: self.init(2, .address)
    case 56: self.init(4, .address)
    case 57: self.init(4, .distance)
    case 52, 53: self.init(instruction: 0x3F, width: 1)
    case 17, 20, 23, 26: self.init(instruction: 0xFFFF_F000)
    case 24, 27, 47: self.init(instruction: 0xFFF0_0000)
    case 16, 25, 28, 48: self.init(instruction: 0xFE00_0F80)
    case 18, 19: self.init(instruction: 0xFFF0_0000_FFFF_F000, width: 8)
    case 44: self.init(instruction: 0x1C7C, width: 2)
    case 45: self.init(instruction: 0x1FFC, width: 2)
    default: return nil
    }
  }

  /// ELF for the LoongArch Architecture, "Relocation types". ADD and SUB are as on RISC-V.
  private init?(loongArch kind: UInt32) {
    switch kind {
    case 1, 50, 55: self.init(4, .address)
    case 2, 51, 56: self.init(8, .address)
    case 47, 52: self.init(1, .address)
    case 48, 53: self.init(2, .address)
    case 99: self.init(4, .distance)
    case 109: self.init(8, .distance)
    case 105, 106: self.init(instruction: 0x3F, width: 1)
    case 64: self.init(instruction: 0x03FF_FC00)
    case 65: self.init(instruction: 0x03FF_FC1F)
    case 66: self.init(instruction: 0x03FF_FFFF)
    case 67, 69, 71, 73, 75, 77, 79, 81, 103: self.init(instruction: 0x01FF_FFE0)
    case 68, 70, 72, 74, 76, 78, 80, 82: self.init(instruction: 0x003F_FC00)
    default: return nil
    }
  }
}
