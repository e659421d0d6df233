/// What an image runs on (PE/COFF specification, "Machine Types"; UEFI 2.10, 2.1.1).
package struct Machine: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let ia32 = Machine(rawValue: 0x014C)
  package static let x64 = Machine(rawValue: 0x8664)
  /// ARM code without Thumb; edk2's tools turn it into `arm` wherever they write a header.
  package static let armOnly = Machine(rawValue: 0x01C0)
  /// ARM and Thumb, the one 32-bit ARM machine that UEFI knows.
  package static let arm = Machine(rawValue: 0x01C2)
  package static let aarch64 = Machine(rawValue: 0xAA64)
  package static let riscv64 = Machine(rawValue: 0x5064)
  package static let loongArch64 = Machine(rawValue: 0x6264)
  package static let ebc = Machine(rawValue: 0x0EBC)
}

extension Machine: CustomStringConvertible {
  /// The name that edk2's manifests use for the architecture; the number when there is none.
  package var description: String {
    switch self {
    case .ia32: "IA32"
    case .x64: "X64"
    case .arm, .armOnly: "ARM"
    case .aarch64: "AARCH64"
    case .riscv64: "RISCV64"
    case .loongArch64: "LOONGARCH64"
    case .ebc: "EBC"
    default: "0x" + String(rawValue, radix: 16, uppercase: true)
    }
  }
}

/// What kind of program an image is (UEFI 2.10, 2.1.1); a TE header keeps the low 8 bits of it.
package struct Subsystem: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let application = Subsystem(rawValue: 10)
  /// Also what edk2 gives to SEC, PEI and the cores.
  package static let bootServiceDriver = Subsystem(rawValue: 11)
  package static let runtimeDriver = Subsystem(rawValue: 12)
  package static let salRuntimeDriver = Subsystem(rawValue: 13)
}
