extension SectionStream {
  /// Parses `bytes` as sections, without decoding encapsulations; nil if any part is not a section.
  ///
  /// For RAW files: they can have any contents, but a rule can make them from sections (`FILE RAW = … { RAW BIN
  /// … }`).
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
