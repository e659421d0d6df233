package import Diagnostics
package import Manifests
import SystemPackage
import Vocabulary

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Access to the disk: reads and writes whole files.
///
/// Only regular files are opened for reading, so that a FIFO or a device given by mistake does not hang. A
/// regular file is written under a temporary name and renamed, so a reader sees either the old or the new
/// version.
package struct FileSystem: Sendable {
  package init() {}

  /// The kind of a path; nil if it does not exist.
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

  /// The contents of the file.
  ///
  /// - Throws: `file-missing`, `file-unreadable`.
  package func contents(of path: String) throws(DiagnosticError) -> [UInt8] {
    switch read(path) {
    case .bytes(let bytes): return bytes
    case .missing: throw DiagnosticError(.fileMissing(path))
    case .unreadable(let reason): throw DiagnosticError(.fileUnreadable(path, reason: reason))
    }
  }

  /// Creates the folder `path` and those above it, unless they exist.
  ///
  /// - Throws: `output-unwritable`.
  package func createFolder(_ path: String) throws(DiagnosticError) {
    if path.isEmpty || kind(of: path) == .folder { return }
    try createFolder(FilePath(path).removingLastComponent().string)
    // Another process may have created it in the meantime.
    if mkdir(path, 0o777) != 0, errno != EEXIST || kind(of: path) != .folder {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// The names in a folder, sorted by bytes so that the order does not depend on the file system.
  ///
  /// - Throws: `file-unreadable`.
  package func list(_ path: String) throws(DiagnosticError) -> [String] {
    guard let folder = opendir(path) else {
      throw DiagnosticError(.fileUnreadable(path, reason: Errno.last.reason))
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

  /// Creates a folder with a unique name.
  ///
  /// - Throws: `output-unwritable`.
  package func createTemporaryFolder(in folder: String) throws(DiagnosticError) -> String {
    var template = Array("\(folder)/kiln-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw DiagnosticError(.outputUnwritable(folder, .last))
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a folder and its contents. Symbolic links are removed, not followed.
  ///
  /// - Throws: `output-unwritable`.
  package func removeTree(_ path: String) throws(DiagnosticError) {
    for name in try list(path) {
      let inner = "\(path)/\(name)"
      var info = stat()
      guard lstat(inner, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        try removeTree(inner)
      } else if unlink(inner) != 0 {
        throw DiagnosticError(.outputUnwritable(inner, .last))
      }
    }
    if rmdir(path) != 0 {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Renames a complete folder to its final name. If another process has published one before, that one is
  /// kept.
  ///
  /// - Throws: `output-unwritable`.
  package func publish(_ folder: String, as path: String) throws(DiagnosticError) {
    if rename(folder, path) != 0, kind(of: path) != .folder {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Creates a symbolic link.
  ///
  /// - Throws: `output-unwritable`.
  package func link(_ path: String, to target: String) throws(DiagnosticError) {
    if symlink(target, path) != 0 {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Whether the file's owner may run it as a program.
  package func isExecutable(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IXUSR != 0
  }

  /// Lets everybody run a file who may read it.
  ///
  /// - Throws: `output-unwritable`.
  package func makeExecutable(_ path: String) throws(DiagnosticError) {
    var info = stat()
    guard stat(path, &info) == 0, chmod(path, info.st_mode | (info.st_mode & 0o444) >> 2) == 0 else {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Removes a file that kiln made; does nothing if it does not exist.
  package func remove(_ path: String) { unlink(path) }

  /// The absolute path without `.` and `..`; relative paths start at the working folder.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/")
      ? TreePath.normalized(onDisk: path) : TreePath.resolving(path, onDisk: workingFolder.string)
  }

  private var workingFolder: FilePath {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard let folder = getcwd(&buffer, buffer.count) else { return "." }
    return FilePath(String(cString: folder))
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
      // If it has become a FIFO in the meantime, opening it does not wait.
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .nonBlocking)
      return try file.closeAfter { .bytes(try contents(of: file)) }
    } catch {
      return .unreadable(reason: (error as? Errno)?.reason ?? "\(error)")
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
    Diagnostic(
      .fileMissing, at: .file(path), "the file does not exist", fix: "check the path and its spelling")
  }

  package static func fileUnreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, at: .file(path), "cannot be read: \(reason)",
      fix: "give the path of a regular file that you may read")
  }
}
