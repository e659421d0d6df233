package import Diagnostics
import Host
import Lint
import Manifests
import PlatformModel
import Render
import SystemPackage

extension Driver {
  /// `kiln lint`.
  package func lint(_ platform: PlatformSelection, _ selection: LintSelection, to output: CheckOutput) async
    -> ExitStatus
  {
    await command { () async throws(DiagnosticError) in
      let verdict: LintVerdict
      do throws(DiagnosticError) {
        verdict = try judge(platform, selection)
      } catch {
        // What CI is shown must not be empty where there is nothing to lint.
        try deliver(
          LintVerdict(errors: error.diagnostics), of: platform, selection, to: output, isUnlinted: true)
        throw error
      }
      try deliver(verdict, of: platform, selection, to: output, isUnlinted: false)
      return verdict.count(of: .error) == 0 ? .fine : .error
    }
  }

  /// `kiln lint --list-rules`.
  package func listLintRules() -> ExitStatus {
    console.print(LintRuleList.text)
    return console.ending(.fine)
  }

  private func judge(
    _ platform: PlatformSelection, _ selection: LintSelection
  ) throws(DiagnosticError) -> LintVerdict {
    let workspace = try Workspace(platform, files: files, environment: environment)
    // What keeps options from being known is no trouble here: no rule asks for any.
    let survey = try PlatformSurveyor(files: files, environment: environment).survey(platform).survey
    var said = DiagnosticList()
    let policy = try workspace.companion(
      selection.policy, in: "policies", of: survey, diagnostics: &said)
    try said.throwIfErrors()
    let findings = PlatformLint.findings(survey, policy: policy)
    let verdict = LintVerdict(
      findings, manifests: [survey.dsc, policy].compactMap(\.self),
      today: try today())
    return selection.warningsAreErrors ? verdict.withWarningsAsErrors : verdict
  }

  /// Files first, so that standard output also tells of one that could not be written.
  private func deliver(
    _ verdict: LintVerdict, of platform: PlatformSelection, _ selection: LintSelection,
    to output: CheckOutput,
    isUnlinted: Bool
  ) throws(DiagnosticError) {
    let report = LintReport(
      subject: platform.platform, artifact: artifact(of: platform.platform, platform: platform),
      verdict: verdict, level: selection.severity, version: kilnVersion, paths: reportPaths(platform))
    try write(output.files.map { ($0.path, report.text(in: $0.format)) })
    // Standard error is going to tell.
    if isUnlinted, output.format == .text { return }
    console.print(report.text(in: output.format))
  }
}

extension LintReport {
  fileprivate func text(in format: ReportFormat) -> String {
    report.rendered(as: format, text: text, json: json)
  }
}
