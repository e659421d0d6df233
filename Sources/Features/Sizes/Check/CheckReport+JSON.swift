import Diagnostics
import Render
import Vocabulary

extension CheckReport {
  /// kiln's own JSON, which has all values.
  package var json: String {
    JSON.encode(
      CheckJSON(
        verdict: report.verdict.rawValue,
        isExceeded: report.verdict == .overBudget || check?.isExceeded == true,
        rows: (check?.rows ?? []).map(BudgetJSON.Row.init), findings: report.findings.map(FindingJSON.init),
        growth: growth.map(GrowthJSON.init), variants: coverage.map(CheckJSON.Variants.init)))
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
  let variants: Variants?

  /// Names of variants, with `--variants` only.
  struct Variants: Encodable {
    let checked: [String]
    let notChecked: [String]
    let leftOut: Int

    init(_ coverage: VariantCoverage) {
      checked = coverage.checked.map(\.text)
      notChecked = coverage.notChecked.map(\.text)
      leftOut = coverage.leftOut
    }
  }
}
