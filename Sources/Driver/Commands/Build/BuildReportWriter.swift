import AutoGen
import Bytes
import Comparison
import Diagnostics
import Host
import Manifests
import PlatformModel

/// Writes edk2's build report about a build that is done.
struct BuildReportWriter {
  let choice: ReportChoice
  let context: Context

  func write(_ session: BuildSession) throws(DiagnosticError) {
    let workspace = session.workspace
    let surveyed = try PlatformSurveyor(context: context).survey(workspace.selection)
    var problems = DiagnosticList()
    problems.add(contentsOf: surveyed.survey.diagnostics)
    try problems.throwIfErrors()
    let platform = surveyed.survey.model.platform
    let (files, roots) = (context.files, workspace.absoluteRoots)
    let folder = files.absolute(workspace.outputFolder(of: platform, output: session.output))
    let usual = platform.outputDirectory
    let paths = BuildReport.Paths(
      platform: files.absolute(workspace.platform),
      output: usual.hasPrefix("/") ? usual : "\(roots[0])/\(usual)",
      absolute: { path in
        (roots.map { "\($0)/\(path)" }.first { files.kind(of: $0) != nil }) ?? path
      })
    let report = BuildReport(
      surveyed.survey, sections: try choice.sections(), paths: paths,
      output: { module in
        output(of: module, in: "\(folder)/\(module.buildFolder)/OUTPUT/\(module.baseName)")
      },
      volume: { context.files.bytes(of: "\(folder)/FV/\($0).Fv") })
    try files.update(choice.path, with: Array(report.text.utf8))
    context.console.progress("Build report can be found at \(files.absolute(choice.path))")
  }

  /// - Parameter base: the path of the module's results without their endings.
  private func output(of module: BuildModule, in base: String) -> BuildReport.Output {
    let summary = context.files.bytes(of: base + ".txt").map { String(decoding: $0, as: UTF8.self) }
    let size = summary?.firstMatch(of: /MODULE_SIZE = ([0-9]+)/).flatMap { Int($0.1) }
    return BuildReport.Output(
      size: size, hash: context.files.bytes(of: base + ".efi").map { SHA1.text($0) },
      depex: context.files.bytes(of: base + ".depex"))
  }
}
