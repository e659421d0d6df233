package import Diagnostics
import Manifests
package import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writing: regular files are replaced, all other kinds are written into.
///
/// - `-` is standard output, and so is any other name of the file that standard output goes to, such as
///   `/dev/stdout`.
/// - A device, a pipe or a FIFO receives the bytes; it is never replaced.
/// - A symbolic link is followed: its target is replaced, and the link stays.
/// - A file keeps its permissions; a new one gets 0666 without the bits of the umask.
extension FileSystem {
  /// Writes `bytes` to `path`, completely or not at all, and creates the folders above it.
  ///
  /// - Parameter durably: Whether the file is on the disk before it replaces the old one, so that it is
  ///   complete even after a loss of power. This costs some milliseconds, which is too much for intermediate
  ///   files of a build.
  /// - Throws: `output-unwritable`.
  package func replace(_ path: String, with bytes: [UInt8], durably: Bool = true) throws(DiagnosticError) {
    try replaceAll([(path, bytes)], durably: durably)
  }

  /// Writes several files, all or none.
  ///
  /// All new versions are complete in temporary files before the first one replaces its target. If one cannot
  /// replace its target, those that have are restored, and the error names the file that failed. What was
  /// written to devices and pipes, and folders that were created, cannot be undone.
  ///
  /// If the process is killed during the replacement, each file is complete; the first ones are new and the
  /// others old. Old versions and new ones that were not yet in place remain as `.kiln-` with 16 digits in the
  /// same folder. On a file system without hard links, a file may then be missing under its name and exist only
  /// under such a name.
  ///
  /// - Throws: `output-unwritable`.
  package func replaceAll(
    _ outputs: [(path: String, bytes: [UInt8])], durably: Bool = true
  ) throws(DiagnosticError) {
    var files: [ReplacementFile] = []
    defer { for file in files { file.clean() } }
    var streams: [(path: String, stream: OutputStream, bytes: [UInt8])] = []
    for (path, bytes) in outputs {
      var stream: OutputStream?
      try writing(path) { () throws(Errno) in stream = try OutputStream(path) }
      if let stream {
        streams.append((path, stream, bytes))
        continue
      }
      let target = target(of: path)
      try createFolder(FilePath(target).removingLastComponent().string)
      try writing(path) { () throws(Errno) in
        let file = try ReplacementFile(of: target, path: path)
        files.append(file)
        try file.write(bytes)
      }
    }
    if durably {
      for file in files { try writing(file.path) { () throws(Errno) in try file.sync() } }
    }
    for (path, stream, bytes) in streams {
      try writing(path) { () throws(Errno) in try stream.write(bytes) }
    }
    try takePlaces(&files)
  }

  func takePlaces(_ files: inout [ReplacementFile]) throws(DiagnosticError) {
    for index in files.indices {
      do throws(Errno) {
        // Nothing after the last file can fail, so its old version is not needed.
        if index < files.count - 1 { try files[index].keepOld() }
        try files[index].takePlace()
      } catch {
        for earlier in files[...index].indices.reversed() { files[earlier].putBack() }
        throw DiagnosticError(.outputUnwritable(files[index].path, error))
      }
    }
  }

  private func writing(_ path: String, _ body: () throws(Errno) -> Void) throws(DiagnosticError) {
    do throws(Errno) {
      try body()
    } catch {
      throw DiagnosticError(.outputUnwritable(path == "-" ? OutputStream.standardOutputName : path, error))
    }
  }

  /// Writes `bytes` to `path` unless the file already has these contents. An unchanged file keeps its time, so
  /// nothing is rebuilt because of it.
  ///
  /// - Throws: `output-unwritable`.
  package func update(_ path: String, with bytes: [UInt8]) throws(DiagnosticError) {
    if !holds(path, bytes) { try replace(path, with: bytes, durably: false) }
  }

  private func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    var info = stat()
    guard stat(path, &info) == 0, info.st_size == bytes.count, case .bytes(let present) = read(path) else {
      return false
    }
    return present == bytes
  }

  /// The limit of Linux for symbolic links in a path.
  private static let mostLinks = 40

  /// The path after following symbolic links, also if the target does not exist yet.
  package func target(of path: String) -> String {
    if let target = realpath(path, nil) {
      defer { free(target) }
      return String(cString: target)
    }
    var path = FilePath(path)
    for _ in 0..<Self.mostLinks {
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) { text in
          text.baseAddress.map { readlink(path.string, $0, text.count) } ?? -1
        }
      }
      guard count > 0 else { break }
      let target = FilePath(String(decoding: buffer.prefix(count), as: UTF8.self))
      path = path.removingLastComponent().pushing(target)
    }
    return path.string
  }
}

extension Diagnostic {
  package static func outputUnwritable(_ path: String, _ error: Errno) -> Diagnostic {
    let isStream = path == OutputStream.standardOutputName
    let fix =
      switch error {
      case .noSpace, .diskQuotaExceeded:
        isStream
          ? "free space on the disk that it goes to"
          : "free space on the disk, or choose a folder on another one"
      default:
        isStream
          ? "redirect it to a file or program that takes it"
          : "choose a folder that you may write to"
      }
    return Diagnostic(.outputUnwritable, at: .file(path), "cannot be written: \(error.reason)", fix: fix)
  }
}

extension DiagnosticError {
  /// The same, where an output that cannot be written says how the user chooses its path.
  ///
  /// - Parameter choice: an option such as `--output`, or an environment variable.
  package func choosingOutput(with choice: String) -> DiagnosticError {
    DiagnosticError(
      diagnostics.map { diagnostic in
        guard diagnostic.code == .outputUnwritable, let fix = diagnostic.fix,
          diagnostic.place != .file(OutputStream.standardOutputName)
        else { return diagnostic }
        return Diagnostic(
          diagnostic.code, at: diagnostic.place, diagnostic.message, fix: "\(fix) with \(choice)")
      })
  }
}
