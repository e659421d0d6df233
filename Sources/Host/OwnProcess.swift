import CProcess
package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The process that kiln itself runs in.
package enum OwnProcess {
  /// Has the system end this process with SIGTERM when its parent ends (Linux, prctl(2)).
  package static func endWithParent() { _ = end_with_parent() }

  /// Becomes another program, which keeps the process and its open files.
  ///
  /// - Parameter command: The program's path and its arguments.
  /// - Throws: `program-failed`; this process then goes on.
  package static func become(_ command: [String]) throws(DiagnosticError) -> Never {
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    // A program inherits which signals are blocked, and the threads of this runtime block nearly all:
    // QEMU's processors would never stop for its main loop.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    execv(command.first ?? "", &arguments)
    throw DiagnosticError(.programFailed(command.first ?? "", reason: Errno.last.reason))
  }
}
