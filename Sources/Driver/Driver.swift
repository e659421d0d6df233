package import Diagnostics
package import Host
import Inspection

/// What each command does. Commands take what the command line says and give how to end.
package struct Driver: Sendable {
  let console: Console
  let files = FileSystem()
  let environment = ProcessEnvironment()

  package init(console: Console) { self.console = console }

  /// Runs a command: what it throws is shown, and becomes the way to end.
  func command(_ body: () async throws(DiagnosticError) -> ExitStatus) async -> ExitStatus {
    do throws(DiagnosticError) {
      return console.ending(try await body())
    } catch {
      console.report(error.diagnostics)
      return console.ending(ExitStatus(error.diagnostics))
    }
  }

  func pipeline(_ selection: PlatformSelection, packing: PackingSelection) throws(DiagnosticError) -> Pipeline
  {
    Pipeline(
      try Workspace(selection, files: files, environment: environment), packing: packing, console: console,
      environment: environment)
  }

  /// `kiln inspect`.
  package func inspect(_ path: String, json: Bool) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let (image, problems) = try ImageLoader(files: files).load(path)
      console.report(problems)
      let report = ImageTreeReport(ImageTree(image, name: path))
      console.print(json ? report.json : report.text)
      return ExitStatus(problems)
    }
  }
}
