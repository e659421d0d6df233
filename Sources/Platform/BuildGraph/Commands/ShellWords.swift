/// Words as sh reads and writes them (POSIX.1-2017, Shell Command Language, 2.2).
enum ShellWords {
  /// Stands before a byte that is text whatever it means to sh: a path that a macro stands for may hold
  /// anything. No option has this byte.
  static let literal: UInt8 = 1

  /// `text` so that `split` leaves it in one piece.
  static func protected(_ text: String) -> [UInt8] {
    // Bytes from 0x80 on mean nothing to sh, and have to stay together to be characters.
    text.utf8.flatMap { isPlain($0) || $0 >= 0x80 ? [$0] : [literal, $0] }
  }

  /// Takes an option's text apart, quotes removed. What sh would replace (`$`, backquotes, patterns) is
  /// text here.
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
        // Inside of double quotes a backslash quotes only what would mean something there.
        if quote != 0, !"$`\"\\".utf8.contains(next) { word.append(byte) }
        word.append(next)
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

  /// The word so that sh reads it back as it is.
  static func quoted(_ word: String) -> String {
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
