/// Splits and quotes words by the rules of sh (POSIX.1-2017, Shell Command Language, 2.2).
enum ShellWords {
  /// A marker before a byte that is literal text even if it is special to sh, because the path that a macro
  /// stands for may contain any byte. No option contains the marker itself.
  static let literal: UInt8 = 1

  /// A marker around a command whose output the running shell puts into the word. No option contains it.
  static let command: UInt8 = 2

  /// The text with markers, so that `split` keeps it in one word.
  static func protected(_ text: String) -> [UInt8] {
    // Bytes from 0x80 are not special to sh, and must stay together as UTF-8.
    text.utf8.flatMap { isPlain($0) || $0 >= 0x80 ? [$0] : [literal, $0] }
  }

  /// Splits an option's text into words and removes quotes. Of the expansions of sh, commands in backquotes are
  /// left to the shell that runs the words; `$` and patterns are literal.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isOpen = false
    var quote: UInt8 = 0
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case literal:
        if let next = bytes.next() { word.append(next) }
        isOpen = true
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"):
        guard let next = bytes.next() else { break }
        // In double quotes a backslash only quotes characters that are special there.
        if quote != 0, !"$`\"\\".utf8.contains(next) { word.append(byte) }
        word.append(next)
        isOpen = true
      case UInt8(ascii: "`") where quote != UInt8(ascii: "'"):
        word += substitution(from: &bytes) ?? [byte]
        isOpen = true
      case quote where quote != 0: quote = 0
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard quote == 0 else {
          word.append(byte)
          break
        }
        quote = byte
        isOpen = true
      case 0x20, 0x09...0x0D:
        guard quote == 0 else {
          word.append(byte)
          break
        }
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        isOpen = false
      default:
        word.append(byte)
        isOpen = true
      }
    }
    if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// The command up to the next backquote, with markers; nil if there is none.
  private static func substitution(from bytes: inout String.UTF8View.Iterator) -> [UInt8]? {
    var rest = bytes
    var text = [command]
    while let byte = rest.next() {
      text.append(byte == UInt8(ascii: "`") ? command : byte)
      guard byte != UInt8(ascii: "`") else {
        bytes = rest
        return text
      }
    }
    return nil
  }

  /// The word as people write it, with commands in backquotes.
  static func readable(_ word: String) -> String {
    guard word.utf8.contains(command) else { return word }
    return String(decoding: word.utf8.map { $0 == command ? UInt8(ascii: "`") : $0 }, as: UTF8.self)
  }

  /// The word with quotes, so that sh reads it back unchanged.
  static func quoted(_ word: String) -> String {
    guard word.utf8.contains(command) else { return literally(word) }
    let parts = word.split(
      separator: Character(Unicode.Scalar(command)), omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? "\"`\(part)`\"" : part.isEmpty ? "" : literally(String(part))
    }.joined()
  }

  private static func literally(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-+=./,:@%".utf8.contains(byte)
    }
  }
}
