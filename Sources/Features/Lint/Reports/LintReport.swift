package import Diagnostics
package import Render

/// What `kiln lint` has found, in the formats of `kiln check`.
package struct LintReport {
  /// All findings, shown or not, and the waived ones apart from them.
  let verdict: LintVerdict
  /// The findings of at least the requested level.
  let shown: [LintFinding]
  /// The shown findings, for the formats that `check` and `lint` share.
  package let report: FindingReport
  /// In a run over several variants, which were looked at.
  let coverage: VariantCoverage?

  /// - Parameters:
  ///   - subject: The platform, as the user called it.
  ///   - artifact: The file to which findings without a place belong.
  ///   - level: Less severe findings are counted but not shown.
  ///   - coverage: In a run over several variants, which were looked at.
  ///   - version: Of kiln.
  package init(
    subject: String, artifact: String, verdict: LintVerdict, level: Diagnostic.Severity,
    coverage: VariantCoverage? = nil, version: String, paths: ReportPaths
  ) {
    self.verdict = verdict
    self.coverage = coverage
    shown = verdict.findings.filter { $0.severity.rank >= level.rank }
    let state: FindingReport.Verdict =
      verdict.count(of: .error) > 0 ? .error : verdict.count(of: .warning) > 0 ? .warning : .fine
    let counts = verdict.summary
    report = FindingReport(
      .lint, subject: subject, artifact: artifact, findings: shown.map(\.diagnostic),
      suppressed: verdict.waived.map { ($0.finding.diagnostic, $0.waiver.reason) }, verdict: state,
      version: version, paths: paths
    ) { subject, _, _ in "\(subject): \(counts)" + (coverage.map { " (\($0.line))" } ?? "") }
  }
}

extension Diagnostic.Severity {
  /// The more severe, the greater.
  fileprivate var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

extension LintVerdict {
  /// How many of each, in words.
  fileprivate var summary: String {
    let counts = [
      (count(of: .error), "error"), (count(of: .warning), "warning"), (count(of: .note), "note"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
    let all = words + (waived.isEmpty ? [] : ["\(waived.count) waived"])
    return all.isEmpty ? "no findings" : all.joined(separator: ", ")
  }
}
