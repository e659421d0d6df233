import Diagnostics

extension FindingReport {
  /// A Code Quality report for GitLab's merge requests (docs.gitlab.com, "Code Quality report format").
  package var gitlab: String { JSON.encode(findings.map(GitLabIssue.init)) }
}

private struct GitLabIssue: Encodable {
  let description: String
  let checkName: String
  let fingerprint: String
  let severity: String
  let location: Location

  package struct Location: Encodable {
    let path: String
    let lines: Lines
  }

  package struct Lines: Encodable { let begin: Int }

  package enum CodingKeys: String, CodingKey {
    case description, fingerprint, severity, location
    case checkName = "check_name"
  }

  package init(_ finding: Finding) {
    let offset = finding.place.offsets.isEmpty ? "" : " (at \(finding.place.offsetText))"
    // GitLab shows no other text, so it has what the finding says of other places.
    description = ([finding.diagnostic.message + offset] + finding.related.map(\.message)).joined(
      separator: "\n")
    checkName = finding.diagnostic.code.name
    fingerprint = finding.fingerprint
    severity =
      switch finding.diagnostic.severity {
      case .error: "critical"
      case .warning: "minor"
      case .note: "info"
      }
    // GitLab requires a line, even for a finding without one.
    location = Location(path: finding.place.path.text, lines: Lines(begin: finding.place.start?.line ?? 1))
  }
}
