/// The differences between two PE or TE images of a module.
package struct ExecutableDifference: Equatable, Sendable {
  /// Differences of functions and variables; nil unless both sides have symbols.
  package var code: CodeDifference?
  /// Whether symbols were found, which explains a missing `code`.
  package var symbols: Symbols
  /// The sections that differ after both images are moved to the same address, without fields that only
  /// describe the layout.
  package var areas: [Area] = []
  /// Differences in layout only.
  package var layout: [Layout] = []

  /// Whether symbols were found for an image.
  package enum Symbols: String, Sendable {
    case known, unknown
    /// There are symbols, but of another build than the image.
    case stale
  }

  package struct Area: Equatable, Sendable {
    package var name: String
    /// Size in bytes; nil if it is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    /// The number of differing bytes in areas of equal size.
    package var differingBytes: Int?
  }

  package enum Layout: String, Sendable, CaseIterable {
    case order = "order of the contents"
    case paths = "paths of source files"
    case base = "base address"
    case alignment = "section alignment"
    case size = "sizes and padding of sections"
    case header = "time stamp and checksum"
    case relocations = "relocation table"
    case debug = "debug directory"
    case format = "image format, PE or TE"
  }

  package init(symbols: Symbols) { self.symbols = symbols }

  /// Whether all functions and data are the same and only their layout differs.
  package var isLayoutOnly: Bool {
    if let code { return code.isEmpty && areas.isEmpty }
    return areas.isEmpty
  }
}
