package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that gets what a console shows, as it is shown. It is replaced when it is opened.
package final class LogFile: Sendable {
  private let descriptor: Int32

  /// - Throws: `output-unwritable`.
  package init(_ path: String) throws(DiagnosticError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw DiagnosticError(.outputUnwritable(path, Errno(rawValue: errno)))
    }
  }

  deinit { close(descriptor) }

  /// A failure is passed over, as for standard error.
  func write(_ bytes: [UInt8]) {
    try? FileDescriptor(rawValue: descriptor).writeWhole(bytes)
  }
}
