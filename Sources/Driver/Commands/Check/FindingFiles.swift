import Diagnostics
import Host
import Render

/// The files that findings are written to, and how these name what they are about.
struct FindingFiles {
  let context: Context
  let selection: SubjectSelection

  init(_ selection: SubjectSelection, context: Context) {
    self.context = context
    self.selection = selection
  }

  /// All of the reports, or none.
  func write(_ outputs: [CheckOutput.File], text: (ReportFormat) -> String) throws(DiagnosticError) {
    let files = context.files
    let reports = outputs.map { (path: $0.path, text: text($0.format)) }
    do throws(DiagnosticError) {
      try files.replaceAll(reports.map { (path: $0.path, bytes: Array($0.text.utf8)) })
    } catch {
      throw error.choosingOutput(with: "--write")
    }
  }

  /// The file that findings are about where they have no place: an image, or a platform's DSC.
  var artifact: String {
    if !Subject(selection.text, files: context.files).isPlatform { return selection.text }
    return (try? Workspace(selection.platform, context))?.platform ?? selection.text
  }

  var paths: ReportPaths {
    let environment = context.environment
    return ReportPaths(
      workingFolder: context.files.absolute("."),
      checkout: environment["GITHUB_WORKSPACE"] ?? environment["CI_PROJECT_DIR"],
      workspace: selection.platform.workspace ?? environment["WORKSPACE"] ?? ".")
  }
}
