import CProcess
package import Diagnostics
import Host

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
    _ = end_with_parent()
    let lock = try BuildLock(self.lock) {
      console.progress("waiting for \($0), the rest of an earlier build")
    }
    lock.keepAcrossExec()
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    arguments.append(nil)
    // A program inherits which signals are blocked, and the threads of this runtime block nearly all:
    // QEMU's processors would never stop for its main loop.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    execv(command[0], &arguments)
    throw DiagnosticError(.programFailed(command[0], reason: "it cannot be started"))
  }
}
