import Bytes
package import Diagnostics
import Host
import Lint
import Manifests
import PlatformModel
import Render
import SystemPackage

/// `kiln lint`.
package struct LintCommand: KilnCommand {
  package let context: Context
  let platform: PlatformSelection
  let selection: LintSelection
  let output: CheckOutput

  package init(
    _ platform: PlatformSelection, _ selection: LintSelection, to output: CheckOutput, context: Context
  ) {
    self.context = context
    self.platform = platform
    self.selection = selection
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let verdict: LintVerdict
    do throws(DiagnosticError) {
      verdict = try judge()
    } catch {
      // Reports for CI are written even if the platform could not be linted.
      try deliver(LintVerdict(errors: error.diagnostics), isUnlinted: true)
      throw error
    }
    try deliver(verdict, isUnlinted: false)
    return verdict.count(of: .error) == 0 ? .fine : .error
  }

  private func judge() throws(DiagnosticError) -> LintVerdict {
    let workspace = try Workspace(platform, context)
    // Errors in build options are ignored, because no rule depends on options.
    let survey = try PlatformSurveyor(context: context).survey(platform).survey
    context.warn(survey.defineUse.warnings)
    var said = DiagnosticList()
    let policy = try workspace.companion(
      selection.policy, in: "policies", of: survey, diagnostics: &said)
    try said.throwIfErrors()
    let findings = PlatformLint.findings(survey, policy: policy)
    let verdict = LintVerdict(
      findings, manifests: [survey.dsc, policy].compactMap(\.self),
      today: CivilDate(seconds: try environment.recordTime()))
    return selection.warningsAreErrors ? verdict.withWarningsAsErrors : verdict
  }

  /// Writes files first, so that standard output also reports errors in writing them.
  private func deliver(_ verdict: LintVerdict, isUnlinted: Bool) throws(DiagnosticError) {
    let files = FindingFiles(SubjectSelection(platform.platform, platform: platform), context: context)
    let report = LintReport(
      subject: platform.platform, artifact: files.artifact, verdict: verdict, level: selection.severity,
      version: kilnVersion, paths: files.paths)
    try files.write(output.files) { report.text(in: $0) }
    // Standard error is going to tell.
    if isUnlinted, output.format == .text { return }
    console.print(report.text(in: output.format))
  }
}

/// `kiln lint --list-rules`.
package struct LintRulesCommand: KilnCommand {
  package let context: Context

  package init(context: Context) { self.context = context }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    console.print(LintRuleList.text)
    return .fine
  }
}

extension LintReport {
  fileprivate func text(in format: ReportFormat) -> String {
    report.rendered(as: format, text: text, json: json)
  }
}
