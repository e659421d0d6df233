import Bytes
import Diagnostics

/// A word of an expression and where it stands in the expression's text.
struct ExpressionToken {
  enum Kind: Equatable {
    case value(ExpressionValue)
    case pcd(String)
    /// A word that is no number, no PCD and no operator; to edk2 it is a string without its marks.
    case word(String)
    case symbol(String)
    case end
  }

  let kind: Kind
  let text: Range<Int>
}

/// Cuts the text of an expression into tokens.
struct ExpressionLexer {
  let bytes: [UInt8]
  private var index = 0
  /// With a `?` somewhere, `:` ends a word; else it is part of one.
  private let hasConditional: Bool

  enum Trouble: Error {
    case unclosedString(Range<Int>)
    case unexpected(Range<Int>)
    case tooLarge(Range<Int>)
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    hasConditional = bytes.contains(UInt8(ascii: "?"))
  }

  private static let symbols: [StaticString] = [
    "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "<", ">", "!", "~", "+", "-", "*", "/", "%", "&", "|",
    "^", "?", ":", "(", ")", "{", "}", ",",
  ]

  mutating func next() throws(Trouble) -> ExpressionToken {
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index < bytes.count else { return token(.end, from: index) }
    let start = index
    if let string = try string() { return string }
    if let guid = registryGUID() { return guid }
    if isWordByte(bytes[index]) { return try word(from: start) }
    for symbol in Self.symbols {
      let spelled = symbol.withUTF8Buffer { Array($0) }
      if bytes[index...].starts(with: spelled) {
        index += spelled.count
        return token(.symbol(symbol.description), from: start)
      }
    }
    throw .unexpected(start..<bytes.count)
  }

  private func token(_ kind: ExpressionToken.Kind, from start: Int) -> ExpressionToken {
    ExpressionToken(kind: kind, text: start..<index)
  }

  /// `"…"`, `L"…"`, `'…'`, `L'…'`; a backslash keeps the mark behind it from ending the string.
  private mutating func string() throws(Trouble) -> ExpressionToken? {
    let start = index
    let isWide = bytes[start] == UInt8(ascii: "L")
    let open = isWide ? start + 1 : start
    guard open < bytes.count, bytes[open] == ASCII.quote || bytes[open] == ASCII.apostrophe else {
      return nil
    }
    let mark = bytes[open]
    var end = open + 1
    while end < bytes.count, bytes[end] != mark { end += bytes[end] == ASCII.backslash ? 2 : 1 }
    guard end < bytes.count else { throw .unclosedString(start..<bytes.count) }
    index = end + 1
    let form: ExpressionValue.StringForm =
      switch (mark == ASCII.quote, isWide) {
      case (true, false): .plain
      case (true, true): .wide
      case (false, false): .character
      case (false, true): .wideCharacter
      }
    return token(
      .value(.string(String(decoding: bytes[(open + 1)..<end], as: UTF8.self), form)), from: start)
  }

  /// `8BE4DF61-93CA-11D2-AA0D-00E098032B8C`.
  private mutating func registryGUID() -> ExpressionToken? {
    let start = index
    let length = 36
    guard start + length <= bytes.count, bytes[start + 8] == UInt8(ascii: "-"),
      start + length == bytes.count || !bytes[start + length].isWord,
      let guid = GUID(String(decoding: bytes[start..<(start + length)], as: UTF8.self))
    else { return nil }
    index = start + length
    return token(.value(.guid(guid)), from: start)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte.isWord || byte == ASCII.dot || byte >= 0x80 || (byte == ASCII.colon && !hasConditional)
  }

  private mutating func word(from start: Int) throws(Trouble) -> ExpressionToken {
    while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
    let range = start..<index
    let text = String(decoding: bytes[range], as: UTF8.self)
    if let number = try number(range, text) { return token(.value(.number(number)), from: start) }
    switch text {
    case "TRUE", "true", "True": return token(.value(.boolean(true)), from: start)
    case "FALSE", "false", "False": return token(.value(.boolean(false)), from: start)
    default: break
    }
    let parts = bytes[range].split(separator: ASCII.dot, omittingEmptySubsequences: false)
    let isPCD = parts.count == 2 && parts.allSatisfy(ManifestText.isIdentifier)
    return token(isPCD ? .pcd(text) : .word(text), from: start)
  }

  private func number(_ range: Range<Int>, _ text: String) throws(Trouble) -> Int128? {
    let isHex = text.utf8.count > 2 && (text.hasPrefix("0x") || text.hasPrefix("0X"))
    let digits = isHex ? bytes[range].dropFirst(2) : bytes[range]
    let areDigits = digits.allSatisfy {
      $0.isDigit || (isHex && ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x66)
    }
    guard areDigits else { return nil }
    guard let value = Int128(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10) else {
      throw .tooLarge(range)
    }
    return value
  }
}
