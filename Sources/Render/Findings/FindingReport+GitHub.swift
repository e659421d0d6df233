import Diagnostics

extension FindingReport {
  /// Workflow commands that GitHub Actions shows as annotations: one for each finding, then the verdict
  /// (docs.github.com, "Workflow commands for GitHub Actions").
  package var github: String {
    let notice = Self.command("notice", [("title", "kiln \(command)")], headline)
    return (findings.map(Self.annotation) + [notice]).map { $0 + "\n" }.joined()
  }

  private static func annotation(_ finding: Finding) -> String {
    var properties: [(String, String)] = []
    if finding.place.hasFile { properties.append(("file", finding.place.path.text)) }
    if let start = finding.place.start {
      properties += [("line", String(start.line)), ("col", String(start.column))]
    }
    properties.append(("title", "kiln \(finding.diagnostic.code)"))
    let offset = finding.place.offsets.isEmpty ? "" : "at \(finding.place.offsetText): "
    return command(
      finding.diagnostic.severity.workflowCommand, properties,
      offset + finding.lines.joined(separator: "\n"))
  }

  private static func command(_ name: String, _ properties: [(String, String)], _ message: String) -> String {
    let list = properties.map { "\($0)=\(escaped($1, alsoIn: [":": "%3A", ",": "%2C"]))" }
    return "::\(name) \(list.joined(separator: ","))::\(escaped(message))"
  }

  /// Escapes `%` and line ends; in properties also colons and commas, which are passed in `more`.
  private static func escaped(_ text: String, alsoIn more: [Unicode.Scalar: String] = [:]) -> String {
    let escapes = more.merging(["%": "%25", "\r": "%0D", "\n": "%0A"]) { $1 }
    return text.unicodeScalars.map { escapes[$0] ?? String($0.visible) }.joined()
  }
}

extension Diagnostic.Severity {
  fileprivate var workflowCommand: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }
}
