import PlatformModel
import Render

extension PageView {
  struct BudgetRow: Encodable {
    let subject: String
    let size: String
    let used: String
    let limit: String
    let free: String
    let share: String
    /// Growth since the base; empty if the base does not contain it.
    let grown: String
    let direction: String
    /// The origin of the limit, and the other terms of the budget.
    let source: String
    let terms: [Term]
    /// Width of the bar and position of the limit on it, in percent. If the limit is exceeded, the bar has the
    /// full width.
    let bar: String
    let mark: String
    /// Positions on the bar where the warning level and the reserve begin, in percent.
    let levels: [Level]
    let state: String
    let symbol: String
    let verdict: String

    struct Term: Encodable {
      let term: String
    }

    struct Level: Encodable {
      let level: String
    }

    init(_ row: BudgetCheck.Row, packed: Set<Budget.Subject>) {
      let scale = Double(max(row.limit, row.needs, 1))
      subject = PageText.name(row.title)
      size = PageText.exact(row.size)
      used = PageText.exact(row.used)
      limit = PageText.exact(row.limit)
      free = PageText.exact(row.free)
      share = PageText.percentage(Double(row.needs), of: Double(row.limit))
      grown = row.growth.map(PageText.change) ?? ""
      direction = (row.growth ?? 0) > 0 ? "more" : (row.growth ?? 0) < 0 ? "less" : "same"
      source = row.source == .manifest ? "budget" : "own size"
      terms = row.terms.map(Term.init)
      bar = PageText.coordinate(Double(row.needs), of: scale)
      mark = PageText.coordinate(Double(row.limit), of: scale)
      levels = row.levels.map { Level(level: PageText.coordinate(Double($0), of: scale)) }
      let state = BudgetState(row, isPacked: packed.contains(row.subject))
      self.state = state.rawValue
      symbol =
        switch state {
        case .fits: "✓"
        case .tight: "▲"
        case .exceeded: "✕"
        }
      verdict = row.pageVerdict ?? (state == .tight ? "nearly full" : "fits")
    }
  }
}

extension BudgetCheck.Row {
  /// The violations in words; nil if there are none.
  fileprivate var pageVerdict: String? {
    violations.first.map { violation in
      switch violation {
      case .limit(let over): "over by \(PageText.short(over))"
      case .reserve(let over, _): "\(PageText.short(over)) into reserve"
      case .growth(let growth, let allowed): "grew by \(PageText.short(growth - allowed)) too much"
      case .warning(let level): "above \(PageText.short(level))"
      }
    }
  }

  /// The terms of its budget other than the limit.
  fileprivate var terms: [String] {
    [
      warning.map { "warns above \(PageText.short($0))" },
      reserve > 0 ? "keeps \(PageText.short(reserve)) free" : nil,
      allowedGrowth.map { "may grow by \(PageText.short($0))" },
    ].compactMap(\.self)
  }

  /// The sizes in bytes above which the row is no longer good.
  fileprivate var levels: [Int] {
    [warning, reserve > 0 ? limit - reserve : nil].compactMap(\.self).filter { (0..<limit).contains($0) }
  }
}
