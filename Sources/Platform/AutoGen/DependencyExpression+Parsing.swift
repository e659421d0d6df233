import Bytes
package import Diagnostics
package import PlatformModel

extension DependencyExpression {
  /// Parses an expression as edk2 does: AND and OR have the same precedence and associate to the right; NOT
  /// binds more tightly.
  ///
  /// - Throws: the first mistake, with its place.
  package init(parsing tokens: [DepexToken], phase: Phase) throws(DiagnosticError) {
    var parser = DepexParser(phase: phase)
    for token in tokens { try parser.read(token) }
    self.init(phase, steps: try parser.finished())
  }
}

/// Operators are kept on a stack until their operands are complete.
private struct DepexParser {
  private enum Waiting { case parenthesis, and, or, not }

  let phase: DependencyExpression.Phase
  private var steps: [DependencyExpression.Step] = []
  private var stack: [Waiting] = []
  private var last: DepexToken?
  /// BEFORE or AFTER, which takes one GUID and must be the only operator.
  private var exclusive: DepexToken?

  init(phase: DependencyExpression.Phase) { self.phase = phase }

  /// Whether an operand is expected: at the start, or after an operator or opening parenthesis.
  private var wantsOperand: Bool {
    guard case .keyword(let word)? = last?.kind else { return last == nil }
    return !["TRUE", "FALSE", ")"].contains(word)
  }

  mutating func read(_ token: DepexToken) throws(DiagnosticError) {
    defer { last = token }
    switch token.kind {
    case .guid(let name, let guid): try operand(guid, name: name, token)
    case .keyword("("):
      guard wantsOperand else { throw .depex(.depexOperatorMissing("(", token)) }
      stack.append(.parenthesis)
    case .keyword(")"):
      guard stack.contains(.parenthesis) else { throw .depex(.depexParentheses(token)) }
      guard !wantsOperand else { throw .depex(.depexOperandMissing(")", token, behind: last)) }
      while let top = stack.popLast(), top != .parenthesis { apply(top) }
    case .keyword("TRUE"), .keyword("FALSE"):
      guard wantsOperand else { throw .depex(.depexOperatorMissing("a truth value", token)) }
      steps.append(token.kind == .keyword("TRUE") ? .true : .false)
    case .keyword("NOT"):
      guard wantsOperand else { throw .depex(.depexOperatorMissing("NOT", token)) }
      stack.append(.not)
    case .keyword("AND"), .keyword("OR"):
      guard !wantsOperand else { throw .depex(.depexOperandMissing("AND or OR", token, behind: last)) }
      while stack.last == .not { apply(stack.removeLast()) }
      stack.append(token.kind == .keyword("AND") ? .and : .or)
    case .keyword("BEFORE"), .keyword("AFTER"):
      guard phase != .pei, last == nil else { throw .depex(.depexFirst(token, phase: phase)) }
      exclusive = token
    case .keyword("SOR"):
      guard phase != .pei, last == nil else { throw .depex(.depexFirst(token, phase: phase)) }
      steps.append(.scheduleOnRequest)
    case .keyword(let word): throw .depex(.depexWord(word, token))
    }
  }

  private mutating func operand(_ guid: GUID, name: String, _ token: DepexToken) throws(DiagnosticError) {
    if let exclusive {
      guard steps.isEmpty else { throw .depex(.depexAlone(exclusive)) }
      steps.append(exclusive.kind == .keyword("BEFORE") ? .before(guid) : .after(guid))
      return
    }
    guard wantsOperand else { throw .depex(.depexOperatorMissing("'\(name)'", token)) }
    steps.append(.push(guid))
  }

  private mutating func apply(_ waiting: Waiting) {
    switch waiting {
    case .and: steps.append(.and)
    case .or: steps.append(.or)
    case .not: steps.append(.not)
    case .parenthesis: break
    }
  }

  mutating func finished() throws(DiagnosticError) -> [DependencyExpression.Step] {
    guard let last else { return [] }
    if let exclusive {
      guard steps.count == 1, stack.isEmpty else { throw .depex(.depexAlone(exclusive)) }
      return steps
    }
    guard !wantsOperand else { throw .depex(.depexOperandMissing("the end", last, behind: last)) }
    guard !stack.contains(.parenthesis) else { throw .depex(.depexParentheses(last)) }
    while let top = stack.popLast() { apply(top) }
    return steps
  }
}

extension DiagnosticError {
  fileprivate static func depex(_ diagnostic: Diagnostic) -> DiagnosticError { DiagnosticError(diagnostic) }
}

extension Diagnostic {
  private static func depex(_ token: DepexToken, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.depexMalformed, at: .source(token.range), message, fix: fix)
  }

  fileprivate static func depexOperatorMissing(_ what: String, _ token: DepexToken) -> Diagnostic {
    depex(token, "an operator is missing before \(what)", fix: "put AND or OR between the two")
  }

  /// The parentheses around a library's expression are implicit, so the word before them is reported.
  fileprivate static func depexOperandMissing(
    _ what: String, _ token: DepexToken, behind last: DepexToken?
  ) -> Diagnostic {
    let fix = "add the name of a protocol or PPI, TRUE or FALSE"
    guard let last, case .keyword(let word) = last.kind else {
      return depex(token, "an operand is missing before \(what)", fix: fix)
    }
    return depex(last, "an operand is missing after \(word)", fix: fix)
  }

  fileprivate static func depexParentheses(_ token: DepexToken) -> Diagnostic {
    depex(token, "the parentheses do not match", fix: "give each '(' its ')'")
  }

  fileprivate static func depexFirst(_ token: DepexToken, phase: DependencyExpression.Phase) -> Diagnostic {
    phase == .pei
      ? depex(
        token, "BEFORE, AFTER and SOR are not allowed in PEI", fix: "name the PPIs that the module needs")
      : depex(
        token, "BEFORE, AFTER and SOR must come first in an expression",
        fix: "move it to the front, or remove it")
  }

  fileprivate static func depexAlone(_ token: DepexToken) -> Diagnostic {
    depex(token, "BEFORE and AFTER take one GUID and nothing else", fix: "remove the rest of the expression")
  }

  fileprivate static func depexWord(_ word: String, _ token: DepexToken) -> Diagnostic {
    depex(
      token, "unknown word '\(word)' in a dependency expression",
      fix: "use AND, OR, NOT, TRUE, FALSE, BEFORE, AFTER or SOR")
  }
}
