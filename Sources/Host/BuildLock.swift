package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The exclusive right to write to a build folder, held until it is released or the process ends.
///
/// An advisory lock on a file (flock), which the system releases when the process ends in any way. The file
/// itself is not removed, because that would race with processes that wait for it.
package final class BuildLock {
  private let descriptor: Int32

  /// Waits for the lock at `path`. If it is held, calls `waiting` once with the name of the holder.
  ///
  /// - Throws: `output-unwritable` if the file cannot be opened or locked.
  package init(_ path: String, waiting: (String) -> Void) throws(DiagnosticError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else { throw Self.failure(path) }
      waiting(Self.holder(descriptor))
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else { throw Self.failure(path) }
      }
    }
    ftruncate(descriptor, 0)
    _ = try? FileDescriptor(rawValue: descriptor).writeAll(toAbsoluteOffset: 0, "\(getpid())\n".utf8)
  }

  /// Passes the lock on to the program that replaces this process and to its child processes.
  package func keepAcrossExec() { _ = fcntl(descriptor, F_SETFD, 0) }

  package func release() { flock(descriptor, LOCK_UN) }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let digits = buffer.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
    return digits.isEmpty ? "another process" : "process \(String(decoding: digits, as: UTF8.self))"
  }

  private static func failure(_ path: String) -> DiagnosticError {
    DiagnosticError(.outputUnwritable(path, .last))
  }
}
