import Diagnostics
import Reports
import Analysis
import Packaging
import PlatformModel

/// What each command does. Commands take what the command line says and give how to end.
package struct Driver: Sendable {
  let console: Console
  let files = FileSystem()
  let environment = ProcessEnvironment()

  package init(console: Console) { self.console = console }

  /// Runs a command: what it throws is shown, and becomes the way to end.
  func command(_ body: () async throws(DiagnosticError) -> ExitStatus) async -> ExitStatus {
    do throws(DiagnosticError) {
      return try await body()
    } catch {
      console.report(error.diagnostics)
      return ExitStatus(error.diagnostics)
    }
  }

  func pipeline(_ selection: PlatformSelection, packing: PackingSelection) throws(DiagnosticError) -> Pipeline
  {
    Pipeline(
      try Workspace(selection, files: files, environment: environment), packing: packing, console: console,
      environment: environment)
  }

  /// `kiln build`.
  package func build(
    _ selection: PlatformSelection, packing: PackingSelection, output: String?, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      var pipeline = try self.pipeline(selection, packing: packing)
      let platform = try pipeline.resolve()  // From here on no manifest is read.
      console.progress(
        "\(platform.name): \(platform.modules.count) modules, \(platform.budgets.count) budgets")
      let plan = try await pipeline.pack(platform)  // From here on no offset changes.
      let maps = pipeline.measure(plan, platform: platform)
      let (check, exceeded) = pipeline.check(maps, platform: platform)
      console.report(pipeline.warnings + exceeded)
      let report = BudgetReport(check)
      console.print(json ? report.json : report.text)
      guard exceeded.isEmpty else { return .overBudget }
      let folder = pipeline.workspace.outputFolder(of: platform, output: output)
      try pipeline.write(plan, to: folder)  // Whole or not at all.
      console.progress("wrote \(folder)/FV/: " + plan.devices.map { "\($0.name).fd" }.joined(separator: " "))
      return .fine
    }
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
