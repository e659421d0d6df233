import Diagnostics
import Vocabulary

/// A line as bytes, for parsing. Strings are only made from the parts that are kept.
///
/// Ranges are UTF-8 offsets in the line's text.
struct ManifestText {
  let line: ManifestLine
  let bytes: [UInt8]

  init(_ line: ManifestLine) {
    self.line = line
    bytes = Array(line.text.utf8)
  }

  var all: Range<Int> { 0..<bytes.count }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func located(_ range: Range<Int>) -> Located<String> {
    Located(string(range), at: line.range(of: range))
  }

  /// The part; nil if it is empty.
  func nonEmpty(_ range: Range<Int>?) -> Located<String>? {
    range.flatMap { $0.isEmpty ? nil : located($0) }
  }

  /// The parts between separators outside quotation marks, parentheses and braces, without surrounding blanks.
  /// At most `most` parts; the last one contains the rest.
  func split(on separator: UInt8, most: Int = .max, in range: Range<Int>? = nil) -> [Range<Int>] {
    let range = range ?? all
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var nesting = 0
    var quote: UInt8 = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if quote != 0 {
        if byte == ASCII.backslash { index += 1 } else if byte == quote { quote = 0 }
      } else if byte == separator, nesting == 0, parts.count < most - 1 {
        parts.append(bytes.trimmedBounds(start..<index))
        start = index + 1
      } else {
        switch byte {
        case ASCII.quote, ASCII.apostrophe: quote = byte
        case ASCII.openParenthesis, ASCII.openBrace: nesting += 1
        case ASCII.closeParenthesis, ASCII.closeBrace: nesting = max(0, nesting - 1)
        default: break
        }
      }
      index += 1
    }
    parts.append(bytes.trimmedBounds(start..<range.upperBound))
    return parts
  }

  /// Parses `TokenSpace.Name`; nil for other text.
  func pcdName(_ range: Range<Int>) -> PCDName? {
    guard let dot = bytes[range].firstIndex(of: ASCII.dot) else { return nil }
    let space = bytes[range.lowerBound..<dot]
    let name = bytes[(dot + 1)..<range.upperBound]
    guard Self.isIdentifier(space), Self.isIdentifier(name) else { return nil }
    return PCDName(
      tokenSpace: String(decoding: space, as: UTF8.self), name: String(decoding: name, as: UTF8.self))
  }

  /// A decimal or hexadecimal number, digits only.
  func isNumber(_ range: Range<Int>) -> Bool {
    let digits = bytes[range]
    if digits.count > 2, digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
      return digits.dropFirst(2).allSatisfy { $0.isDigit || (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x66) }
    }
    return !digits.isEmpty && digits.allSatisfy(\.isDigit)
  }

  static func isIdentifier(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isLetter || first == ASCII.underscore else { return false }
    return bytes.allSatisfy(\.isWord)
  }

  /// The number of parentheses and braces that are open at the end, outside quotation marks.
  var openNesting: Int {
    var nesting = 0
    var quote: UInt8 = 0
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if quote != 0 {
        if byte == ASCII.backslash { isEscaped = true } else if byte == quote { quote = 0 }
      } else {
        switch byte {
        case ASCII.quote, ASCII.apostrophe: quote = byte
        case ASCII.openParenthesis, ASCII.openBrace: nesting += 1
        case ASCII.closeParenthesis, ASCII.closeBrace: nesting -= 1
        default: break
        }
      }
    }
    return nesting
  }
}
