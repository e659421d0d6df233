import Manifests

extension ExpressionValue {
  /// The text of a number that `self` came to: decimal, but of characters or bytes hexadecimal with as
  /// many digits as there are bytes.
  func computedNumber(_ number: Int128) -> String {
    let count: Int
    switch self {
    case .string(let text, .plain): count = text.unicodeScalars.count + 1
    case .string(let text, .wide): count = text.unicodeScalars.count * 2 + 2
    case .string(let text, .character): count = text.unicodeScalars.count
    case .string(let text, .wideCharacter): count = text.unicodeScalars.count * 2
    case .bytes(let bytes): count = bytes.count
    case .boolean, .number, .guid: return String(number)
    }
    let digits = String(number, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }

  /// As `SET` of an FDF keeps it where it is no literal.
  var computedText: String {
    if let number { return String(number) }
    return text
  }
}

extension ExpressionEnvironment {
  /// `text` with its macros replaced, without the blanks around it.
  func expanded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text.trimmed }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      guard rest.hasPrefix("$("), let end = rest.firstIndex(of: ")") else {
        result += "$"
        rest = rest.dropFirst()
        continue
      }
      result += macro(String(rest[..<end].dropFirst(2))) ?? "0"
      rest = rest[end...].dropFirst()
    }
    return (result + rest).trimmed
  }
}

extension String {
  /// Decimal digits, or hexadecimal ones behind 0x.
  var isNumberLiteral: Bool {
    let bytes = utf8
    if let digits = Self.hexadecimalDigits(of: bytes[...]) { return digits > 0 }
    return !bytes.isEmpty && bytes.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// `{…}` of bytes in hexadecimal, one or two digits each, and nothing else.
  var isArrayLiteral: Bool {
    guard utf8.first == UInt8(ascii: "{"), utf8.last == UInt8(ascii: "}"), utf8.count > 2 else {
      return false
    }
    return utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .allSatisfy { element in
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = element.drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) } ?? start.startIndex
        guard !start.isEmpty, let digits = Self.hexadecimalDigits(of: start[...end]) else { return false }
        return digits == 1 || digits == 2
      }
  }

  /// How many hexadecimal digits stand behind 0x; nil when anything else does.
  private static func hexadecimalDigits(of bytes: Substring.UTF8View) -> Int? {
    guard bytes.count > 2, bytes.first == UInt8(ascii: "0"),
      let mark = bytes.dropFirst().first, mark | 0x20 == UInt8(ascii: "x")
    else { return nil }
    let digits = bytes.dropFirst(2)
    let isDigit = { (byte: UInt8) in
      byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f")
    }
    return digits.allSatisfy(isDigit) ? digits.count : nil
  }
}
