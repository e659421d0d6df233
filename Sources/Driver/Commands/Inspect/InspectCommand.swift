package import Diagnostics
import Host
import Inspection

/// `kiln inspect`.
package struct InspectCommand: KilnCommand {
  package let context: Context
  let path: String
  let json: Bool

  package init(_ path: String, json: Bool, context: Context) {
    self.context = context
    self.path = path
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let (image, problems) = try ImageLoader(files: files).load(path)
    context.report(problems)
    let report = ImageTreeReport(ImageTree(image, name: path))
    console.print(json ? report.json : report.text)
    return ExitStatus(problems)
  }
}
