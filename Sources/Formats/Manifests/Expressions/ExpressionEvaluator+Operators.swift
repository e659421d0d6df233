import Bytes
import Diagnostics

/// What the operators do with values of each type (EDK II DSC Specification, 2.2.9).
extension ExpressionEvaluator {
  mutating func apply(
    _ sign: Expression.BinaryOperator, _ left: Operand, _ right: Operand, at range: SourceRange
  ) throws(DiagnosticError) -> ExpressionValue {
    switch sign {
    case .isIn, .isNotIn:
      return .boolean(try Self.contains(right, left, at: range) == (sign == .isIn))
    case .equal, .notEqual:
      return .boolean(try areEqual(left, right, at: range, sign) == (sign == .equal))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .boolean(try Self.compare(sign, left, right, at: range))
    case .or, .and, .bitOr, .bitXor, .bitAnd, .shiftLeft, .shiftRight, .add, .subtract, .multiply, .divide,
      .remainder:
      return try calculate(sign, left, right, at: range)
    }
  }

  /// `"A" IN "A B C"`: whether the right string has the left one as a word.
  private static func contains(
    _ list: Operand, _ word: Operand, at range: SourceRange
  ) throws(DiagnosticError) -> Bool {
    guard isWide(list.value) == isWide(word.value) else {
      throw DiagnosticError(.operandTypes("IN", word.value, list.value, at: range))
    }
    let wanted = Array(searchText(word.value).utf8)
    return searchText(list.value).utf8.split(whereSeparator: \.isBlank).contains { $0.elementsEqual(wanted) }
  }

  private static func isWide(_ value: ExpressionValue) -> Bool {
    if case .string(_, let form) = value { form.isWide } else { false }
  }

  /// What IN compares: all but plain strings with their marks, and a number, oddly, as the characters
  /// that its bytes stand for, the low one first.
  private static func searchText(_ value: ExpressionValue) -> String {
    if case .string(let text, .plain) = value { return text }
    guard var rest = value.number else { return value.text }
    var text = "\""
    while rest > 0 {
      text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: rest)))
      rest >>= 8
    }
    return text + "\""
  }

  private mutating func areEqual(
    _ left: Operand, _ right: Operand, at range: SourceRange, _ sign: Expression.BinaryOperator
  ) throws(DiagnosticError) -> Bool {
    switch (left.value, right.value) {
    case (.string(let one, let oneForm), .string(let other, let otherForm)):
      guard oneForm.isWide == otherForm.isWide else {
        throw DiagnosticError(.operandTypes(sign.rawValue, left.value, right.value, at: range))
      }
      return one == other && oneForm == otherForm
    case (.bytes(let one), .bytes(let other)): return one == other
    case (.guid(let one), .guid(let other)): return one == other
    case (.guid(let one), .bytes(let other)), (.bytes(let other), .guid(let one)):
      return one.mixedEndianBytes == other
    default:
      if let one = left.value.number, let other = right.value.number { return one == other }
      warnings.append(.comparisonFixed(sign == .notEqual, at: range))
      return false
    }
  }

  private static func compare(
    _ sign: Expression.BinaryOperator, _ left: Operand, _ right: Operand, at range: SourceRange
  ) throws(DiagnosticError) -> Bool {
    func holds<T: Comparable>(_ one: T, _ other: T) -> Bool {
      switch sign {
      case .less: one < other
      case .lessOrEqual: one <= other
      case .greater: one > other
      default: one >= other
      }
    }
    if let one = left.value.number, let other = right.value.number { return holds(one, other) }
    if case .string(let one, let oneForm) = left.value, case .string(let other, let otherForm) = right.value,
      oneForm.isWide == otherForm.isWide
    {
      // By code point, not by the rules of a language.
      let isLess = one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
      return holds(one == other ? 0 : isLess ? -1 : 1, 0)
    }
    throw DiagnosticError(.operandTypes(sign.rawValue, left.value, right.value, at: range))
  }

  private mutating func calculate(
    _ sign: Expression.BinaryOperator, _ left: Operand, _ right: Operand, at range: SourceRange
  ) throws(DiagnosticError) -> ExpressionValue {
    guard let one = left.value.number else {
      throw DiagnosticError(.operandType(sign.rawValue, left.value, at: left.range))
    }
    guard let other = right.value.number else {
      throw DiagnosticError(.operandType(sign.rawValue, right.value, at: right.range))
    }
    let booleans = [left.value, right.value].count { if case .boolean = $0 { true } else { false } }
    let overflow = DiagnosticError(.expressionOverflow(sign.rawValue, at: range))
    func checked(_ result: (partialValue: Int128, overflow: Bool)) throws(DiagnosticError) -> ExpressionValue
    {
      if result.overflow { throw overflow }
      return .number(result.partialValue)
    }
    func bits(_ result: Int128) -> ExpressionValue {
      booleans == 2 ? .boolean(result != 0) : .number(result)
    }

    switch sign {
    case .or: return .boolean(one != 0 || other != 0)
    case .and: return .boolean(one != 0 && other != 0)
    case .bitOr: return bits(one | other)
    case .bitXor: return bits(one ^ other)
    case .bitAnd: return bits(one & other)
    case .add, .subtract:
      if booleans > 0 { warnings.append(.booleanArithmetic(at: range)) }
      return try checked(
        sign == .add ? one.addingReportingOverflow(other) : one.subtractingReportingOverflow(other))
    default:
      guard booleans != 1 else {
        throw DiagnosticError(.operandTypes(sign.rawValue, left.value, right.value, at: range))
      }
    }
    switch sign {
    case .multiply: return try checked(one.multipliedReportingOverflow(by: other))
    case .shiftLeft:
      guard other >= 0, one == 0 || (other < 128 && (one << other) >> other == one) else { throw overflow }
      return .number(one << other)
    case .shiftRight:
      guard other >= 0 else { throw overflow }
      return .number(one >> other)
    default:
      guard other != 0 else { throw DiagnosticError(.divisionByZero(at: right.range)) }
      guard (one, other) != (.min, -1) else { throw overflow }
      // edk2 rounds towards minus infinity, as Python does.
      let result = one.quotientAndRemainder(dividingBy: other)
      let isUneven = result.remainder != 0 && (result.remainder < 0) != (other < 0)
      return sign == .divide
        ? .number(isUneven ? result.quotient - 1 : result.quotient)
        : .number(isUneven ? result.remainder + other : result.remainder)
    }
  }
}
