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
}
