import Bytes
package import Diagnostics
import Host
import Lint
import PlatformModel
import Render

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
    let delivery = LintDelivery(
      SubjectSelection(platform.platform, platform: platform), selection, to: output, context: context)
    let verdict: LintVerdict
    do throws(DiagnosticError) {
      let today = try CivilDate(seconds: environment.recordTime())
      verdict = try PlatformLinter(selection: selection, today: today, context: context).verdict(on: platform)
    } catch {
      // Reports for CI are written even if the platform could not be linted.
      try delivery.deliver(LintVerdict(errors: error.diagnostics), isUnlinted: true)
      throw error
    }
    return try delivery.deliver(verdict)
  }
}

/// `kiln lint --variants`: one report, in which a finding of several variants stands once.
package struct LintVariantsCommand: KilnCommand {
  package let context: Context
  let variants: VariantSelection
  let selection: LintSelection
  let output: CheckOutput

  package init(
    _ variants: VariantSelection,
    _ selection: LintSelection, to output: CheckOutput, context: Context
  ) {
    self.context = context
    self.variants = variants
    self.selection = selection
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let delivery = LintDelivery(
      SubjectSelection(variants.file, platform: variants.common), selection, to: output, context: context)
    let loaded: VariantLoader.Loaded
    let today: CivilDate
    do throws(DiagnosticError) {
      loaded = try VariantLoader(context: context).load(variants)
      today = try CivilDate(seconds: environment.recordTime())
    } catch {
      try delivery.deliver(LintVerdict(errors: error.diagnostics), isUnlinted: true)
      throw error
    }
    let surveyor = PlatformSurveyor(context: context)
    let run = await VariantRun(loaded, in: context, sideBySide: environment.processors) {
      [selection] variant, own throws(DiagnosticError) in
      try PlatformLinter(selection: selection, today: today, surveyor: surveyor, context: own)
        .verdict(on: variant.platform)
    }
    let merged = LintVerdict(
      merging: run.outcomes.map { (name: $0.name, verdict: $0.outcome) }, errors: run.errors)
    return try delivery.deliver(merged, coverage: run.coverage)
  }
}

/// Applies the rules to one platform.
private struct PlatformLinter {
  let selection: LintSelection
  let today: CivilDate
  let surveyor: PlatformSurveyor
  let context: Context

  init(selection: LintSelection, today: CivilDate, surveyor: PlatformSurveyor? = nil, context: Context) {
    self.selection = selection
    self.today = today
    self.surveyor = surveyor ?? PlatformSurveyor(context: context)
    self.context = context
  }

  func verdict(on platform: PlatformSelection) throws(DiagnosticError) -> LintVerdict {
    let workspace = try Workspace(platform, context)
    // Errors in build options are ignored, because no rule depends on options.
    let survey = try surveyor.survey(platform).survey
    context.warn(survey.defineUse.warnings)
    var said = DiagnosticList()
    let policy = try workspace.companion(
      selection.policy, in: "policies", of: survey, diagnostics: &said)
    try said.throwIfErrors()
    let findings = PlatformLint.findings(survey, policy: policy)
    let verdict = LintVerdict(findings, manifests: [survey.dsc, policy].compactMap(\.self), today: today)
    return selection.warningsAreErrors ? verdict.withWarningsAsErrors : verdict
  }
}

/// Writes the result of a lint in the requested formats.
private struct LintDelivery {
  private let context: Context
  private let subject: String
  private let selection: LintSelection
  private let output: CheckOutput
  private let files: FindingFiles

  init(_ subject: SubjectSelection, _ selection: LintSelection, to output: CheckOutput, context: Context) {
    self.context = context
    self.selection = selection
    self.output = output
    self.subject = subject.text
    files = FindingFiles(subject, context: context)
  }

  /// Writes files first, so that standard output also reports errors in writing them. Returns the exit status.
  @discardableResult
  func deliver(
    _ verdict: LintVerdict, coverage: VariantCoverage? = nil, isUnlinted: Bool = false
  ) throws(DiagnosticError) -> ExitStatus {
    let report = LintReport(
      subject: subject, artifact: files.artifact, verdict: verdict, level: selection.severity,
      coverage: coverage, version: kilnVersion, paths: files.paths)
    try files.write(output.files) { report.text(in: $0) }
    // Standard error is going to tell.
    if !isUnlinted || output.format != .text { context.console.print(report.text(in: output.format)) }
    return verdict.count(of: .error) == 0 ? .fine : .error
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
