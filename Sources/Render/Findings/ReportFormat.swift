/// The output formats of `kiln check` and `kiln lint`.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, markdown, junit, sarif, github, gitlab
}

extension FindingReport {
  /// - Parameters:
  ///   - text: The text for a terminal, which differs between commands.
  ///   - json: kiln's own JSON.
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
