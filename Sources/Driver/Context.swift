package import Diagnostics
package import Host
package import Manifests

/// The environment of a command: console, disk and environment variables, and its collected warnings.
package struct Context: Sendable {
  package let console: Console
  package let files = FileSystem()
  package private(set) var environment = ProcessEnvironment()
  /// Access to manifests on the disk.
  package let manifests: any ManifestFiles
  /// Warnings that were not shown yet.
  package let warnings = WarningSink()
  let actionCaches: ActionCaches
  /// Where reports are kept, if another command is going to show them.
  private let reports: WarningSink?

  package init(_ console: Console, manifests: (any ManifestFiles)? = nil) {
    self.console = console
    self.manifests = manifests ?? FileSystem()
    actionCaches = ActionCaches()
    reports = nil
  }

  /// The context of a part of a command, which gives what it prints and reports to the whole.
  init(partOf whole: Context) {
    console = whole.console.keepingResults()
    environment = whole.environment
    manifests = whole.manifests
    actionCaches = whole.actionCaches
    reports = WarningSink()
  }

  /// The same context with other values of environment variables.
  func changing(_ variables: [String: String]) -> Context {
    var context = self
    context.environment = ProcessEnvironment(changes: environment.changes.merging(variables) { $1 })
    return context
  }

  /// What a part has reported, and its warnings.
  var said: [Diagnostic] {
    report()
    return reports?.all ?? []
  }

  /// Records warnings, which do not stop the command. They are shown with the next report, or at the end of the
  /// command, whether it succeeds or fails.
  func warn(_ diagnostics: [Diagnostic]) { warnings.add(diagnostics) }

  /// Shows all warnings that were not shown yet, followed by those of `diagnostics` that are not among the warnings.
  func report(_ diagnostics: [Diagnostic] = []) {
    let known = warnings.all
    let all = warnings.take() + diagnostics.filter { !known.contains($0) }
    if let reports { return reports.add(all) }
    if !all.isEmpty { console.report(all) }
  }
}

/// A command of kiln.
///
/// `execute` reads like a table of contents: one line per pass, with the invariant that holds from there on.
package protocol KilnCommand: Sendable {
  var context: Context { get }
  /// The option or environment variable that selects where the command writes; nil if it writes nothing.
  var outputChoice: String? { get }
  func execute() async throws(DiagnosticError) -> ExitStatus
}

extension KilnCommand {
  var console: Console { context.console }
  var files: FileSystem { context.files }
  var environment: ProcessEnvironment { context.environment }
  package var outputChoice: String? { nil }

  /// Runs the command. Errors are shown after its warnings and determine the exit status.
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
