import Diagnostics

extension SectionHeader {
  /// Parses a line that starts with `[` and ends with `]`; nil for other lines, and for a header without a
  /// name.
  ///
  /// Empty names between commas are ignored, as in edk2.
  package init?(parsing line: ManifestLine) {
    let text = ManifestText(line)
    guard text.bytes.count > 2, text.bytes.first == ASCII.openBracket, text.bytes.last == ASCII.closeBracket
    else { return nil }
    let items: [Item] = text.split(on: ASCII.comma, in: 1..<(text.bytes.count - 1)).compactMap { part in
      let names = text.split(on: ASCII.dot, in: part)
      guard let first = names.first, !first.isEmpty else { return nil }
      return Item(
        name: text.string(first).uppercased(),
        qualifiers: names.dropFirst().map { text.located(Self.unquoted($0, in: text.bytes)) },
        range: line.range(of: part))
    }
    guard !items.isEmpty else { return nil }
    self.init(items: items, range: line.range)
  }

  private static func unquoted(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    let isQuoted =
      range.count >= 2 && bytes[range.lowerBound] == ASCII.quote && bytes[range.upperBound - 1] == ASCII.quote
    return isQuoted ? (range.lowerBound + 1)..<(range.upperBound - 1) : range
  }
}
