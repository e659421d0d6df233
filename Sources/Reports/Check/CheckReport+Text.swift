import Diagnostics

extension CheckReport {
  /// The table as a terminal shows it; what was found goes elsewhere there.
  package var table: String {
    let budgets = check.map { BudgetReport($0).text } ?? ""
    return growth.isEmpty ? budgets : budgets + "\n" + growthTable
  }

  /// The table and every finding, for a file.
  package var text: String {
    let renderer = DiagnosticRenderer(usesColour: false)
    let told = findings.map { renderer.render($0.diagnostic) }.joined()
    return [table, told, headline + "\n"].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var growthTable: String {
    var table = TextTable([
      ("before", .right), ("after", .right), ("change", .right), ("in flash", .right), ("", .left),
      ("", .left),
    ])
    for row in growth {
      table.add([
        String(row.before), String(row.after), row.change.signed, row.flashChange?.signed ?? "", row.name,
        row.volume,
      ])
    }
    return table.rendered()
  }
}
