import ArgumentParser
import Host
import KilnDriver

/// Not a step of a build: it writes `Documentation/diagnostics.md`.
struct DiagnosticsMarkdown: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the page about all diagnostic codes, as Markdown.")

  func run() async throws { try finish(await CatalogueCommand(.page, context: Context(Console())).run()) }
}
