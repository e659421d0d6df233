/// `[OptionRom.name]` (FDF 1.28, 3.11).
package struct FDFOptionROM: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    case module(FDFModule)
    /// `FILE EFI path`: a PE32 image.
    case image(Located<String>)
    /// `FILE BIN path`: a legacy image.
    case binary(Located<String>)
  }

  package struct Entry: Equatable, Sendable {
    package var source: Source
    /// PCI_VENDOR_ID, PCI_DEVICE_ID and their like, unevaluated.
    package var settings: [FDFAssignment]
  }

  package var name: Located<String>
  package var entries: [Entry] = []

  package init(name: Located<String>) { self.name = name }
}
