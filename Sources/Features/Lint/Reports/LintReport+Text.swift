import Diagnostics
import Render

extension LintReport {
  /// Every finding as a terminal shows it, then one line that counts them.
  package var text: String {
    let renderer = DiagnosticRenderer(usesColour: false)
    let hidden = verdict.findings.count - shown.count
    let more = hidden > 0 ? " (\(hidden) not shown: see --level)" : ""
    return shown.map { renderer.render($0.diagnostic) }.joined() + "\(report.headline)\(more)\n"
  }
}
