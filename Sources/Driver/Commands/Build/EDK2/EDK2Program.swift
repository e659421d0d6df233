package import Diagnostics
import Host

/// kiln called `build`: the command line of edk2's `build`, with its meanings.
package enum EDK2Program {
  /// Whether the program is called so.
  ///
  /// - Parameter arguments: with the program's name.
  package static func isCalled(by arguments: [String]) -> Bool {
    guard let name = arguments.first?.split(separator: "/").last else { return false }
    // Steps of a build start the program by its own name, which is `build` for a copy of it.
    return name == "build" && arguments.dropFirst().first != "tool"
  }

  /// - Parameter arguments: without the program's name.
  package static func run(_ arguments: [String]) async -> ExitStatus {
    let line: EDK2CommandLine
    do throws(EDK2CommandLine.Fault) {
      line = try EDK2CommandLine(parsing: arguments)
    } catch {
      return end(with: [.buildCommandMalformed(error.reason)])
    }
    if line.has(.help) { return show(EDK2Help.text) }
    if line.has(.version) { return show("build (kiln \(kilnVersion))") }
    let console: Console
    do throws(DiagnosticError) {
      let log = try line[.log].last.map { path throws(DiagnosticError) in try LogFile(path) }
      console = Console(isQuiet: line.has(.quiet) && !line.has(.verbose), log: log)
    } catch {
      return end(with: error.diagnostics)
    }
    let status = await build(line, console)
    console.print(status == .fine ? "- Done -" : "- Failed -")
    return console.ending(status)
  }

  private static func build(_ line: EDK2CommandLine, _ console: Console) async -> ExitStatus {
    let context = Context(console)
    do throws(DiagnosticError) {
      let invocation = try EDK2Invocation(
        line, in: EDK2Environment(context.environment), files: context.files)
      let selection = invocation.request.selection
      let conf = ConfFolder(
        selection, workspace: selection.workspace ?? ".", files: context.files,
        environment: context.environment)
      try invocation.check(try conf.completing(selection).defaults)
      return await BuildCommand(
        invocation.request, packing: PackingSelection(prebuilt: nil, lzmaTool: nil),
        compile: invocation.compile, output: nil, json: false, context: context
      ).run()
    } catch {
      context.report(error.diagnostics)
      return ExitStatus(error.diagnostics)
    }
  }

  private static func show(_ text: String) -> ExitStatus {
    let console = Console()
    console.print(text)
    return console.ending(.fine)
  }

  private static func end(with diagnostics: [Diagnostic]) -> ExitStatus {
    Console().report(diagnostics)
    return ExitStatus(diagnostics)
  }
}
