/// Splits text into words as a shell and Python's `shlex` do: blanks separate words, a backslash quotes the
/// next byte, single quotes quote everything up to the next one, double quotes everything except backslashed
/// quotes and backslashes.
package enum QuotedWords {
  /// The words of a text without their quotes; nil if a quote is not closed or the text ends with a backslash.
  package static func split(_ text: some StringProtocol) -> [String]? {
    split(Array(text.utf8)[...])?.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same for bytes in any encoding.
  package static func split(_ text: ArraySlice<UInt8>) -> [[UInt8]]? {
    let (backslash, double) = (UInt8(ascii: "\\"), UInt8(ascii: "\""))
    var words: [[UInt8]] = []
    var word: [UInt8]?
    var quote: UInt8?
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == backslash, open == double {
          guard index < text.endIndex else { return nil }
          // In double quotes a backslash is literal unless a quote or a backslash follows.
          if text[index] != double, text[index] != backslash { word?.append(backslash) }
          word?.append(text[index])
          index += 1
        } else {
          word?.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        if let done = word { words.append(done) }
        word = nil
      case double, UInt8(ascii: "'"):
        quote = byte
        word = word ?? []
      case backslash:
        guard index < text.endIndex else { return nil }
        word = (word ?? []) + [text[index]]
        index += 1
      default:
        if word == nil { word = [byte] } else { word?.append(byte) }
      }
    }
    if quote != nil { return nil }
    if let done = word { words.append(done) }
    return words
  }
}
