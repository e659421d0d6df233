package import Bytes
package import Host
import Synchronization

/// Digests of files, each read once as long as it does not change.
package final class FileDigests: Sendable {
  package struct Entry: Equatable, Sendable {
    package var signature: FileSignature
    /// nil if there is no file.
    package var digest: Digest?
    /// Whether the file has `__DATE__`, `__TIME__` or `__TIMESTAMP__`, so that what is compiled from it may depend on
    /// the time.
    package var mentionsTime = false

    package init(signature: FileSignature, digest: Digest?, mentionsTime: Bool = false) {
      self.signature = signature
      self.digest = digest
      self.mentionsTime = mentionsTime
    }

    /// - Parameter signature: taken before the bytes were read.
    package init(signature: FileSignature, bytes: [UInt8]) {
      self.init(
        signature: signature, digest: Digest(of: bytes),
        mentionsTime: Self.timeMacros.contains { ByteSearch.contains($0, in: bytes) })
    }

    private static let timeMacros = ["__DATE__", "__TIME__", "__TIMESTAMP__"].map { Array($0.utf8) }
  }

  private let entries: Mutex<[String: Entry]>
  /// Those of which this run has looked at the disk.
  private let checked = Mutex<Set<String>>([])
  private let files = FileSystem()

  /// - Parameter known: of an earlier run; each is compared with the disk before it is used.
  package init(_ known: [String: Entry] = [:]) { entries = Mutex(known) }

  /// The digest of a file's contents; nil if it does not exist. The disk is looked at once.
  package func digest(of path: String) -> Digest? {
    if checked.withLock({ $0.contains(path) }), let entry = entries.withLock({ $0[path] }) {
      return entry.digest
    }
    let signature = FileSignature(of: path)
    if let entry = entries.withLock({ $0[path] }), entry.signature == signature {
      _ = checked.withLock { $0.insert(path) }
      return entry.digest
    }
    var entry = Entry(signature: signature, digest: nil)
    if signature != .missing, let bytes = try? files.contents(of: path) {
      entry = Entry(signature: signature, bytes: bytes)
    }
    note(path, entry)
    return entry.digest
  }

  /// Records contents that kiln has just written or read.
  package func note(_ path: String, _ entry: Entry) {
    entries.withLock { $0[path] = entry }
    _ = checked.withLock { $0.insert(path) }
  }

  /// Forgets what is known of a file, because a program is about to write it.
  package func forget(_ path: String) {
    entries.withLock { _ = $0.removeValue(forKey: path) }
    _ = checked.withLock { $0.remove(path) }
  }

  /// The entry of a file that this run has looked at.
  package func entry(_ path: String) -> Entry? { entries.withLock { $0[path] } }

  /// All files that this run has looked at.
  package var used: [String: Entry] {
    let paths = checked.withLock { $0 }
    return entries.withLock { $0.filter { paths.contains($0.key) } }
  }
}
