package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The right to write to a build folder, held until it is released or the process ends.
///
/// An advisory lock of the whole file (flock): the system lets it go with the process, however that
/// ends. The file itself stays, as removing it would race with who waits for it.
package final class BuildLock {
  private let descriptor: Int32

  /// Waits for the lock at `path`, and says once through `waiting` who holds it.
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

  /// Lets the programs that this process becomes or starts hold the lock too.
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
