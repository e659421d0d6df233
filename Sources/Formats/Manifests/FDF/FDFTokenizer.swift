/// Cuts lines into tokens. Blanks and `= | , { }` end a word; everything else belongs to it, so that
/// paths, GUIDs, PCD names and `$(MACRO)` are words.
struct FDFTokenizer {
  private var tokens: [FDFToken] = []

  static func tokens(of lines: [ManifestLine]) -> [FDFToken] {
    var tokenizer = FDFTokenizer()
    tokenizer.tokens.reserveCapacity(lines.count * 5)
    for (index, line) in lines.enumerated() {
      var text = line.text
      text.withUTF8 { tokenizer.cut($0, line: index) }
    }
    tokenizer.tokens.append(
      FDFToken(
        kind: .endOfFile, text: "", line: max(0, lines.count - 1),
        part: (lines.last?.text.utf8.count ?? 0)..<(lines.last?.text.utf8.count ?? 0), isFirstOnLine: true))
    return tokenizer.tokens
  }

  private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    let firstToken = tokens.count
    var at = 0
    func add(_ kind: FDFToken.Kind, text: Range<Int>, part: Range<Int>) -> FDFToken {
      FDFToken(
        kind: kind, text: String(decoding: bytes[text], as: UTF8.self), line: line, part: part,
        isFirstOnLine: tokens.count == firstToken)
    }
    while at < bytes.count {
      let byte = bytes[at]
      if Self.isBlank(byte) {
        at += 1
      } else if let mark = Self.mark(byte) {
        tokens.append(add(mark, text: at..<at + 1, part: at..<at + 1))
        at += 1
      } else if byte == UInt8(ascii: "["), tokens.count == firstToken {
        let close = bytes[at...].firstIndex(of: UInt8(ascii: "]"))
        let end = close ?? bytes.count
        tokens.append(
          add(
            close == nil ? .openHeader : .header, text: at + 1..<end,
            part: at..<min(end + 1, bytes.count)))
        at = end + 1
      } else if let quote = Self.quote(bytes, at) {
        let close = bytes[(quote + 1)...].firstIndex(of: bytes[quote])
        let end = close ?? bytes.count
        tokens.append(
          add(
            close == nil ? .openString : .string, text: quote + 1..<end,
            part: at..<min(end + 1, bytes.count)))
        at = end + 1
      } else {
        let end = bytes[at...].firstIndex { Self.isBlank($0) || Self.mark($0) != nil } ?? bytes.count
        tokens.append(add(.word, text: at..<end, part: at..<end))
        at = end
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }

  private static func mark(_ byte: UInt8) -> FDFToken.Kind? {
    switch byte {
    case UInt8(ascii: "="): .equals
    case UInt8(ascii: "|"): .bar
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: "{"): .openBrace
    case UInt8(ascii: "}"): .closeBrace
    default: nil
    }
  }

  /// Where the opening quote stands, when a string starts at `at`; an `L` may stand before it.
  private static func quote(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    let place = bytes[at] == UInt8(ascii: "L") ? at + 1 : at
    guard place < bytes.count else { return nil }
    return bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") ? place : nil
  }
}
