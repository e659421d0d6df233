package import Diagnostics
package import Render

/// What `kiln check` has found: a table of limits, findings, and what grew since a base.
package struct CheckReport {
  /// nil when an error came before there was anything to hold to a budget.
  let check: BudgetCheck?
  /// What has changed in size since a base.
  let growth: SizeGrowth?
  /// For the formats that check and lint have in common.
  package let report: FindingReport

  /// - Parameters:
  ///   - subject: What was checked, as the user called it.
  ///   - artifact: The file that findings belong to which have no place of their own.
  ///   - check: nil when an error came first.
  ///   - growth: What has changed in size since a base.
  ///   - version: Of kiln.
  package init(
    subject: String, artifact: String, check: BudgetCheck?, findings: [Diagnostic], growth: SizeGrowth? = nil,
    verdict: FindingReport.Verdict, version: String, paths: ReportPaths
  ) {
    self.check = check
    self.growth = growth
    let limits = check?.rows ?? []
    report = FindingReport(
      .check, subject: subject, artifact: artifact, rows: limits.map(LimitRow.init), findings: findings,
      growth: growth.map { GrowthRow.all($0) } ?? [], verdict: verdict, version: version, paths: paths
    ) { subject, rows, findings in
      CheckHeadline(
        subject: subject, limits: check?.rows, rows: rows, findings: findings, verdict: verdict
      ).text
    }
  }
}

/// The verdict of a check in one line.
private struct CheckHeadline {
  let subject: String
  /// nil where nothing could be checked.
  let limits: [BudgetCheck.Row]?
  let rows: [CheckedRow]
  let findings: [Finding]
  let verdict: FindingReport.Verdict

  var text: String {
    let errors = findings.filter { $0.diagnostic.severity == .error }
    let warnings = findings.count { $0.diagnostic.severity == .warning }
    let limits = limits ?? []
    switch verdict {
    case .fine, .warning:
      let within = "\(subject) is within \(limits.count == 1 ? "its limit" : "all \(limits.count) limits")"
      return warnings == 0 ? within : "\(within), with \(warnings) \(warnings == 1 ? "warning" : "warnings")"
    case .overBudget:
      let over = limits.filter(\.isExceeded).map { "\($0.title) by \($0.excess) bytes" }
      let what = over.isEmpty ? errors.map(\.diagnostic.message) : over
      return "\(subject) is over its budget: \(what.joined(separator: ", "))"
    case .error:
      // A budget that is exceeded as well stands in the table.
      let told = Set(rows.flatMap(\.findings).map(\.fingerprint))
      let first = errors.first { !told.contains($0.fingerprint) } ?? errors.first
      let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
      let failed = self.limits == nil ? "\(subject) cannot be checked" : "the check of \(subject) failed"
      return "\(failed): \(first?.diagnostic.message ?? "an error")\(more)"
    }
  }
}

extension LimitRow {
  init(_ row: BudgetCheck.Row) {
    self.init(
      subject: row.diagnosticSubject, title: row.title, used: row.used, limit: row.limit,
      isExceeded: row.isExceeded, isWarned: row.state == .warned)
  }
}

extension GrowthRow {
  /// The modules that changed most.
  static func all(_ growth: SizeGrowth, top: Int = 10) -> [GrowthRow] {
    growth.modules.prefix(top).map {
      GrowthRow(
        name: $0.name, volume: $0.volume, before: $0.raw.before ?? 0, after: $0.raw.after ?? 0,
        flashChange: $0.flashDifference.map { Int($0.rounded()) })
    }
  }
}

extension BudgetCheck.Row {
  /// How many bytes are too many; 0 when none are.
  fileprivate var excess: Int {
    switch violations.first {
    case .limit(let over), .reserve(let over, _): over
    case .growth(let growth, let allowed): growth - allowed
    case .warning, nil: 0
    }
  }
}
