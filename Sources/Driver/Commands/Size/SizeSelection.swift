/// What a line of `kiln size` is about.
package enum SizeGrouping: String, Sendable, CaseIterable {
  case volume, file, section, library, symbol
}

/// What `kiln size` is asked.
package struct SizeSelection: Sendable {
  package var grouping: SizeGrouping
  /// How many lines, the costliest; nil for all.
  package var top: Int?
  /// Modules of which to say what leaving them out saves; `*` for those that would be listed.
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
