/// The unit of a line of `kiln size`.
package enum SizeGrouping: String, Sendable, CaseIterable {
  case volume, file, section, library, symbol
}

/// The options of `kiln size`.
package struct SizeSelection: Sendable {
  package var grouping: SizeGrouping
  /// The number of lines, the costliest first; nil for all.
  package var top: Int?
  /// Modules whose savings are measured; `*` for those that would be listed.
  package var marginal: [String]
  /// Modules to leave out.
  package var without: [String]
  /// `lzma`, `lzma-f86` or a program.
  package var compressor: String?
  package var searchesCompression: Bool

  package init(
    grouping: SizeGrouping = .file, top: Int? = nil, marginal: [String] = [], without: [String] = [],
    compressor: String? = nil, searchesCompression: Bool = false
  ) {
    self.grouping = grouping
    self.top = top
    self.marginal = marginal
    self.without = without
    self.compressor = compressor
    self.searchesCompression = searchesCompression
  }
}
