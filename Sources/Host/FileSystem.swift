package import Diagnostics
package import Manifests
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The disk, as the rest of the driver sees it: whole files in, whole files out.
///
/// Reading never opens anything but a regular file, so that a FIFO or a device given by mistake
/// does not hang. Writing goes beside the target and is renamed: a reader sees the old file or the
/// new one, never a part.
package struct FileSystem: Sendable {
  package init() {}

  /// What kind of thing a path names; nil when there is nothing.
  package enum Kind: Sendable { case file, folder, other }

  package func kind(of path: String) -> Kind? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The whole file, or the diagnostic that says why not.
  package func contents(of path: String) throws(DiagnosticError) -> [UInt8] {
    switch read(path) {
    case .bytes(let bytes): return bytes
    case .missing: throw DiagnosticError(.fileMissing(path))
    case .unreadable(let reason): throw DiagnosticError(.fileUnreadable(path, reason: reason))
    }
  }

  /// Writes `bytes` to `path`, whole or not at all, creating folders on the way.
  package func replace(_ path: String, with bytes: [UInt8]) throws(DiagnosticError) {
    try replaceAll([(path, bytes)])
  }

  /// Writes several files: all are complete beside their targets before the first is renamed.
  package func replaceAll(_ outputs: [(path: String, bytes: [UInt8])]) throws(DiagnosticError) {
    var finished: [String] = []
    do throws(DiagnosticError) {
      for (path, bytes) in outputs {
        try createFolder(parent(of: path))
        finished.append(beside(path))
        try write(bytes, beside: path)
      }
      for (path, _) in outputs where rename(beside(path), path) != 0 {
        throw DiagnosticError(.outputUnwritable(path, reason: describe(Errno(rawValue: errno))))
      }
    } catch {
      for path in finished { unlink(path) }
      throw error
    }
  }

  private func beside(_ path: String) -> String { "\(path).kiln-\(getpid())" }

  private func write(_ bytes: [UInt8], beside path: String) throws(DiagnosticError) {
    if kind(of: path) == .folder {
      throw DiagnosticError(.outputUnwritable(path, reason: "it is a directory"))
    }
    do {
      let file = try FileDescriptor.open(
        FilePath(beside(path)), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch {
      throw DiagnosticError(.outputUnwritable(path, reason: describe(error)))
    }
  }

  /// Writes `bytes` to `path` unless it holds them already: what has not changed keeps its time, and a
  /// build goes no further from it.
  package func update(_ path: String, with bytes: [UInt8]) throws(DiagnosticError) {
    if !holds(path, bytes) { try replace(path, with: bytes) }
  }

  private func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    var info = stat()
    guard stat(path, &info) == 0, info.st_size == bytes.count, case .bytes(let present) = read(path) else {
      return false
    }
    return present == bytes
  }

  /// Makes `path` and the folders above it; fine when it is there.
  package func createFolder(_ path: String) throws(DiagnosticError) {
    if path.isEmpty || kind(of: path) == .folder { return }
    try createFolder(parent(of: path))
    if mkdir(path, 0o777) != 0, errno != EEXIST || kind(of: path) != .folder {
      throw DiagnosticError(.outputUnwritable(path, reason: describe(Errno(rawValue: errno))))
    }
  }

  /// The names in a folder, sorted by bytes so that their order never depends on the disk.
  package func list(_ path: String) throws(DiagnosticError) -> [String] {
    guard let folder = opendir(path) else {
      throw DiagnosticError(.fileUnreadable(path, reason: describe(Errno(rawValue: errno))))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// A new folder that nobody else has.
  package func createTemporaryFolder(in folder: String) throws(DiagnosticError) -> String {
    var template = Array("\(folder)/kiln-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw DiagnosticError(.outputUnwritable(folder, reason: describe(Errno(rawValue: errno))))
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a folder and all that is in it; links are removed, not followed.
  package func removeTree(_ path: String) throws(DiagnosticError) {
    for name in try list(path) {
      let inner = "\(path)/\(name)"
      var info = stat()
      guard lstat(inner, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        try removeTree(inner)
      } else if unlink(inner) != 0 {
        throw DiagnosticError(.outputUnwritable(inner, reason: describe(Errno(rawValue: errno))))
      }
    }
    if rmdir(path) != 0 {
      throw DiagnosticError(.outputUnwritable(path, reason: describe(Errno(rawValue: errno))))
    }
  }

  /// Renames a folder that is complete to what others look for; when somebody else has done so before, theirs
  /// stays.
  package func publish(_ folder: String, as path: String) throws(DiagnosticError) {
    if rename(folder, path) != 0, kind(of: path) != .folder {
      throw DiagnosticError(.outputUnwritable(path, reason: describe(Errno(rawValue: errno))))
    }
  }

  /// Makes a symbolic link.
  package func link(_ path: String, to target: String) throws(DiagnosticError) {
    if symlink(target, path) != 0 {
      throw DiagnosticError(.outputUnwritable(path, reason: describe(Errno(rawValue: errno))))
    }
  }

  /// Removes a file that kiln itself made; not being there is fine.
  package func remove(_ path: String) { unlink(path) }

  /// An absolute path without `.` and `..`, relative ones taken from the working folder.
  package func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? FilePath(path) : workingFolder.appending(FilePath(path).components)
    return whole.lexicallyNormalized().string
  }

  /// What a path leads to, links followed: writing to a link writes to its target.
  package func destination(of path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  private var workingFolder: FilePath {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard let folder = getcwd(&buffer, buffer.count) else { return "." }
    return FilePath(String(cString: folder))
  }

  private func parent(of path: String) -> String {
    FilePath(path).removingLastComponent().string
  }

  private func describe(_ error: any Error) -> String {
    (error as? Errno).map { String(describing: $0).lowercased() } ?? String(describing: error)
  }
}

extension FileSystem: ManifestFiles {
  package func read(_ path: String) -> ManifestFileContents {
    switch kind(of: path) {
    case nil: return .missing
    case .folder: return .unreadable(reason: "it is a directory")
    case .other: return .unreadable(reason: "it is not a regular file")
    case .file: break
    }
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly)
      return try file.closeAfter { .bytes(try contents(of: file)) }
    } catch {
      return .unreadable(reason: describe(error))
    }
  }

  private func contents(of file: FileDescriptor) throws -> [UInt8] {
    let size = Int(try file.seek(offset: 0, from: .end))
    try file.seek(offset: 0, from: .start)
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let got = try file.read(into: rest)
        if got == 0 { break }
        count += got
      }
    }
  }
}

extension Diagnostic {
  package static func fileMissing(_ path: String) -> Diagnostic {
    Diagnostic(.fileMissing, at: .file(path), "there is no such file", fix: "check the path")
  }

  package static func fileUnreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, at: .file(path), "cannot be read: \(reason)",
      fix: "give the path of a regular file that you may read")
  }

  package static func outputUnwritable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .outputUnwritable, at: .file(path), "cannot be written: \(reason)",
      fix: reason.contains("no space") || reason.contains("quota")
        ? "make room on the disk, or choose a folder on another one with --output"
        : "choose a folder that you may write to with --output")
  }
}
