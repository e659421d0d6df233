import Host
import Manifests
import Synchronization

/// Access to the disk that records the files that were requested, so that a later run can check whether any of
/// them changed.
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

  /// Records a file that another program reads.
  @discardableResult
  func note(_ path: String) -> FileSignature {
    // Before it is read, so that a later modification is detected.
    if let known = asked.withLock({ $0[path] }) { return known }
    let signature = FileSignature(of: path)
    asked.withLock { if $0[path] == nil { $0[path] = signature } }
    return signature
  }

  /// All requested files, sorted by path.
  var all: [(path: String, signature: FileSignature)] {
    asked.withLock { $0.map { (path: $0.key, signature: $0.value) } }.sorted { $0.path < $1.path }
  }
}
