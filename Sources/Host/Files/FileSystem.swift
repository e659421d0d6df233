package import Diagnostics
package import Manifests
import SystemPackage
import Vocabulary

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The disk, as the rest of the driver sees it: whole files in, whole files out.
///
/// Reading never opens anything but a regular file, so that a FIFO or a device given by mistake
/// does not hang. A regular file is written beside the target and renamed: a reader sees the old file or the
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

  /// Makes `path` and the folders above it; fine when it is there.
  package func createFolder(_ path: String) throws(DiagnosticError) {
    if path.isEmpty || kind(of: path) == .folder { return }
    try createFolder(FilePath(path).removingLastComponent().string)
    // Somebody else may have made it meanwhile.
    if mkdir(path, 0o777) != 0, errno != EEXIST || kind(of: path) != .folder {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// The names in a folder, sorted by bytes so that their order never depends on the disk.
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

  /// A new folder that nobody else has.
  package func createTemporaryFolder(in folder: String) throws(DiagnosticError) -> String {
    var template = Array("\(folder)/kiln-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw DiagnosticError(.outputUnwritable(folder, .last))
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
        throw DiagnosticError(.outputUnwritable(inner, .last))
      }
    }
    if rmdir(path) != 0 {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Renames a folder that is complete to what others look for; when somebody else has done so before, theirs
  /// stays.
  package func publish(_ folder: String, as path: String) throws(DiagnosticError) {
    if rename(folder, path) != 0, kind(of: path) != .folder {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Makes a symbolic link.
  package func link(_ path: String, to target: String) throws(DiagnosticError) {
    if symlink(target, path) != 0 {
      throw DiagnosticError(.outputUnwritable(path, .last))
    }
  }

  /// Removes a file that kiln itself made; not being there is fine.
  package func remove(_ path: String) { unlink(path) }

  /// An absolute path without `.` and `..`, relative ones taken from the working folder.
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
      // Should it have become a FIFO meanwhile, opening does not wait.
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
    Diagnostic(.fileMissing, at: .file(path), "there is no such file", fix: "check the path")
  }

  package static func fileUnreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, at: .file(path), "cannot be read: \(reason)",
      fix: "give the path of a regular file that you may read")
  }
}
