import Diagnostics
import Host
import Render
import Sizes

/// Writes the result of a check in the requested formats.
struct CheckDelivery {
  private let context: Context
  private let subject: String
  private let output: CheckOutput
  private let files: FindingFiles

  init(_ selection: SubjectSelection, to output: CheckOutput, context: Context) {
    self.context = context
    self.output = output
    subject = selection.text
    files = FindingFiles(selection, context: context)
  }

  /// Writes files first, so that standard output also reports errors in writing them. Returns the exit status.
  ///
  /// - Parameters:
  ///   - check: nil if an error occurred before anything could be measured.
  ///   - errors: Shown after the table; warnings are shown before it.
  ///   - coverage: in a check of several variants, which were checked.
  func deliver(
    _ check: BudgetCheck?, errors: [Diagnostic], growth: SizeGrowth? = nil, coverage: VariantCoverage? = nil
  ) -> ExitStatus {
    context.report()
    let warnings = context.warnings.all
    func report(_ findings: [Diagnostic]) -> CheckReport {
      CheckReport(
        subject: subject, artifact: files.artifact, check: check, findings: findings, growth: growth,
        coverage: coverage,
        verdict: Self.verdict(findings), version: kilnVersion, paths: files.paths)
    }
    var errors = errors
    do throws(DiagnosticError) {
      let report = report(warnings + errors)
      try files.write(output.files) { report.text(in: $0) }
    } catch {
      errors += error.diagnostics
    }
    let all = report(warnings + errors)
    let text = output.format == .text ? all.table : all.text(in: output.format)
    if !text.isEmpty { context.console.print(text) }
    context.report(errors)
    return ExitStatus(warnings + errors)
  }

  static func verdict(_ findings: [Diagnostic]) -> FindingReport.Verdict {
    switch ExitStatus(findings) {
    case .fine: findings.contains { $0.severity == .warning } ? .warning : .fine
    case .overBudget: .overBudget
    case .error, .differs, .usage: .error
    }
  }
}

extension CheckReport {
  fileprivate func text(in format: ReportFormat) -> String {
    report.rendered(as: format, text: text, json: json)
  }
}
