package import Diagnostics
import Host

/// `kiln tool guard`: replaces itself by another program, which ends when its parent ends, and holds a lock as
/// long as it or any of its children runs. So compilers of a killed build do not write into the folder during
/// the next build.
package struct GuardCommand: KilnCommand {
  package let context: Context
  /// The program and its arguments.
  let command: [String]
  /// The lock file.
  let lock: String

  package init(_ command: [String], lock: String, context: Context) {
    self.context = context
    self.command = command
    self.lock = lock
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    OwnProcess.endWithParent()
    let lock = try BuildLock(self.lock) { console.progress(GuardNotice(holder: $0).text) }
    lock.keepAcrossExec()
    try OwnProcess.become(command)
  }
}

/// The message of a guard that waits for the lock, which the parent process recognises.
struct GuardNotice: Equatable {
  /// The holder of the lock, such as `process 4711`.
  let holder: String

  private static let start = "waiting for "
  private static let end = ", which an earlier build left behind"

  init(holder: String) { self.holder = holder }

  /// nil for any other line.
  init?(_ line: String) {
    guard line.hasPrefix(Self.start), line.hasSuffix(Self.end) else { return nil }
    holder = String(line.dropFirst(Self.start.count).dropLast(Self.end.count))
  }

  var text: String { Self.start + holder + Self.end }
}
