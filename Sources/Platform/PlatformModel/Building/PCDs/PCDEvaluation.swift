import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// A value of a PCD with its text and its size, which are made together and never apart.
package struct EvaluatedPCD: Sendable {
  package let value: PCDValue
  /// What edk2 counts for the value where nobody gives a size, in bytes: strings with their NUL; 0 for
  /// numbers.
  package let size: Int
  /// The value as edk2 hands it on: a literal as written, what it computed in decimal. C sources repeat
  /// it, and it may be longer than the value, such as 0x0080B000.
  package var text: String
}

/// Turns what manifests write into the values of PCDs.
///
/// What is written may be an expression over macros, GUIDs and other PCDs (EDK II DSC Specification,
/// 2.2.9); plain numbers, which nearly all are, take no detour.
struct PCDEvaluator {
  let expressions: ExpressionEnvironment

  func evaluate(
    _ text: Located<String>, as type: PCDDatumType, of name: PCDName, diagnostics: inout DiagnosticList
  ) -> EvaluatedPCD? {
    if let plain = Self.plainNumber(text.value) {
      return check(.number(plain), text, as: type, of: name, &diagnostics)?.written(text.value)
    }
    if type.size == nil, let string = Self.plainString(text.value) { return string }
    guard let value = expressions.evaluate(text, diagnostics: &diagnostics) else { return nil }
    return check(value, text, as: type, of: name, &diagnostics)?.written(expressions.expanded(text.value))
  }

  func check(
    _ value: ExpressionValue, _ text: Located<String>, as type: PCDDatumType, of name: PCDName,
    _ diagnostics: inout DiagnosticList
  ) -> EvaluatedPCD? {
    guard let size = type.size else {
      if let pointer = Self.pointer(value) { return pointer }
      diagnostics.add(.pcdValueType(name, type, text))
      return nil
    }
    guard let number = Self.number(value), number >= 0 else {
      diagnostics.add(.pcdValueType(name, type, text))
      return nil
    }
    let limit = type == .boolean ? Int128(1) : Int128(1) << Int128(size * 8) - 1
    guard number <= limit else {
      diagnostics.add(.pcdValueTooLarge(name, type, text))
      return nil
    }
    return EvaluatedPCD(value: .number(UInt64(number)), size: 0, text: value.computedNumber(number))
  }

  // MARK: Forms

  /// TRUE, FALSE, decimal and hexadecimal digits, and nothing else.
  private static func plainNumber(_ text: String) -> Int128? {
    switch text {
    case "TRUE", "True", "true": return 1
    case "FALSE", "False", "false": return 0
    default: break
    }
    let digits = text.utf8
    guard let first = digits.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") else { return nil }
    let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
    let number = isHexadecimal ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    return number.map { Int128($0) }
  }

  /// `"…"` or `L"…"` with no other quotation mark in it.
  private static func plainString(_ text: String) -> EvaluatedPCD? {
    let isWide = text.hasPrefix("L\"")
    guard isWide || text.hasPrefix("\"") else { return nil }
    let inside = text.dropFirst(isWide ? 2 : 1)
    guard inside.hasSuffix("\""), inside.utf8.count(where: { $0 == UInt8(ascii: "\"") }) == 1 else {
      return nil
    }
    return string(String(inside.dropLast()), isWide: isWide)
  }

  private static func string(_ text: String, isWide: Bool) -> EvaluatedPCD {
    let characters = unescaped(text)
    let size = (text.unicodeScalars.count + 1) * (isWide ? 2 : 1)
    return EvaluatedPCD(
      value: isWide ? .wideString(characters) : .string(characters), size: size,
      text: "\(isWide ? "L" : "")\"\(text)\"")
  }

  private static func pointer(_ value: ExpressionValue) -> EvaluatedPCD? {
    switch value {
    case .string(let text, .plain): return string(text, isWide: false)
    case .string(let text, .wide): return string(text, isWide: true)
    case .string(let text, .character): return bytes(Array(unescaped(text).utf8), separator: ",")
    case .string(let text, .wideCharacter): return bytes(wideBytes(text), separator: ",")
    case .bytes(let all): return bytes(all)
    case .guid(let guid): return bytes(guid.mixedEndianBytes)
    case .boolean(let flag): return bytes([flag ? 1 : 0])
    case .number(var rest):
      // As many bytes as the number has, one at least.
      var all: [UInt8] = []
      guard rest >= 0 else { return nil }
      repeat {
        all.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      } while rest > 0
      return bytes(all)
    }
  }

  private static func bytes(_ bytes: [UInt8], separator: String = ", ") -> EvaluatedPCD {
    let numbers = bytes.map { ($0 < 16 ? "0x0" : "0x") + String($0, radix: 16, uppercase: true) }
    return EvaluatedPCD(
      value: .bytes(bytes), size: bytes.count, text: "{\(numbers.joined(separator: separator))}")
  }

  /// What a number or something that stands for one comes to: characters and bytes are little-endian.
  private static func number(_ value: ExpressionValue) -> Int128? {
    if let number = value.number { return number }
    let all: [UInt8]
    switch value {
    case .string(let text, .character), .string(let text, .plain): all = Array(unescaped(text).utf8)
    case .string(let text, .wideCharacter), .string(let text, .wide):
      all = wideBytes(text)
    case .bytes(let bytes): all = bytes
    case .guid, .boolean, .number: return nil
    }
    guard all.count <= 8 else { return nil }
    return all.reversed().reduce(0) { $0 << 8 | Int128($1) }
  }

  /// UCS-2, little-endian, without a NUL.
  private static func wideBytes(_ text: String) -> [UInt8] {
    unescaped(text).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// Backslashes as C has them; one before any other character stays.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", "\"": "\"", "'": "'",
    ]
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let next = rest.first else {
        result.append(scalar)
        continue
      }
      if let meaning = simple[next] {
        result.append(meaning)
        rest.removeFirst()
      } else if next == "x", let value = UInt8(String(rest.dropFirst().prefix(2)), radix: 16) {
        result.append(Unicode.Scalar(value))
        rest.removeFirst(min(3, rest.count))
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Diagnostic {
  static func pcdValueType(_ name: PCDName, _ type: PCDDatumType, _ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .pcdValueType, at: .source(text.range),
      "expected a \(type.name) for \(name), found '\(text.value)'",
      fix: type == .boolean ? "write TRUE or FALSE" : "write a number of 0 or more")
  }

  static func pcdValueTooLarge(_ name: PCDName, _ type: PCDDatumType, _ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .pcdValueTooLarge, at: .source(text.range),
      "'\(text.value)' is too large for \(name), which is a \(type.name)",
      fix: type == .boolean
        ? "write TRUE or FALSE" : "write a number below 2 to the power of \((type.size ?? 0) * 8)")
  }
}
