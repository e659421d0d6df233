/// What differs between two PE or TE images of one module.
package struct ExecutableDifference: Equatable, Sendable {
  /// Functions and variables; nil where the build's symbols are not at hand on both sides.
  package var code: CodeDifference?
  /// Why there is no `code`.
  package var symbols: Symbols
  /// What the image consists of, without symbols: sections whose contents differ when both are linked for one
  /// address and what only tells where things lie is left out.
  package var areas: [Area] = []
  /// What differs without any difference of contents.
  package var layout: [Layout] = []

  /// Whether symbols were found for an image.
  package enum Symbols: String, Sendable {
    case known, unknown
    /// There are some, of another build than the image.
    case stale
  }

  package struct Area: Equatable, Sendable {
    package var name: String
    /// In bytes; nil where it is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    /// Of areas of one size.
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

  /// Whether all functions and data are the same, and only lie elsewhere.
  package var isLayoutOnly: Bool {
    if let code { return code.isEmpty && areas.isEmpty }
    return areas.isEmpty
  }
}
