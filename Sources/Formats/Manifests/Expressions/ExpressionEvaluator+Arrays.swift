import Bytes
import Diagnostics

/// How values become the bytes of a C array.
extension ExpressionEvaluator {
  /// `UINTn(x)`: a number, or in an array its bytes, little-endian.
  func sized(_ size: Int, _ inArray: Bool, _ operand: Operand) throws(DiagnosticError) -> ExpressionValue {
    let number: Int128?
    if case .string(let text, let form) = operand.value {
      number = Self.littleEndian(Self.bytes(of: text, form))
    } else {
      number = operand.value.number
    }
    guard let number else {
      throw DiagnosticError(.operandType("UINT\(size * 8)", operand.value, at: operand.range))
    }
    guard number >= 0, number < Int128(1) << (size * 8) else {
      throw DiagnosticError(.doesNotFit(bytes: size, at: operand.range))
    }
    guard inArray else { return .number(number) }
    return .bytes((0..<size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
  }

  private static func littleEndian(_ bytes: [UInt8]) -> Int128? {
    bytes.count > 8 ? nil : bytes.reversed().reduce(0) { $0 << 8 | Int128($1) }
  }

  /// An element of an array: a number is one byte, text is its characters.
  static func bytes(of element: Operand) throws(DiagnosticError) -> [UInt8] {
    switch element.value {
    case .bytes(let bytes): return bytes
    case .guid(let guid): return guid.mixedEndianBytes
    case .string(let text, let form): return bytes(of: text, form)
    case .boolean(let value): return [value ? 1 : 0]
    case .number(let value):
      guard let byte = UInt8(exactly: value) else {
        throw DiagnosticError(.doesNotFit(bytes: 1, at: element.range))
      }
      return [byte]
    }
  }

  private static func bytes(of text: String, _ form: ExpressionValue.StringForm) -> [UInt8] {
    let plain = text.resolvingCEscapes
    let isTerminated = form == .plain || form == .wide
    guard form.isWide else { return Array(plain.utf8) + (isTerminated ? [0] : []) }
    return plain.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      + (isTerminated ? [0, 0] : [])
  }
}
