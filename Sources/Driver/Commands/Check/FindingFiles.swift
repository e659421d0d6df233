import Diagnostics
import Host
import Render

/// Writes reports of findings to files, and determines the paths that they contain.
struct FindingFiles {
  let context: Context
  let selection: SubjectSelection

  init(_ selection: SubjectSelection, context: Context) {
    self.context = context
    self.selection = selection
  }

  /// Writes all reports, or none.
  func write(_ outputs: [CheckOutput.File], text: (ReportFormat) -> String) throws(DiagnosticError) {
    let files = context.files
    let reports = outputs.map { (path: $0.path, text: text($0.format)) }
    do throws(DiagnosticError) {
      try files.replaceAll(reports.map { (path: $0.path, bytes: Array($0.text.utf8)) })
    } catch {
      throw error.choosingOutput(with: "--write")
    }
  }

  /// The file to which findings without a place belong: an image, or a platform's DSC.
  var artifact: String {
    if !Subject(selection.text, files: context.files).isPlatform { return selection.text }
    return (try? Workspace(selection.platform, context))?.platform ?? selection.text
  }

  var paths: ReportPaths { paths(revisions: []) }

  /// - Parameter revisions: the names of the workspace in revisions of git.
  func paths(revisions: [String]) -> ReportPaths {
    let environment = context.environment
    return ReportPaths(
      workingFolder: context.files.absolute("."),
      checkout: environment["GITHUB_WORKSPACE"] ?? environment["CI_PROJECT_DIR"],
      workspace: selection.platform.workspace ?? environment["WORKSPACE"] ?? ".",
      revisions: revisions)
  }
}
