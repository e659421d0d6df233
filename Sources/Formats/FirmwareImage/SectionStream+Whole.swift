extension SectionStream {
  /// Reads `bytes` as sections, encapsulations left closed; nil when any of them is none.
  ///
  /// For RAW files: their contents are anybody's, but a rule can make them of sections
  /// (`FILE RAW = … { RAW BIN … }`).
  package init?(wholly bytes: ArraySlice<UInt8>) {
    var parser = ImageParser(path: "", decoder: nil, limits: ParsingLimits())
    let stream = parser.sections(bytes)
    guard parser.diagnostics.isEmpty, !stream.items.isEmpty, stream.items.count == stream.sections.count
    else {
      return nil
    }
    self = stream
  }
}
