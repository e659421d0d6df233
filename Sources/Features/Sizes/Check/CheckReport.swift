package import Diagnostics
package import Render

/// The result of `kiln check`: a table of limits, findings, and growth since a base.
package struct CheckReport {
  /// nil if an error occurred before anything could be measured.
  let check: BudgetCheck?
  /// Changes of size since the base.
  let growth: SizeGrowth?
  /// In a check of several variants, which were checked.
  let coverage: VariantCoverage?
  /// The findings, for the formats that check and lint share.
  package let report: FindingReport

  /// - Parameters:
  ///   - subject: What was checked, as the user called it.
  ///   - artifact: The file to which findings without a place belong.
  ///   - check: nil if an error occurred before anything could be measured.
  ///   - growth: Changes of size since the base.
  ///   - coverage: In a check of several variants, which were checked.
  ///   - version: Of kiln.
  package init(
    subject: String, artifact: String, check: BudgetCheck?, findings: [Diagnostic], growth: SizeGrowth? = nil,
    coverage: VariantCoverage? = nil, verdict: FindingReport.Verdict, version: String, paths: ReportPaths
  ) {
    self.check = check
    self.growth = growth
    self.coverage = coverage
    let limits = check?.rows ?? []
    report = FindingReport(
      .check, subject: subject, artifact: artifact, rows: limits.map(LimitRow.init), findings: findings,
      growth: growth.map { GrowthRow.all($0) } ?? [], verdict: verdict, version: version, paths: paths
    ) { subject, rows, findings in
      let verdict = CheckHeadline(
        subject: subject, limits: check?.rows, rows: rows, findings: findings, verdict: verdict
      ).text
      let headline = growth.map { "\(verdict); the base is \($0.baseWithAge)" } ?? verdict
      return coverage.map { "\(headline) (\($0.line))" } ?? headline
    }
  }
}

/// The verdict of a check in one line.
private struct CheckHeadline {
  let subject: String
  /// nil if nothing could be checked.
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
      // The table shows an exceeded budget too, so the headline names another error.
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
      subject: row.diagnosticSubject, title: row.title, used: row.used, needs: row.needs,
      limit: row.limit,
      isExceeded: row.isExceeded, isWarned: row.state == .warned)
  }
}

extension GrowthRow {
  /// The modules with the largest changes.
  static func all(_ growth: SizeGrowth, top: Int = 10) -> [GrowthRow] {
    growth.modules.prefix(top).map {
      GrowthRow(
        name: $0.name, volume: $0.volume, before: $0.raw.before ?? 0, after: $0.raw.after ?? 0,
        flashChange: $0.flashDifference.map { Int($0.rounded()) })
    }
  }
}

extension BudgetCheck.Row {
  /// The number of bytes over the limit; 0 if it is not exceeded.
  fileprivate var excess: Int { violations.first?.excess ?? 0 }
}
