package import Analysis
package import Diagnostics

/// What `kiln check` or `kiln lint` has found, for people and for the programs that CI shows it with.
///
/// Each format is a property in a file of its own: `text`, `json`, `markdown`, `junit`, `sarif`, `github`,
/// `gitlab`. All are made of the same values, so that none says more or less than another, and none
/// depends on the time or the machine.
package struct CheckReport {
  package enum Verdict: String, Sendable {
    case fine, warning
    case overBudget = "over-budget"
    /// Something other than a budget is wrong.
    case error
  }

  /// Whose report it is.
  package enum Command: String, Sendable { case check, lint }

  let command: Command
  /// What was checked, as the user called it.
  let subject: String
  /// nil when an error came before there was anything to hold to a budget.
  let check: BudgetCheck?
  let findings: [Finding]
  /// What somebody has waived, and why.
  let suppressed: [SuppressedFinding]
  /// Of a lint, what its headline says.
  private let counts: String
  /// What has changed in size since a base.
  let growth: SizeGrowth?
  let verdict: Verdict
  /// Of kiln.
  let version: String
  let rows: [CheckedRow]

  /// - Parameters:
  ///   - subject: What was checked, as the user called it.
  ///   - artifact: The file that findings belong to which have no place of their own.
  ///   - check: nil when an error came first.
  ///   - growth: What has changed in size since a base.
  ///   - version: Of kiln.
  package init(
    subject: String, artifact: String, check: BudgetCheck?, findings: [Diagnostic], growth: SizeGrowth? = nil,
    verdict: Verdict, version: String, paths: ReportPaths
  ) {
    command = .check
    self.subject = subject.isEmpty ? "kiln" : subject
    suppressed = []
    counts = ""
    self.check = check
    self.growth = growth
    self.verdict = verdict
    self.version = version
    self.findings = Finding.all(findings, artifact: paths.path(of: artifact), paths: paths)
    rows = CheckedRow.all(check?.rows ?? [], findings: self.findings)
  }

  /// What a lint has found: no table, and findings that are suppressed.
  ///
  /// - Parameters:
  ///   - counts: How many findings of which level there are, in words.
  init(
    linting subject: String, artifact: String, findings: [Diagnostic],
    suppressed: [(diagnostic: Diagnostic, reason: String)], counts: String, verdict: Verdict, version: String,
    paths: ReportPaths
  ) {
    command = .lint
    self.subject = subject.isEmpty ? "kiln" : subject
    self.counts = counts
    check = nil
    growth = nil
    rows = []
    self.verdict = verdict
    self.version = version
    let all = Finding.all(
      findings + suppressed.map(\.diagnostic), artifact: paths.path(of: artifact), paths: paths)
    self.findings = Array(all.prefix(findings.count))
    self.suppressed = zip(all.dropFirst(findings.count), suppressed).map {
      SuppressedFinding(finding: $0, reason: $1.reason)
    }
  }

  /// Findings that are about no row of the table.
  var otherFindings: [Finding] {
    let told = Set(rows.flatMap(\.findings).map(\.fingerprint))
    return findings.filter { !told.contains($0.fingerprint) }
  }

  /// The verdict in one line, without marks.
  var headline: String { command == .lint ? "\(subject): \(counts)" : checkHeadline }

  private var checkHeadline: String {
    let errors = findings.filter { $0.diagnostic.severity == .error }
    let warnings = findings.count { $0.diagnostic.severity == .warning }
    switch verdict {
    case .fine, .warning:
      let kept = "\(subject) keeps \(rows.count == 1 ? "its limit" : "all \(rows.count) limits")"
      return warnings == 0 ? kept : "\(kept), with \(warnings) \(warnings == 1 ? "warning" : "warnings")"
    case .overBudget:
      let over = rows.filter(\.row.isExceeded).map { "\($0.row.title) by \($0.row.excess) bytes" }
      let what = over.isEmpty ? errors.map(\.diagnostic.message) : over
      return "\(subject) is over its budget: \(what.joined(separator: ", "))"
    case .error:
      // A budget that is exceeded as well stands in the table.
      let first = otherFindings.first { $0.diagnostic.severity == .error } ?? errors.first
      let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
      let failed = check == nil ? "\(subject) cannot be checked" : "the check of \(subject) failed"
      return "\(failed): \(first?.diagnostic.message ?? "an error")\(more)"
    }
  }
}

/// A finding that does not count.
struct SuppressedFinding {
  let finding: Finding
  /// Why not.
  let reason: String
}

extension BudgetCheck.Row {
  /// How many bytes are too many; 0 when none are.
  var excess: Int {
    switch violations.first {
    case .limit(let over), .reserve(let over, _): over
    case .growth(let growth, let allowed): growth - allowed
    case .warning, nil: 0
    }
  }
}
