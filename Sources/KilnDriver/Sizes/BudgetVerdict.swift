import Analysis
import Diagnostics
import PlatformModel

/// What a check of budgets has to say: which limit is broken, by how much, and by whom.
struct BudgetVerdict {
  let check: BudgetCheck
  let budgets: [Budget]
  let maps: [FlashMap]
  /// Empty where nobody asked what modules cost.
  let attributions: [SizeAttribution]
  /// What has grown since the base, in words.
  var growth: [Diagnostic.Note] = []

  var diagnostics: [Diagnostic] {
    check.rows.flatMap { row in row.violations.map { diagnostic(row, $0) } }
  }

  private func diagnostic(_ row: BudgetCheck.Row, _ violation: BudgetCheck.Row.Violation) -> Diagnostic {
    let budget = budgets.last {
      $0.subject.lowercased() == row.subject.lowercased() && $0.measure == row.measure
    }
    return .budget(
      row, violation, at: budget.map { .source($0.range) } ?? .commandLine,
      notes: row.kind == .module ? growth : contributors(to: row) + growth)
  }

  /// How many of a volume's files a diagnostic names.
  private static let named = 10

  /// The files that cost most of what the row measures.
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

  /// The volumes whose files are what the row consists of: of one that holds compressed ones, those.
  private func volumes(of row: BudgetCheck.Row) -> [VolumeUsage] {
    if row.kind == .device {
      let all = maps.first { $0.name == row.subject }?.volumes ?? []
      return all.filter { $0.streams.isEmpty }
    }
    let volume = maps.lazy.flatMap(\.volumes).first { $0.name.lowercased() == row.subject.lowercased() }
    let all = volume?.withInner ?? []
    return all.count > 1 ? Array(all.dropFirst()) : all
  }
}

extension Diagnostic {
  static func budget(
    _ row: BudgetCheck.Row, _ violation: BudgetCheck.Row.Violation, at place: Place, notes: [Note]
  ) -> Diagnostic {
    return switch violation {
    case .limit(let over):
      Diagnostic(
        "budget-exceeded", at: place,
        "\(row.title) needs \(row.used) bytes and may have \(row.limit): \(over) too many", notes: notes,
        fix: "drop a module, switch a feature off, or raise the budget; 'kiln size' says what costs how much")
    case .reserve(let over, let reserve):
      Diagnostic(
        "budget-reserve", at: place,
        "\(row.title) needs \(row.used) bytes of \(row.limit), of which \(reserve) are reserved: \(over) too many",
        notes: notes, fix: "drop a module, switch a feature off, or make the reserve smaller")
    case .growth(let growth, let allowed):
      Diagnostic(
        "budget-growth", at: place,
        "\(row.title) has grown by \(growth) bytes to \(row.used) and may grow by \(allowed)",
        notes: notes,
        fix: "make the change smaller, or allow more growth and say why")
    case .warning(let level):
      Diagnostic(
        "budget-warning", .warning, at: place,
        "\(row.title) needs \(row.used) bytes of \(row.limit): more than the \(level) from which to warn",
        notes: notes)
    }
  }
}
