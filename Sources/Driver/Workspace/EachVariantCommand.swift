package import Diagnostics
import Host
import Render
import Vocabulary

/// Runs a command for each variant of a file by itself. What it prints stands below the name of the variant, and the
/// last line counts the variants.
package struct EachVariantCommand: KilnCommand {
  package let context: Context
  let selection: VariantSelection
  /// The name of the command.
  let name: String
  /// What it does with a variant, such as `resolved`.
  let done: String
  /// Whether the command prints JSON.
  let json: Bool
  let sideBySide: Int
  let command: @Sendable (SelectedVariant, Context) -> any KilnCommand

  init(
    _ selection: VariantSelection,
    name: String, done: String, json: Bool, sideBySide: Int = 1, context: Context,
    command: @escaping @Sendable (SelectedVariant, Context) -> any KilnCommand
  ) {
    self.context = context
    self.selection = selection
    self.name = name
    self.done = done
    self.json = json
    self.sideBySide = sideBySide
    self.command = command
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let loaded = try VariantLoader(context: context).load(selection)
    let run = await VariantRun(loaded, in: context, sideBySide: sideBySide) {
      [command] variant, own throws(DiagnosticError) in
      let status = try await command(variant, own).execute()
      return (status: status, text: own.console.text)
    }
    let sections = run.outcomes.map { VariantReports.Section($0.name, report: $0.outcome.text) }
    let reports = VariantReports(name, sections, coverage: run.coverage)
    console.print(json ? reports.json : reports.text(done: done))
    context.report(run.errors)
    if !run.coverage.notChecked.isEmpty { return ExitStatus(run.errors) }
    return ExitStatus(of: run.outcomes.map(\.outcome.status))
  }
}
