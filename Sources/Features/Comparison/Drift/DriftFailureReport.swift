package import Diagnostics
package import Render

/// The report for CI systems when a family could not be compared at all.
package struct DriftFailureReport {
  private let report: FindingReport

  /// - Parameter version: kiln's.
  package init(
    _ errors: [Diagnostic], family: String, workspace: String, version: String, paths: ReportPaths
  ) {
    report = FindingReport(
      .drift, subject: family, artifact: workspace, findings: errors, verdict: .error, version: version,
      paths: paths
    ) { subject, _, _ in "\(subject): nothing was compared" }
  }

  package func text(in format: ReportFormat) -> String {
    report.rendered(
      as: format, text: "\(report.headline)\n",
      json: JSON.encode(
        DriftFailureJSON(family: report.subject, errors: report.findings.map(FindingJSON.init))))
  }
}

/// The documented form of `kiln drift --format json` when nothing could be compared.
private struct DriftFailureJSON: Encodable {
  let schema = "kiln-drift-failure-1"
  let family: String
  let errors: [FindingJSON]
}
