package import Diagnostics

/// What a command has found, for people and for the programs that CI shows it with.
///
/// Each format is a property in a file of its own: `markdown`, `junit`, `sarif`, `github`, `gitlab`. All are made of
/// the same values, so that none says more or less than another, and none depends on the time or the machine.
package struct FindingReport {
  package enum Verdict: String, Sendable {
    case fine, warning
    case overBudget = "over-budget"
    /// Something other than a budget is wrong.
    case error
  }

  /// What a report calls itself, and how it lays out what it was given.
  package enum Command: String, Sendable {
    /// A table of limits, and findings that are mostly about its rows.
    case check
    /// Findings alone.
    case lint
  }

  package let command: Command
  /// What was looked at, as the user called it.
  package let subject: String
  /// The verdict in one line, without marks.
  package let headline: String
  package let verdict: Verdict
  package let rows: [CheckedRow]
  package let findings: [Finding]
  /// What somebody has waived, and why.
  package let suppressed: [SuppressedFinding]
  /// What has changed in size since a base.
  package let growth: [GrowthRow]
  /// Of kiln.
  package let version: String

  /// - Parameters:
  ///   - subject: What was looked at, as the user called it.
  ///   - artifact: The file that findings belong to which have no place of their own.
  ///   - rows: The table of limits, if there is one.
  ///   - growth: What has changed most in size since a base.
  ///   - version: Of kiln.
  ///   - headline: Given the report's findings and rows, the verdict in one line.
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

  /// Findings that are about no row of the table.
  package var otherFindings: [Finding] {
    let told = Set(rows.flatMap(\.findings).map(\.fingerprint))
    return findings.filter { !told.contains($0.fingerprint) }
  }
}

/// A finding that does not count.
package struct SuppressedFinding {
  package let finding: Finding
  /// Why not.
  package let reason: String
}
