import Diagnostics
import Render

extension CheckReport {
  /// The table for a terminal, where findings are printed separately.
  package var table: String {
    let rows = check.map { BudgetReport($0).text } ?? ""
    let budgets =
      if let coverage {
        coverage.checked.isEmpty ? "\(coverage.line)\n" : "\(rows)\n\(coverage.line)\n"
      } else {
        rows
      }
    return growth.map { "\(budgets)\n\(GrowthReport($0).text)" } ?? budgets
  }

  /// The table and every finding, for a file.
  package var text: String {
    let renderer = DiagnosticRenderer(usesColour: false)
    let told = report.findings.map { renderer.render($0.diagnostic) }.joined()
    return [table, told, report.headline + "\n"].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
