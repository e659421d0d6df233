import Analysis
import Diagnostics

extension CheckReport {
  /// kiln's own form, with everything in it.
  package var json: String {
    JSON.encode(
      CheckJSON(
        verdict: verdict.rawValue, isExceeded: verdict == .overBudget || check?.isExceeded == true,
        rows: rows.map { BudgetJSON.Row($0.row) }, findings: findings.map(CheckJSON.Finding.init),
        growth: growth.map(GrowthJSON.init)))
  }
}

/// The documented form of `kiln check --format json`: sizes and offsets in bytes, lines and columns from 1.
private struct CheckJSON: Encodable {
  let schema = "kiln-check-1"
  let verdict: String
  let isExceeded: Bool
  let rows: [BudgetJSON.Row]
  let findings: [Finding]
  let growth: GrowthJSON?

  struct Finding: Encodable {
    let code: String
    let severity: String
    let message: String
    let notes: [String]
    let fix: String?
    let path: String?
    let line: Int?
    let column: Int?
    let offsets: [Int]?
    let fingerprint: String

    init(_ finding: Reports.Finding) {
      code = finding.diagnostic.code
      severity = finding.diagnostic.severity.rawValue
      message = finding.diagnostic.message
      notes = finding.diagnostic.notes.map(\.message)
      fix = finding.diagnostic.fix
      path = finding.place.hasFile ? finding.place.path.text : nil
      line = finding.place.start?.line
      column = finding.place.start?.column
      offsets = finding.place.offsets.isEmpty ? nil : finding.place.offsets
      fingerprint = finding.fingerprint
    }
  }
}
