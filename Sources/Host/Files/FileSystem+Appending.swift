package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Files to which several processes append lines.
///
/// Writers and readers hold an advisory lock on the whole file (flock), which the system releases when the
/// process ends.
extension FileSystem {
  /// Appends a line without changing the existing contents.
  ///
  /// If the last line has no newline, it gets one first. If the line cannot be written completely, for example
  /// on a full disk, the written part is removed again.
  ///
  /// - Parameter line: without a newline.
  /// - Throws: `history-unwritable`.
  package func append(line: String, to path: String) throws(DiagnosticError) {
    switch kind(of: path) {
    case nil: try createFolder(FilePath(path).removingLastComponent().string)
    case .file: break
    case .folder: throw DiagnosticError(.historyUnwritable(path, reason: "it is a directory"))
    case .other: throw DiagnosticError(.historyUnwritable(path, reason: "it is not a regular file"))
    }
    // Also readable, because its last byte is examined.
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
    // Some file systems only report a full disk here.
    if failure == nil, fsync(file) != 0, errno != EINVAL { failure = Errno.last }
    guard let failure else { return }
    // Unless a process without the lock has appended something after it.
    if lseek(file, 0, SEEK_END) == size + off_t(count) { ftruncate(file, size) }
    throw failure
  }

  /// The contents while no process is appending.
  ///
  /// - Throws: `file-missing`, `file-unreadable`.
  package func contentsBetweenLines(of path: String) throws(DiagnosticError) -> [UInt8] {
    // Checks the kind first, because opening a FIFO could wait for ever.
    guard kind(of: path) == .file, let file = try? locked(path, O_RDONLY, LOCK_SH) else {
      return try contents(of: path)
    }
    defer { close(file) }
    return try contents(of: path)
  }

  /// Opens and locks the file at `path`. If it was replaced in the meantime, the new one is opened.
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
      .historyUnwritable, at: .file(path), "the record cannot be added: \(reason)",
      fix:
        "give --record a regular file that you may write to, on a disk with free space; the records in the file are unchanged"
    )
  }
}
