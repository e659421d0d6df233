import ArgumentParser
import Host
import KilnDriver

struct Guard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a program that ends with its parent and holds a lock meanwhile.")

  @Option(help: "The lock file.")
  var lock: String

  @Argument(parsing: .postTerminator, help: "The program's path and its arguments.")
  var command: [String] = []

  func validate() throws {
    if command.isEmpty { throw ValidationError("expected a program after '--'.") }
  }

  func run() async throws {
    try finish(await GuardCommand(command, lock: lock, context: Context(Console())).run())
  }
}
