import Bytes
package import Diagnostics

extension Expression {
  /// The value in `environment`; throws one error that points at the operand or operator.
  ///
  /// Both branches of `? :` and both sides of `&&` and `||` are evaluated, as edk2 does.
  package func evaluate(in environment: ExpressionEnvironment) throws(DiagnosticError) -> Evaluation {
    var evaluator = ExpressionEvaluator(environment: environment)
    let value = try evaluator.evaluate(self)
    return Evaluation(value: value, warnings: evaluator.warnings)
  }
}

/// Runs the steps of an expression over a stack of values.
struct ExpressionEvaluator {
  let environment: ExpressionEnvironment
  var warnings: [Diagnostic] = []
  /// PCDs whose values are being evaluated: a PCD may be set to another.
  private var pending: [String] = []

  /// PCDs that are set to PCDs that are set to PCDs.
  private static let longestPCDChain = 64

  init(environment: ExpressionEnvironment) { self.environment = environment }

  typealias Operand = Located<ExpressionValue>

  mutating func evaluate(_ expression: Expression) throws(DiagnosticError) -> ExpressionValue {
    var stack: [Operand] = []
    for step in expression.steps {
      stack.append(Located(try value(of: step, &stack), at: step.range))
    }
    guard let result = stack.last?.value else {
      // The parser leaves exactly one value.
      throw DiagnosticError(
        Diagnostic(.expressionMalformed, at: .commandLine, "the expression is empty", fix: "write a value"))
    }
    return result
  }

  private mutating func value(
    of step: Expression.Step, _ stack: inout [Operand]
  ) throws(DiagnosticError) -> ExpressionValue {
    switch step.kind {
    case .value(let value): return value
    case .pcd(let name): return try pcd(name, at: step.range)
    case .namedGUID(let name):
      guard let guid = environment.guid(name) else {
        throw DiagnosticError(.guidUnknown(name, at: step.range))
      }
      return .guid(guid)
    case .unary(let sign): return try apply(sign, pop(&stack, step), at: step.range)
    case .binary(let sign):
      let right = try pop(&stack, step)
      return try apply(sign, pop(&stack, step), right, at: step.range)
    case .conditional:
      let (no, yes) = (try pop(&stack, step), try pop(&stack, step))
      return try pop(&stack, step).value.isTrue ? yes.value : no.value
    case .sized(let bytes, let inArray): return try sized(bytes, inArray, pop(&stack, step))
    case .array(let count):
      let elements = stack.suffix(count)
      stack.removeLast(elements.count)
      var bytes: [UInt8] = []
      for element in elements { bytes += try Self.bytes(of: element) }
      return .bytes(bytes)
    }
  }

  private func pop(_ stack: inout [Operand], _ step: Expression.Step) throws(DiagnosticError) -> Operand {
    guard let last = stack.popLast() else { throw DiagnosticError(.expressionEmpty(at: step.range)) }
    return last
  }

  private mutating func pcd(_ name: String, at range: SourceRange) throws(DiagnosticError) -> ExpressionValue
  {
    guard let text = environment.pcd(name) else { throw DiagnosticError(.pcdUnknown(name, at: range)) }
    guard !pending.contains(name), pending.count < Self.longestPCDChain else {
      throw DiagnosticError(.pcdEndless(name, at: range))
    }
    pending.append(name)
    defer { pending.removeLast() }
    return try evaluate(Expression(parsing: Located(text, at: range), macro: environment.macro))
  }

  private func apply(
    _ sign: Expression.UnaryOperator, _ operand: Operand, at range: SourceRange
  ) throws(DiagnosticError) -> ExpressionValue {
    let spelling =
      switch sign {
      case .not: "NOT"
      case .complement: "~"
      case .negate: "-"
      case .plus: "+"
      }
    guard let number = operand.value.number else {
      throw DiagnosticError(.operandType(spelling, operand.value, at: operand.range))
    }
    switch sign {
    case .not: return .boolean(number == 0)
    case .complement: return .number(~number)
    case .plus: return .number(number)
    case .negate:
      let (result, overflows) = Int128.zero.subtractingReportingOverflow(number)
      if overflows { throw DiagnosticError(.expressionOverflow("-", at: range)) }
      return .number(result)
    }
  }
}
