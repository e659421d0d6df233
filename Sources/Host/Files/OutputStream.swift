import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A device, pipe, FIFO, or the file of standard output or standard error. It is written into, never replaced.
final class OutputStream {
  private let file: FileDescriptor
  private let isOwn: Bool
  private let isStandardOutput: Bool

  /// The name in diagnostics.
  static let standardOutputName = "standard output"

  /// Opens `path`; nil if it is a regular file or does not exist.
  ///
  /// Opening a FIFO waits for a reader.
  init?(_ path: String) throws(Errno) {
    var info = stat()
    let exists = stat(path, &info) == 0
    isStandardOutput = path == "-" || exists && Self.isSame(info, as: STDOUT_FILENO)
    if isStandardOutput {
      file = .standardOutput
      isOwn = false
      return
    }
    guard exists else { return nil }
    if Self.isSame(info, as: STDERR_FILENO) {
      file = .standardError
      isOwn = false
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: throw .isDirectory
    default: break
    }
    let opened = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard opened >= 0 else { throw .last }
    file = FileDescriptor(rawValue: opened)
    isOwn = true
  }

  deinit {
    if isOwn { close(file.rawValue) }
  }

  /// Writes all bytes. A reader of standard output such as `head` that closes its end is no error.
  func write(_ bytes: [UInt8]) throws(Errno) {
    do throws(Errno) {
      try file.writeWhole(bytes)
    } catch {
      if !isStandardOutput || error != .brokenPipe { throw error }
    }
  }

  /// Whether the path is the file of a standard stream. That file may be a regular file with another name
  /// (`/dev/stdout`); replacing it would disconnect the other name from its contents.
  private static func isSame(_ info: stat, as descriptor: Int32) -> Bool {
    var open = stat()
    return fstat(descriptor, &open) == 0 && open.st_dev == info.st_dev && open.st_ino == info.st_ino
  }
}
