/// The ASCII characters with a meaning in manifests.
enum ASCII {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let exclamation = UInt8(ascii: "!")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let apostrophe = UInt8(ascii: "'")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let star = UInt8(ascii: "*")
  static let comma = UInt8(ascii: ",")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let underscore = UInt8(ascii: "_")
  static let openBrace = UInt8(ascii: "{")
  static let bar = UInt8(ascii: "|")
  static let closeBrace = UInt8(ascii: "}")
}

extension UInt8 {
  /// The ASCII characters that Python's `strip()` removes, and NUL, which some editors leave in files.
  var isBlank: Bool { self == ASCII.space || (self >= 9 && self <= 13) || self == 0 }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  var isLetter: Bool { isUpper || (self >= 0x61 && self <= 0x7A) }
  var isWord: Bool { isLetter || isDigit || self == ASCII.underscore }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// The bounds without leading and trailing blanks.
  func trimmedBounds(_ bounds: Range<Int>) -> Range<Int> {
    var lower = bounds.lowerBound
    var upper = bounds.upperBound
    while lower < upper, self[lower].isBlank { lower += 1 }
    while upper > lower, self[upper - 1].isBlank { upper -= 1 }
    return lower..<upper
  }
}
