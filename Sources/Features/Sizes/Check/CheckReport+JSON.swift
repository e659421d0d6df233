import Diagnostics
import Render

extension CheckReport {
  /// kiln's own JSON, which has all values.
  package var json: String {
    JSON.encode(
      CheckJSON(
        verdict: report.verdict.rawValue,
        isExceeded: report.verdict == .overBudget || check?.isExceeded == true,
        rows: (check?.rows ?? []).map(BudgetJSON.Row.init), findings: report.findings.map(FindingJSON.init),
        growth: growth.map(GrowthJSON.init), variants: coverage.map(VariantCoverageJSON.init)))
  }
}

/// The documented form of `kiln check --format json`: sizes and offsets in bytes, lines and columns from 1.
private struct CheckJSON: Encodable {
  let schema = "kiln-check-1"
  let verdict: String
  let isExceeded: Bool
  let rows: [BudgetJSON.Row]
  let findings: [FindingJSON]
  let growth: GrowthJSON?
  /// With `--variants` only.
  let variants: VariantCoverageJSON?
}
