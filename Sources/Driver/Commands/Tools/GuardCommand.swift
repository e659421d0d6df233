package import Diagnostics
import Host

/// `kiln tool guard`: becomes another program, which ends when its parent does and holds a lock for as
/// long as it or anything that it started runs. So a build that was killed leaves no compilers behind
/// that write into the folder of the next.
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

/// What the guard says while it waits, and how whoever started it knows it again.
struct GuardNotice: Equatable {
  /// Who holds the lock, such as `process 4711`.
  let holder: String

  private static let start = "waiting for "
  private static let end = ", which an earlier build left behind"

  init(holder: String) { self.holder = holder }

  /// Nil for a line of something else.
  init?(_ line: String) {
    guard line.hasPrefix(Self.start), line.hasSuffix(Self.end) else { return nil }
    holder = String(line.dropFirst(Self.start.count).dropLast(Self.end.count))
  }

  var text: String { Self.start + holder + Self.end }
}
