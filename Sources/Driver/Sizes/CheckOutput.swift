import Diagnostics
import Host
package import Render
import Sizes

/// In which forms `kiln check` says what it found, and where.
package struct CheckOutput: Sendable {
  package typealias Format = ReportFormat

  package struct File: Sendable {
    package let format: Format
    package let path: String

    package init(_ format: Format, path: String) {
      self.format = format
      self.path = path
    }
  }

  /// On standard output.
  let format: Format
  let files: [File]

  package init(_ format: Format, files: [File]) {
    self.format = format
    self.files = files
  }
}

extension Driver {
  /// Says what a check found: files first, so that standard output also tells of one that could not be
  /// written. Gives how to end.
  ///
  /// - Parameters:
  ///   - check: nil when an error came before there was anything to hold to a budget.
  ///   - warnings: What was shown on standard error already.
  ///   - errors: What is shown behind the table.
  func deliver(
    _ check: BudgetCheck?, warnings: [Diagnostic], errors: [Diagnostic], growth: SizeGrowth? = nil,
    of subject: String, platform: PlatformSelection, to output: CheckOutput
  ) -> ExitStatus {
    func report(_ findings: [Diagnostic]) -> CheckReport {
      CheckReport(
        subject: subject, artifact: artifact(of: subject, platform: platform), check: check,
        findings: findings, growth: growth, verdict: verdict(findings), version: kilnVersion,
        paths: reportPaths(platform))
    }
    var errors = errors
    do throws(DiagnosticError) {
      let report = report(warnings + errors)
      try write(output.files.map { ($0.path, report.text(in: $0.format)) })
    } catch {
      errors += error.diagnostics
    }
    let all = report(warnings + errors)
    let text = output.format == .text ? all.table : all.text(in: output.format)
    if !text.isEmpty { console.print(text) }
    console.report(errors)
    return console.ending(ExitStatus(warnings + errors))
  }

  func verdict(_ findings: [Diagnostic]) -> FindingReport.Verdict {
    switch ExitStatus(findings) {
    case .fine: findings.contains { $0.severity == .warning } ? .warning : .fine
    case .overBudget: .overBudget
    case .error, .differs, .usage: .error
    }
  }

  /// All of the reports, or none.
  func write(_ reports: [(path: String, text: String)]) throws(DiagnosticError) {
    do throws(DiagnosticError) {
      try files.replaceAll(reports.map { (path: $0.path, bytes: Array($0.text.utf8)) })
    } catch {
      throw DiagnosticError(
        error.diagnostics.map { diagnostic in
          Diagnostic(
            diagnostic.code, at: diagnostic.place, diagnostic.message, fix: Diagnostic.reportFix)
        })
    }
  }

  /// The file that a check is about: an image, or a platform's DSC.
  func artifact(of subject: String, platform: PlatformSelection) -> String {
    if isImage(subject) { return subject }
    let workspace = try? Workspace(platform, files: files, environment: environment)
    return workspace?.platform ?? subject
  }

  func reportPaths(_ platform: PlatformSelection) -> ReportPaths {
    ReportPaths(
      workingFolder: files.absolute("."),
      checkout: environment["GITHUB_WORKSPACE"] ?? environment["CI_PROJECT_DIR"],
      workspace: platform.workspace ?? environment["WORKSPACE"] ?? ".")
  }
}

extension CheckReport {
  func text(in format: ReportFormat) -> String { report.rendered(as: format, text: text, json: json) }
}

extension Diagnostic {
  fileprivate static let reportFix = "name another file with --write"
}
