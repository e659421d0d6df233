import Analysis
import Diagnostics

/// A row of the budget table with what was said about it.
struct CheckedRow {
  enum Mark { case fine, warning, over }

  let row: BudgetCheck.Row
  let findings: [Finding]

  var mark: Mark {
    if row.isExceeded { return .over }
    if row.state == .warned { return .warning }
    return findings.contains { $0.diagnostic.severity != .note } ? .warning : .fine
  }

  /// A finding is about the row whose name its message starts with, which is how every factory of such a
  /// message begins it.
  static func all(_ rows: [BudgetCheck.Row], findings: [Finding]) -> [CheckedRow] {
    let owners = findings.map { finding in
      rows.map(\.title).filter { finding.diagnostic.message.hasPrefix("\($0) ") }.max {
        $0.count < $1.count
      }
    }
    return rows.map { row in
      CheckedRow(row: row, findings: zip(findings, owners).filter { $0.1 == row.title }.map(\.0))
    }
  }
}
