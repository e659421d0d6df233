import Diagnostics
import PlatformModel
import Vocabulary

extension Diagnostic {
  /// One finding for all limits that are exceeded for one reason: the culprit first.
  ///
  /// - Parameter range: where the FDF places the culprit; nil if it is not known.
  static func exceeded(_ cause: BudgetCause, at range: SourceRange?, notes: [Note]) -> Diagnostic {
    let leader = cause.breaches[0].finding
    guard cause.culprit != nil || cause.breaches.count > 1 else { return leader.noted(notes) }
    let names = cause.breaches.dropFirst().map { $0.row?.title ?? $0.subject.name }.filter {
      $0 != cause.breaches[0].row?.title
    }
    let others = names.isEmpty ? "" : "; over its limit with it: \(names.uniqued.joined(separator: ", "))"
    let culprit = cause.culprit.map { "\($0.text): " } ?? ""
    let subjects = cause.breaches.dropFirst().compactMap(\.finding.subject).filter { $0 != leader.subject }
    return Diagnostic(
      leader.code, at: range.map { .source($0) } ?? leader.place, about: leader.subject,
      involving: subjects.uniqued + (cause.culprit.map { [.module(ModuleName($0.name))] } ?? []),
      "\(culprit)\(leader.message)\(others)", notes: notes, fix: leader.fix)
  }

  static func budget(
    _ row: BudgetCheck.Row, _ violation: BudgetCheck.Row.Violation, at place: Place
  ) -> Diagnostic {
    switch violation {
    case .limit(let over):
      Diagnostic(
        .budgetExceeded, at: place, about: row.diagnosticSubject,
        row.source == .manifest
          ? "\(row.title) needs \(row.needs) bytes, its budget allows \(row.limit): \(over) too many"
          : "\(row.title) needs \(row.needs) bytes and has \(row.limit): \(over) too many",
        fix:
          "remove a module, switch off a feature, or raise the budget; 'kiln size' shows what each file costs"
      )
    case .reserve(let over, let reserve):
      Diagnostic(
        .budgetReserve, at: place, about: row.diagnosticSubject,
        "\(row.title) needs \(row.needs) of \(row.limit) bytes, and \(reserve) are reserved: \(over) too many",
        fix: "remove a module, switch off a feature, or make the reserve smaller")
    case .growth(let growth, let allowed):
      Diagnostic(
        .budgetGrowth, at: place, about: row.diagnosticSubject,
        "\(row.title) grew by \(growth) bytes to \(row.used), the limit is \(allowed)",
        fix: "make the change smaller, or raise the limit and say why")
    case .warning(let level):
      Diagnostic(
        .budgetWarning, at: place, about: row.diagnosticSubject,
        "\(row.title) uses \(row.used) of \(row.limit) bytes, its warning level is \(level)")
    }
  }
}

extension Diagnostic.Note {
  /// Above the files that contribute most.
  ///
  /// - Parameter base: what sizes were compared with; nil without a base.
  static func largest(since base: String?) -> Diagnostic.Note {
    Diagnostic.Note(
      base.map {
        "no module grew by \(SizeGrowth.leastNoted) bytes or more since \($0); the largest contributors are:"
      } ?? "there is no base, so what grew is unknown; the largest contributors are:")
  }
}

extension Diagnostic.Place {
  /// The place in a note: a note about the command line has none.
  var inNote: Diagnostic.Place? { self == .commandLine ? nil : self }
}

extension Array where Element: Hashable {
  /// Each element once, in order.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
