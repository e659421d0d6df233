package import Analysis

/// `kiln check`: every device and volume against its limit, and what grew since a base where one is named.
package struct BudgetReport {
  private let check: BudgetCheck
  private let growth: SizeGrowth?

  package init(_ check: BudgetCheck, growth: SizeGrowth? = nil) {
    self.check = check
    self.growth = growth
  }

  package var text: String {
    var table = TextTable([
      ("", .left), ("size", .right), ("used", .right), ("limit", .right), ("free", .right), ("full", .right),
      ("", .left),
    ])
    for row in check.rows {
      let verdict =
        row.isExceeded ? "OVER by \(row.used - row.limit)" : row.source == .manifest ? "budget" : ""
      table.add([
        row.subject, String(row.size), String(row.used), String(row.limit), String(row.free),
        row.used.percentage(of: row.limit), verdict,
      ])
    }
    return table.rendered() + (growth.map { "\n" + GrowthReport($0).text } ?? "")
  }

  package var json: String {
    JSON.encode(
      BudgetJSON(
        isExceeded: check.isExceeded, rows: check.rows.map(BudgetJSON.Row.init),
        growth: growth.map(GrowthJSON.init)))
  }
}

/// The documented form of `kiln check --json`.
private struct BudgetJSON: Encodable {
  let schema = "kiln-check-1"
  let isExceeded: Bool
  let rows: [Row]
  let growth: GrowthJSON?

  struct Row: Encodable {
    let subject: String
    let size: Int
    let used: Int
    let limit: Int
    let free: Int
    let source: String
    let isExceeded: Bool

    init(_ row: BudgetCheck.Row) {
      subject = row.subject
      size = row.size
      used = row.used
      limit = row.limit
      free = row.free
      source = row.source.rawValue
      isExceeded = row.isExceeded
    }
  }
}
