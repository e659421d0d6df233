import Diagnostics

/// What a condition asks for, and its result with other values.
extension BranchScan.Condition {
  /// The names of macros, in order, each once.
  package var macros: [String] {
    guard kind == .expression else { return [name] }
    var names: [String] = []
    for name in MacroName.all(in: Array(operand.utf8)[...]) where !names.contains(name) { names.append(name) }
    return names
  }

  /// `TokenSpace.PcdName`, in order, each once.
  package var pcds: [String] {
    guard kind == .expression else { return [] }
    var names: [String] = []
    for literal in literals where literal.contains(".") && literal.first?.isLetter ?? false {
      if !names.contains(literal) { names.append(literal) }
    }
    return names
  }

  /// Numbers, names and strings that stand in it.
  package var literals: [String] {
    guard kind == .expression else { return [] }
    return ConditionWord.all(in: Array(operand.utf8)[...]).compactMap {
      if case .literal(let text) = $0 { text } else { nil }
    }
  }

  /// The condition as a reader says it.
  package var description: String {
    switch kind {
    case .expression: operand
    case .isDefined: "\(name) is defined"
    case .isNotDefined: "\(name) is not defined"
    }
  }

  /// nil if it cannot be evaluated.
  package func holds(
    macro: @escaping @Sendable (String) -> String?, pcd: @escaping @Sendable (String) -> String?
  ) -> Bool? {
    switch kind {
    case .isDefined: return macro(name) != nil || pcd(name) != nil
    case .isNotDefined: return macro(name) == nil && pcd(name) == nil
    case .expression:
      let bytes = Array(operand.utf8)
      let line = ManifestLine(
        text: operand, file: SourceFile(path: "", bytes: bytes),
        pieces: [.init(text: 0..<bytes.count, source: 0..<bytes.count)])
      var unsaid = DiagnosticList()
      return ExpressionEnvironment(macro: macro, pcd: pcd)
        .evaluate(0..<bytes.count, of: line, diagnostics: &unsaid)?.isTrue
    }
  }

  /// The name behind `!ifdef`; `$(NAME)` is equivalent to `NAME`.
  private var name: String {
    operand.hasPrefix("$(") && operand.hasSuffix(")") ? String(operand.dropFirst(2).dropLast()) : operand
  }
}
