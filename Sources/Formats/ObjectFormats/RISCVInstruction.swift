import Bytes

/// Where an instruction has the lower 12 bits of an address (RISC-V unprivileged ISA, "Base Instruction
/// Formats").
enum RISCVLowBits {
  /// I format, of loads and of ADDI: bits 20 to 31.
  case load
  /// S format, of stores: bits 7 to 11 and 25 to 31.
  case store
}

extension [UInt8] {
  private static var imm20: UInt32 { 0xFFFF_F000 }
  private static var storeImm12: UInt32 { 0xFE00_0F80 }

  /// The upper 20 bits of an address in a LUI or AUIPC, in place.
  func riscvHighBits(at offset: Int) -> UInt32 { load(UInt32.self, at: offset) & Self.imm20 }

  mutating func setRISCVHighBits(_ value: UInt32, at offset: Int) {
    store(load(UInt32.self, at: offset) & ~Self.imm20 | value & Self.imm20, at: offset)
  }

  /// The lower 12 bits of an address, which are signed.
  func riscvLowBits(_ form: RISCVLowBits, at offset: Int) -> UInt32 {
    let instruction: UInt32 = load(at: offset)
    let bits =
      switch form {
      case .load: instruction >> 20
      case .store: (instruction >> 25) << 5 | instruction >> 7 & 0x1F
      }
    return UInt32(bitPattern: Int32(bitPattern: bits << 20) >> 20)
  }

  mutating func setRISCVLowBits(_ value: UInt32, _ form: RISCVLowBits, at offset: Int) {
    let instruction: UInt32 = load(at: offset)
    switch form {
    case .load: store(instruction & 0xF_FFFF | value << 20, at: offset)
    case .store:
      store(instruction & ~Self.storeImm12 | (value >> 5) << 25 | (value & 0x1F) << 7, at: offset)
    }
  }

  /// Adds to the address that a LUI and the instruction with its lower bits make together. The upper part is
  /// rounded, because the lower one is signed.
  mutating func addToRISCVPair(_ delta: UInt32, high: Int, low: Int, _ form: RISCVLowBits) {
    let address = riscvHighBits(at: high) &+ riscvLowBits(form, at: low) &+ delta
    setRISCVHighBits(address &+ 0x800, at: high)
    setRISCVLowBits(address, form, at: low)
  }
}
