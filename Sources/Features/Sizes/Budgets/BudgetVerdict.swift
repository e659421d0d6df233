package import Diagnostics
package import Inspection
package import PlatformModel
package import Vocabulary

/// The diagnostics of a budget check: which limit is exceeded, by how much, and by which modules.
package struct BudgetVerdict {
  /// A volume that is too small for its files.
  package struct Overflow {
    let volume: VolumeName
    /// Makes the finding from notes about the largest files.
    let finding: ([Diagnostic.Note]) -> Diagnostic

    package init(_ volume: VolumeName, finding: @escaping ([Diagnostic.Note]) -> Diagnostic) {
      self.volume = volume
      self.finding = finding
    }
  }

  let check: BudgetCheck
  let budgets: [Budget]
  let maps: [FlashMap]
  let attributions: [SizeAttribution]
  let overflows: [Overflow]
  let growth: [Diagnostic.Note]

  /// - Parameters:
  ///   - attributions: empty if costs of modules were not requested.
  ///   - growth: notes about what has grown since the base.
  package init(
    check: BudgetCheck, budgets: [Budget], maps: [FlashMap], attributions: [SizeAttribution],
    overflows: [Overflow] = [], growth: [Diagnostic.Note] = []
  ) {
    self.check = check
    self.budgets = budgets
    self.maps = maps
    self.attributions = attributions
    self.overflows = overflows
    self.growth = growth
  }

  package var diagnostics: [Diagnostic] {
    overflows.map(diagnostic)
      + check.rows.flatMap { row in
        // An overflow is reported once, not again as an exceeded budget.
        row.violations.filter { !isOverflow(row, $0) }.map { diagnostic(row, $0) }
      }
  }

  /// Whether the row is about an overflowing volume, or about a device that is too large because of one.
  private func isOverflow(_ row: BudgetCheck.Row, _ violation: BudgetCheck.Row.Violation) -> Bool {
    guard case .limit = violation, row.measure == .raw else { return false }
    let volumes =
      switch row.subject {
      case .device: map(of: row)?.volumes.map { VolumeName($0.name) } ?? []
      case .volume(let name): [name]
      case .module: [VolumeName]()
      }
    return overflows.contains { volumes.contains($0.volume) }
  }

  private func diagnostic(_ overflow: Overflow) -> Diagnostic {
    let row = check.rows.first { $0.subject == .volume(overflow.volume) }
    return overflow.finding((row.map(contributors) ?? []) + growth)
  }

  private func diagnostic(_ row: BudgetCheck.Row, _ violation: BudgetCheck.Row.Violation) -> Diagnostic {
    let budget = budgets.last { $0.subject == row.subject && $0.measure == row.measure }
    return .budget(
      row, violation, at: budget.map { .source($0.range) } ?? .commandLine,
      notes: row.kind == .module ? growth : contributors(to: row) + growth)
  }

  /// How many of a volume's files a diagnostic lists.
  private static let named = 10

  /// The files that contribute most to the measured size.
  private func contributors(to row: BudgetCheck.Row) -> [Diagnostic.Note] {
    let inside = Set(volumes(of: row).map(\.name))
    let costs = attributions.flatMap(\.files).filter { inside.contains($0.volume) && !$0.holdsVolumes }
    if !costs.isEmpty {
      return costs.sorted { ($1.flash, $0.name) < ($0.flash, $1.name) }.prefix(Self.named).map {
        let flash = Int($0.flash.rounded())
        return Diagnostic.Note(
          flash == $0.raw
            ? "\(flash) bytes: \($0.name)" : "\(flash) bytes of flash, \($0.raw) raw: \($0.name)")
      }
    }
    let files = volumes(of: row).flatMap(\.files).sorted { ($1.size, $0.name) < ($0.size, $1.name) }
    return files.prefix(Self.named).map { Diagnostic.Note("\($0.size) bytes: \($0.name)") }
  }

  /// The volumes whose files make up the row. For a volume that contains compressed volumes, those.
  private func volumes(of row: BudgetCheck.Row) -> [VolumeUsage] {
    switch row.subject {
    case .device:
      return (map(of: row)?.volumes ?? []).filter { $0.streams.isEmpty }
    case .volume:
      let all = maps.lazy.flatMap(\.volumes).first { $0.subject == row.subject }?.withInner ?? []
      return all.count > 1 ? Array(all.dropFirst()) : all
    case .module: return []
    }
  }

  private func map(of device: BudgetCheck.Row) -> FlashMap? { maps.first { $0.subject == device.subject } }
}

extension Diagnostic {
  static func budget(
    _ row: BudgetCheck.Row, _ violation: BudgetCheck.Row.Violation, at place: Place, notes: [Note]
  ) -> Diagnostic {
    return switch violation {
    case .limit(let over):
      Diagnostic(
        .budgetExceeded, at: place, about: row.diagnosticSubject,
        "\(row.title) needs \(row.used) bytes, its budget allows \(row.limit): \(over) too many",
        notes: notes,
        fix:
          "remove a module, switch off a feature, or raise the budget; 'kiln size' shows what each file costs"
      )
    case .reserve(let over, let reserve):
      Diagnostic(
        .budgetReserve, at: place, about: row.diagnosticSubject,
        "\(row.title) needs \(row.used) of \(row.limit) bytes, and \(reserve) are reserved: \(over) too many",
        notes: notes, fix: "remove a module, switch off a feature, or make the reserve smaller")
    case .growth(let growth, let allowed):
      Diagnostic(
        .budgetGrowth, at: place, about: row.diagnosticSubject,
        "\(row.title) grew by \(growth) bytes to \(row.used), the limit is \(allowed)",
        notes: notes,
        fix: "make the change smaller, or raise the limit and say why")
    case .warning(let level):
      Diagnostic(
        .budgetWarning, at: place, about: row.diagnosticSubject,
        "\(row.title) needs \(row.used) of \(row.limit) bytes, its warning level is \(level)",
        notes: notes)
    }
  }
}
