package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Files that grow by lines, which several processes may add at a time.
///
/// Who adds or reads holds an advisory lock of the whole file (flock), which the system lets go with the process.
extension FileSystem {
  /// Adds a line: what the file holds stays as it is, whatever happens.
  ///
  /// A line that somebody did not finish is ended first. When the line cannot be written to its end, on a full disk,
  /// what was written of it is taken back.
  ///
  /// - Parameter line: without its end.
  package func append(line: String, to path: String) throws(DiagnosticError) {
    switch kind(of: path) {
    case nil: try createFolder(FilePath(path).removingLastComponent().string)
    case .file: break
    case .folder: throw DiagnosticError(.historyUnwritable(path, reason: "it is a directory"))
    case .other: throw DiagnosticError(.historyUnwritable(path, reason: "it is not a regular file"))
    }
    // To be read as well: its last byte is looked at.
    let file = try locked(path, O_RDWR | O_APPEND | O_CREAT, LOCK_EX)
    defer { close(file) }
    do {
      try append(Array((line + "\n").utf8), to: file)
    } catch {
      throw DiagnosticError(.historyUnwritable(path, reason: error.reason))
    }
  }

  private func append(_ line: [UInt8], to file: Int32) throws(Errno) {
    let size = lseek(file, 0, SEEK_END)
    guard size >= 0 else { throw Errno.last }
    var last = UInt8(ascii: "\n")
    if size > 0, pread(file, &last, 1, size - 1) != 1 { throw Errno.last }
    let bytes = last == UInt8(ascii: "\n") ? line : [UInt8(ascii: "\n")] + line
    var count = 0
    var failure: Errno?
    while count < bytes.count, failure == nil {
      let written = bytes.withUnsafeBytes {
        write(file, $0.baseAddress.map { $0 + count }, bytes.count - count)
      }
      if written >= 0 { count += written } else if errno != EINTR { failure = Errno.last }
    }
    // Some file systems find out only now that there is no room.
    if failure == nil, fsync(file) != 0, errno != EINVAL { failure = Errno.last }
    guard let failure else { return }
    // Not when somebody without the lock has added something behind it.
    if lseek(file, 0, SEEK_END) == size + off_t(count) { ftruncate(file, size) }
    throw failure
  }

  /// The whole file when nobody is adding to it.
  package func contentsBetweenLines(of path: String) throws(DiagnosticError) -> [UInt8] {
    // Says first what is no file: opening could wait for ever.
    guard kind(of: path) == .file, let file = try? locked(path, O_RDONLY, LOCK_SH) else {
      return try contents(of: path)
    }
    defer { close(file) }
    return try contents(of: path)
  }

  /// The file, opened and locked: the one that is at `path` then, should it have been replaced meanwhile.
  private func locked(_ path: String, _ flags: Int32, _ lock: Int32) throws(DiagnosticError) -> Int32 {
    while true {
      let file = open(path, flags | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw failure(path) }
      while flock(file, lock) != 0 {
        guard errno == EINTR else {
          defer { close(file) }
          throw failure(path)
        }
      }
      var opened = stat()
      var present = stat()
      if fstat(file, &opened) == 0, stat(path, &present) == 0, opened.st_ino == present.st_ino,
        opened.st_dev == present.st_dev
      {
        return file
      }
      close(file)
    }
  }

  private func failure(_ path: String) -> DiagnosticError {
    DiagnosticError(.historyUnwritable(path, reason: Errno.last.reason))
  }
}

extension Diagnostic {
  package static func historyUnwritable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .historyUnwritable, at: .file(path), "no record can be added: \(reason)",
      fix: "give --record a file that you may write to, on a disk with room; what it held is unchanged")
  }
}
