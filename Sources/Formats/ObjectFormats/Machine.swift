package import Vocabulary

/// What an image runs on (PE/COFF specification, "Machine Types"; UEFI 2.10, 2.1.1).
package struct Machine: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let ia32 = Machine(.ia32)
  package static let x64 = Machine(.x64)
  /// ARM code without Thumb; edk2's tools turn it into `arm` wherever they write a header.
  package static let armOnly = Machine(rawValue: Architecture.Facts.armWithoutThumb)
  /// ARM and Thumb, the one 32-bit ARM machine that UEFI knows.
  package static let arm = Machine(.arm)
  package static let aarch64 = Machine(.aarch64)
  package static let riscv64 = Machine(.riscv64)
  package static let loongArch64 = Machine(.loongArch64)
  package static let ebc = Machine(.ebc)

  private init(_ facts: Architecture.Facts) { rawValue = facts.peMachine }

  /// Nil for a machine that edk2's manifests have no name for.
  package var architecture: Architecture? { Architecture(peMachine: rawValue) }
}

extension Machine: CustomStringConvertible {
  /// The name of the architecture; the number when there is none.
  package var description: String {
    architecture?.name ?? "0x" + String(rawValue, radix: 16, uppercase: true)
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
