/// A processor architecture, by its name in edk2's manifests.
///
/// An open set: a DSC may name an architecture that kiln does not know, which is reported but does not stop
/// parsing. The facts about known architectures are in `Architecture.Facts`.
package struct Architecture: Hashable, Sendable {
  /// In capitals, as in `SUPPORTED_ARCHITECTURES`.
  package let name: String

  /// - Parameter name: in either case, as edk2 compares names of architectures without regard to it.
  package init(_ name: some StringProtocol) { self.name = name.uppercased() }

  package static let ia32 = Architecture("IA32")
  package static let x64 = Architecture("X64")
  package static let arm = Architecture("ARM")
  package static let aarch64 = Architecture("AARCH64")
  package static let riscv64 = Architecture("RISCV64")
  package static let loongArch64 = Architecture("LOONGARCH64")
  /// EFI byte code (UEFI 2.10, chapter 22).
  package static let ebc = Architecture("EBC")
}

extension Architecture: CustomStringConvertible {
  package var description: String { name }
}

extension Architecture: Comparable {
  package static func < (left: Architecture, right: Architecture) -> Bool { left.name < right.name }
}
