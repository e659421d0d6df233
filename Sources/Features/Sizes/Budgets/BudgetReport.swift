import Render
import Vocabulary

/// `kiln check`: every device, volume and module against its limit.
package struct BudgetReport {
  private let check: BudgetCheck

  package init(_ check: BudgetCheck) { self.check = check }

  package var text: String {
    let hasBase = check.rows.contains { $0.base != nil }
    var table = TextTable(
      [
        ("", .left), ("size", .right), ("used", .right), ("limit", .right), ("free", .right),
        ("full", .right),
      ] + (hasBase ? [("growth", .right)] : []) + [("", .left)])
    for row in check.rows {
      table.add(
        [
          row.title, String(row.size), String(row.used), String(row.limit), String(row.free),
          row.needs.percentage(of: row.limit),
        ] + (hasBase ? [row.growth?.signed ?? ""] : []) + [row.verdict])
    }
    return table.rendered()
  }

  package var json: String {
    JSON.encode(
      BudgetJSON(
        isExceeded: check.isExceeded, isWarned: check.isWarned, rows: check.rows.map(BudgetJSON.Row.init)))
  }
}

extension BudgetCheck.Row {
  /// The worst violation, in a few words.
  var verdict: String {
    guard let worst = violations.first else { return source == .manifest ? "budget" : "" }
    return switch worst {
    case .limit(let over): "OVER by \(over)"
    case .reserve(let over, _): "OVER by \(over), into the reserve"
    case .growth(let growth, let allowed): "OVER: grew by \(growth), \(allowed) allowed"
    case .warning(let level): "above \(level)"
    }
  }
}

/// The documented form of the budgets of `kiln build --json`.
struct BudgetJSON: Encodable {
  let schema = "kiln-check-1"
  let isExceeded: Bool
  let isWarned: Bool
  let rows: [Row]

  struct Row: Encodable {
    let variant: String?
    let subject: String
    let kind: String
    let measure: String
    let size: Int
    let used: Int
    let needs: Int
    let limit: Int
    let free: Int
    let source: String
    let state: String
    let warning: Int?
    let reserve: Int
    let base: Int?
    let growth: Int?
    let allowedGrowth: Int?
    let isExceeded: Bool

    init(_ row: BudgetCheck.Row) {
      variant = row.variant?.text
      subject = row.name
      kind = row.kindName
      measure = row.measureName
      size = row.size
      used = row.used
      needs = row.needs
      limit = row.limit
      free = row.free
      source = row.source.rawValue
      state = row.state.rawValue
      warning = row.warning
      reserve = row.reserve
      base = row.base
      growth = row.growth
      allowedGrowth = row.allowedGrowth
      isExceeded = row.isExceeded
    }
  }
}
