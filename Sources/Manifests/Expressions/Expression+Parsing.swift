package import Diagnostics
extension Expression {
  package init(parsing text: Located<String>, macro: (String) -> String? = { _ in nil })
    throws(DiagnosticError)
  {
    self.init(steps: [])
  }
  package init(parsing part: Range<Int>, of line: ManifestLine, macro: (String) -> String? = { _ in nil })
    throws(DiagnosticError)
  { self.init(steps: []) }
  package func evaluate(in environment: ExpressionEnvironment) throws(DiagnosticError) -> Evaluation {
    Evaluation(value: .number(0), warnings: [])
  }
}
