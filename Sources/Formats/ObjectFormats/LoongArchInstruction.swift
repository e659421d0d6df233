import Bytes

/// Immediates of instructions (LoongArch Reference Manual, volume 1, "Instruction Formats").
extension [UInt8] {
  private static var imm20: UInt32 { 0x01FF_FFE0 }
  private static var imm12: UInt32 { 0x003F_FC00 }

  /// The 20 bits of PCALAU12I, LU12I.W and others.
  func loongArchImmediate20(at offset: Int) -> UInt32 {
    (load(UInt32.self, at: offset) & Self.imm20) >> 5
  }

  mutating func setLoongArchImmediate20(_ value: UInt32, at offset: Int) {
    store(load(UInt32.self, at: offset) & ~Self.imm20 | value << 5 & Self.imm20, at: offset)
  }

  /// The 12 bits of ADDI.D, ORI and others.
  func loongArchImmediate12(at offset: Int) -> UInt32 {
    (load(UInt32.self, at: offset) & Self.imm12) >> 10
  }

  mutating func setLoongArchImmediate12(_ value: UInt32, at offset: Int) {
    store(load(UInt32.self, at: offset) & ~Self.imm12 | value << 10 & Self.imm12, at: offset)
  }

  /// Writes PCADDU12I with the register of the current instruction.
  mutating func setPCADDU12I(_ immediate: UInt32, at offset: Int) {
    store(load(UInt32.self, at: offset) & 0x1F | 0x1C00_0000, at: offset)
    setLoongArchImmediate20(immediate, at: offset)
  }

  /// Writes ADDI.D with the registers of the current instruction.
  mutating func setADDI(_ immediate: UInt32, at offset: Int) {
    store(load(UInt32.self, at: offset) & 0x3FF | 0x02C0_0000, at: offset)
    setLoongArchImmediate12(immediate, at: offset)
  }

  /// Adds to the 64-bit address in LU12I.W (bits 12 to 31), ORI (0 to 11), LU32I.D (32 to 51) and LU52I.D
  /// (52 to 63), which follow each other.
  mutating func addToLoongArchAddress(_ delta: UInt64, at offset: Int) {
    var address = UInt64(loongArchImmediate20(at: offset)) << 12
    address |= UInt64(loongArchImmediate12(at: offset + 4))
    address |= UInt64(loongArchImmediate20(at: offset + 8)) << 32
    address |= UInt64(loongArchImmediate12(at: offset + 12)) << 52
    address &+= delta
    setLoongArchImmediate20(UInt32(truncatingIfNeeded: address >> 12), at: offset)
    setLoongArchImmediate12(UInt32(truncatingIfNeeded: address), at: offset + 4)
    setLoongArchImmediate20(UInt32(truncatingIfNeeded: address >> 32), at: offset + 8)
    setLoongArchImmediate12(UInt32(truncatingIfNeeded: address >> 52), at: offset + 12)
  }
}
