import ArgumentParser
import Diagnostics
import Host
import KilnDriver

@main
enum Program {
  static func main() async {
    if EDK2Program.isCalled(by: CommandLine.arguments) {
      let status = await EDK2Program.run(Array(CommandLine.arguments.dropFirst()))
      Kiln.exit(withError: status == .fine ? nil : ExitCode(status.rawValue))
    }
    let names = Kiln.configuration.subcommands.map { $0._commandName }
    if let error = CommandWords.misspelt(Array(CommandLine.arguments.dropFirst()), among: names) {
      Console().report([error])
      Kiln.exit(withError: ExitCode(ExitStatus([error]).rawValue))
    }
    do {
      var command = try Kiln.parseAsRoot(splittingValues(CommandLine.arguments.dropFirst()))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Ends the process; help and versions are results like others, and must arrive.
  private static func end(with error: any Error) -> Never {
    guard Kiln.exitCode(for: error) == .success else { Kiln.exit(withError: error) }
    let console = Console()
    let text = Kiln.fullMessage(for: error)
    if !text.isEmpty { console.print(text + "\n") }
    Kiln.exit(withError: console.ending(.fine) == .fine ? nil : ExitCode.failure)
  }

  /// edk2's users write `-DNAME=VALUE` and `-n4`, which the argument parser takes for options named `DNAME` and `n4`: they
  /// become `-D NAME=VALUE` and `-n 4` before they get there. What is behind `--` is for another program.
  static func splittingValues(_ arguments: some Sequence<String>) -> [String] {
    var isForAnother = false
    return arguments.flatMap { argument -> [String] in
      if argument == "--" { isForAnother = true }
      guard !isForAnother, argument.utf8.count > 2, argument.first == "-",
        let letter = argument.dropFirst().first, lettersWithValue.contains(letter)
      else { return [argument] }
      return ["-\(letter)", String(argument.dropFirst(2))]
    }
  }

  /// The options of one letter to which edk2's `build` gives a value, and `-w`, which has one here.
  private static let lettersWithValue = Set(
    (EDK2Option.all.filter { $0.value != nil }.flatMap(\.names) + ["-w"])
      .filter { $0.count == 2 }.compactMap(\.last))
}

struct Kiln: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kiln",
    abstract: "Builds, checks and explains OVMF-style UEFI firmware images.",
    discussion: """
      A platform is a name under Platforms/ (qemu, xen) or a .dsc file. An image is a flash image, a \
      firmware volume, or a folder that contains some.

      Exit codes: 0 success, 1 error, 2 budget exceeded, 3 difference found, 64 usage error.
      """,
    version: kilnVersion,
    subcommands: [
      Build.self, Verify.self, Check.self, Lint.self, Layout.self, Inspect.self, Identify.self, Extract.self,
      Resolve.self,
      Explain.self, Switches.self,
      Diff.self, Drift.self,
      Size.self,
      Report.self,
      PVH.self, Boot.self, Cache.self, Tool.self,
    ])
}

extension AsyncParsableCommand {
  /// Ends the process the way `status` says; the driver has reported already.
  func finish(_ status: ExitStatus) throws {
    if status != .fine { throw ExitCode(status.rawValue) }
  }
}
