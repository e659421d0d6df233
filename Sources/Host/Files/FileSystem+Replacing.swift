package import Diagnostics
import Manifests
package import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writing: regular files are replaced, everything else is written into.
///
/// - `-` is standard output, and so is another name of what standard output goes to, such as `/dev/stdout`.
/// - A device, a pipe or a FIFO takes the bytes as they are; it is never renamed over.
/// - A link is followed: what it leads to is replaced, and the link stays.
/// - A file keeps its permissions; a new one gets 0666 without the bits of the umask.
extension FileSystem {
  /// Writes `bytes` to `path`, whole or not at all, and makes the folders above it.
  ///
  /// - Parameter durably: Whether the file is on the disk before it takes its place, so that it is whole after a loss
  ///   of power too. Costs some milliseconds, which intermediate files of a build are not worth.
  package func replace(_ path: String, with bytes: [UInt8], durably: Bool = true) throws(DiagnosticError) {
    try replaceAll([(path, bytes)], durably: durably)
  }

  /// Writes several files, all or none.
  ///
  /// All are complete beside their targets before the first takes its place. When one cannot take its place, those
  /// that have are put back as they were, and the error says which could not. What cannot be taken back is what was
  /// written to a device or a pipe, and folders that were made.
  ///
  /// When the process is killed while files take their places, each file is whole, the first ones new and the others
  /// old; what was there before lies beside as `.kiln-` and 16 digits, as does what had not taken its place. On a file
  /// system without hard links a file may then be missing under its name, and lie beside.
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
      let target = Self.target(of: path)
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
        // Nothing comes behind the last one that could fail, so there is no way back from it.
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

  /// Writes `bytes` to `path` unless it holds them already: what has not changed keeps its time, and a
  /// build goes no further from it.
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

  /// Links are followed no further than the system does.
  private static let mostLinks = 40

  /// What a path leads to, also where a link leads to nothing yet.
  private static func target(of path: String) -> String {
    if let target = realpath(path, nil) {
      defer { free(target) }
      return String(cString: target)
    }
    var path = FilePath(path)
    for _ in 0..<mostLinks {
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
          ? "make room on the disk that it goes to"
          : "make room on the disk, or choose a folder on another one with --output"
      default:
        isStream
          ? "let it go to a file or program that takes it"
          : "choose a folder that you may write to with --output"
      }
    return Diagnostic(.outputUnwritable, at: .file(path), "cannot be written: \(error.reason)", fix: fix)
  }
}
