package import Diagnostics

/// The findings of a command, in formats for people and for CI systems.
///
/// Each format is a property in a file of its own: `markdown`, `junit`, `sarif`, `github`, `gitlab`. All use
/// the same values, and none depends on the clock or the machine.
package struct FindingReport {
  package enum Verdict: String, Sendable {
    case fine, warning
    case overBudget = "over-budget"
    /// There are errors other than exceeded budgets.
    case error
  }

  /// The name of the command, which also selects the layout.
  package enum Command: String, Sendable {
    /// A table of limits, and findings that mostly belong to its rows.
    case check
    /// Findings only.
    case lint, drift
  }

  package let command: Command
  /// What was checked, as the user called it.
  package let subject: String
  /// The verdict in one line of plain text.
  package let headline: String
  package let verdict: Verdict
  package let rows: [CheckedRow]
  package let findings: [Finding]
  /// Waived findings with the reasons.
  package let suppressed: [SuppressedFinding]
  /// Changes of size since a base.
  package let growth: [GrowthRow]
  /// kiln's version.
  package let version: String

  /// - Parameters:
  ///   - subject: What was checked, as the user called it.
  ///   - artifact: The file to which findings without a place belong.
  ///   - rows: The table of limits, if there is one.
  ///   - growth: The largest changes of size since a base.
  ///   - version: kiln's.
  ///   - headline: Makes the verdict in one line from subject, rows and findings.
  package init(
    _ command: Command, subject: String, artifact: String, rows: [LimitRow] = [], findings: [Diagnostic],
    suppressed: [(diagnostic: Diagnostic, reason: String)] = [], growth: [GrowthRow] = [], verdict: Verdict,
    version: String, paths: ReportPaths, headline: (String, [CheckedRow], [Finding]) -> String
  ) {
    self.command = command
    self.subject = subject.isEmpty ? "kiln" : subject
    self.growth = growth
    self.verdict = verdict
    self.version = version
    let all = Finding.all(
      findings + suppressed.map(\.diagnostic), artifact: paths.path(of: artifact), paths: paths)
    self.findings = Array(all.prefix(findings.count))
    self.suppressed = zip(all.dropFirst(findings.count), suppressed).map {
      SuppressedFinding(finding: $0, reason: $1.reason)
    }
    self.rows = CheckedRow.all(rows, findings: self.findings)
    self.headline = headline(self.subject, self.rows, self.findings)
  }

  /// Findings that belong to no row of the table.
  package var otherFindings: [Finding] {
    let told = Set(rows.flatMap(\.findings).map(\.fingerprint))
    return findings.filter { !told.contains($0.fingerprint) }
  }
}

/// A finding that is waived.
package struct SuppressedFinding {
  package let finding: Finding
  /// The reason given in the waiver.
  package let reason: String
}
