package import Diagnostics
package import Host
package import Manifests

/// The world as a command sees it: the terminal, the disk, the environment; and what is still to be said.
package struct Context: Sendable {
  package let console: Console
  package let files = FileSystem()
  package let environment = ProcessEnvironment()
  /// What platforms are read from: the disk.
  package let manifests: any ManifestFiles
  /// What nobody has to act on at once.
  package let warnings = WarningSink()

  package init(_ console: Console, manifests: (any ManifestFiles)? = nil) {
    self.console = console
    self.manifests = manifests ?? FileSystem()
  }

  /// Notes what does not stop the command. It is shown with the next report, at the latest when the command ends,
  /// whether it succeeds or fails.
  func warn(_ diagnostics: [Diagnostic]) { warnings.add(diagnostics) }

  /// Shows all warnings that were not shown yet, and then `diagnostics`.
  func report(_ diagnostics: [Diagnostic] = []) {
    let all = warnings.take() + diagnostics
    if !all.isEmpty { console.report(all) }
  }
}

/// What one command of kiln does.
///
/// `execute` is a table of contents: a line a pass, with what holds from there on.
package protocol KilnCommand: Sendable {
  var context: Context { get }
  /// How the user chooses where the command writes: an option, or an environment variable; nil where it writes
  /// nothing of its own.
  var outputChoice: String? { get }
  func execute() async throws(DiagnosticError) -> ExitStatus
}

extension KilnCommand {
  var console: Console { context.console }
  var files: FileSystem { context.files }
  var environment: ProcessEnvironment { context.environment }
  package var outputChoice: String? { nil }

  /// Runs the command: what it throws is shown behind its warnings, and becomes the way to end.
  package func run() async -> ExitStatus {
    do throws(DiagnosticError) {
      let status = try await execute()
      context.report()
      return console.ending(status)
    } catch {
      let error = outputChoice.map { error.choosingOutput(with: $0) } ?? error
      context.report(error.diagnostics)
      return console.ending(ExitStatus(error.diagnostics))
    }
  }
}
