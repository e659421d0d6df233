import Bytes
import Diagnostics
import Manifests
import Vocabulary

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
    if type.size == nil, let string = Self.plainString(text.value, type) { return string }
    guard let value = expressions.evaluate(text, diagnostics: &diagnostics) else { return nil }
    return check(value, text, as: type, of: name, &diagnostics)?.written(expressions.expanded(text.value))
  }

  func check(
    _ value: ExpressionValue, _ text: Located<String>, as type: PCDDatumType, of name: PCDName,
    _ diagnostics: inout DiagnosticList
  ) -> EvaluatedPCD? {
    guard let size = type.size else {
      if let pointer = Self.pointer(value, type) { return pointer }
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
    return EvaluatedPCD(type, UInt64(number), written: value.computedNumber(number))
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
  private static func plainString(_ text: String, _ type: PCDDatumType) -> EvaluatedPCD? {
    let isWide = text.hasPrefix("L\"")
    guard isWide || text.hasPrefix("\"") else { return nil }
    let inside = text.dropFirst(isWide ? 2 : 1)
    guard inside.hasSuffix("\""), inside.utf8.count(where: { $0 == UInt8(ascii: "\"") }) == 1 else {
      return nil
    }
    return EvaluatedPCD(type, characters: String(inside.dropLast()), isWide: isWide)
  }

  private static func pointer(_ value: ExpressionValue, _ type: PCDDatumType) -> EvaluatedPCD? {
    switch value {
    case .string(let text, .plain): return EvaluatedPCD(type, characters: text, isWide: false)
    case .string(let text, .wide): return EvaluatedPCD(type, characters: text, isWide: true)
    case .string(let text, .character):
      return EvaluatedPCD(type, Array(text.resolvingCEscapes.utf8), separator: ",")
    case .string(let text, .wideCharacter): return EvaluatedPCD(type, wideBytes(text), separator: ",")
    case .bytes(let all): return EvaluatedPCD(type, all)
    case .guid(let guid): return EvaluatedPCD(type, guid.mixedEndianBytes)
    case .boolean(let flag): return EvaluatedPCD(type, [flag ? 1 : 0])
    case .number(var rest):
      // As many bytes as the number has, one at least.
      var all: [UInt8] = []
      guard rest >= 0 else { return nil }
      repeat {
        all.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      } while rest > 0
      return EvaluatedPCD(type, all)
    }
  }

  /// What a number or something that stands for one comes to: characters and bytes are little-endian.
  private static func number(_ value: ExpressionValue) -> Int128? {
    if let number = value.number { return number }
    let all: [UInt8]
    switch value {
    case .string(let text, .character), .string(let text, .plain): all = Array(text.resolvingCEscapes.utf8)
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
    text.resolvingCEscapes.utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
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
