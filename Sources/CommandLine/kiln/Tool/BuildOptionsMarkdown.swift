import ArgumentParser
import Diagnostics
import Host
import KilnDriver

/// Not a step of a build: it writes `Documentation/edk2-build-options.md`.
struct BuildOptionsMarkdown: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the page about the options of edk2's build, as Markdown.")

  func run() throws {
    let console = Console()
    console.print(EDK2OptionPage.markdown)
    if console.ending(.fine) != .fine { throw ExitCode.failure }
  }
}
