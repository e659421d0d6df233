import ArgumentParser
import Host
import KilnDriver

struct Sweep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a temporary folder, and remove it when standard input ends.")

  @Argument(help: "The folder in which to make it.")
  var folder: String

  func run() async throws {
    try finish(await SweepCommand(in: folder, context: Context(Console())).run())
  }
}
