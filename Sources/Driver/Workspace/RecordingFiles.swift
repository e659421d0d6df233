import Host
import Manifests
import Synchronization

/// The disk, remembering which files were asked for, so that a later run can tell whether any of them
/// would be read differently.
final class RecordingFiles: ManifestFiles {
  private let files: any ManifestFiles
  private let asked = Mutex<[String: FileSignature]>([:])

  init(_ files: any ManifestFiles) { self.files = files }

  func read(_ path: String) -> ManifestFileContents {
    note(path)
    return files.read(path)
  }

  /// Whether there is a file or a folder.
  func exists(_ path: String) -> Bool { note(path) != .missing }

  /// A file that something else reads.
  @discardableResult
  func note(_ path: String) -> FileSignature {
    // Before it is read: what changes afterwards must count as changed.
    if let known = asked.withLock({ $0[path] }) { return known }
    let signature = FileSignature(of: path)
    asked.withLock { if $0[path] == nil { $0[path] = signature } }
    return signature
  }

  /// All that was asked for, by path.
  var all: [(path: String, signature: FileSignature)] {
    asked.withLock { $0.map { (path: $0.key, signature: $0.value) } }.sorted { $0.path < $1.path }
  }
}
