import ArgumentParser
import Diagnostics
import Host
import KilnDriver

/// Not a step of a build: it writes `Documentation/basetools.md`.
struct BaseToolsMarkdown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "basetools-markdown", abstract: "Print the page about edk2's BaseTools, as Markdown.")

  func run() throws {
    let console = Console()
    console.print(BaseToolsPage.markdown)
    if console.ending(.fine) != .fine { throw ExitCode.failure }
  }
}
