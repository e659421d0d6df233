package import Vocabulary

/// The processor of an image (PE/COFF specification, "Machine Types"; UEFI 2.10, 2.1.1).
package struct Machine: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let ia32 = Machine(.ia32)
  package static let x64 = Machine(.x64)
  /// ARM code without Thumb; edk2's tools replace it by `arm` in every header that they write.
  package static let armOnly = Machine(rawValue: Architecture.Facts.armWithoutThumb)
  /// ARM and Thumb, the only 32-bit ARM machine of UEFI.
  package static let arm = Machine(.arm)
  package static let aarch64 = Machine(.aarch64)
  package static let riscv64 = Machine(.riscv64)
  package static let loongArch64 = Machine(.loongArch64)
  package static let ebc = Machine(.ebc)

  private init(_ facts: Architecture.Facts) { rawValue = facts.peMachine }

  /// nil for a machine that has no name in edk2's manifests.
  package var architecture: Architecture? { Architecture(peMachine: rawValue) }
}

extension Machine: CustomStringConvertible {
  /// The name of the architecture; the number if it is unknown.
  package var description: String {
    architecture?.name ?? "0x" + String(rawValue, radix: 16, uppercase: true)
  }
}

/// The subsystem of an image (UEFI 2.10, 2.1.1). A TE header contains its low 8 bits.
package struct Subsystem: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let application = Subsystem(rawValue: 10)
  /// Also the subsystem of SEC, PEI modules and the cores in edk2.
  package static let bootServiceDriver = Subsystem(rawValue: 11)
  package static let runtimeDriver = Subsystem(rawValue: 12)
  package static let salRuntimeDriver = Subsystem(rawValue: 13)
}
