/// In which form a command reports what it found.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, markdown, junit, sarif, github, gitlab
}

extension FindingReport {
  /// - Parameters:
  ///   - text: What the feature itself writes for a terminal.
  ///   - json: The feature's own form, with everything in it.
  package func rendered(
    as format: ReportFormat, text: @autoclosure () -> String, json: @autoclosure () -> String
  ) -> String {
    switch format {
    case .text: text()
    case .json: json()
    case .markdown: markdown
    case .junit: junit
    case .sarif: sarif
    case .github: github
    case .gitlab: gitlab
    }
  }
}
