/// A word, a string or a mark of FDF text.
struct FDFToken {
  enum Kind: UInt8 {
    case word
    /// `"…"`, `'…'` or `L"…"`.
    case string
    /// A string whose closing quote is not on its line.
    case openString
    /// `[…]` at the start of a line.
    case header
    /// `[…` whose bracket is not closed on its line.
    case openHeader
    case equals, bar, comma, openBrace, closeBrace
    case endOfFile
  }

  let kind: Kind
  /// Of a string without quotes, of a header without brackets.
  let text: String
  /// Index of its line.
  let line: Int
  /// UTF-8 offsets in its line, quotes and brackets included.
  let part: Range<Int>
  let isFirstOnLine: Bool

  /// As messages quote it.
  var description: String {
    switch kind {
    case .endOfFile: "the end of the file"
    case .header, .openHeader: "[\(text)]"
    case .string, .openString: "\"\(text)\""
    default: "'\(text)'"
    }
  }
}
