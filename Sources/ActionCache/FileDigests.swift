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

  private struct State {
    var entries: [String: Entry]
    /// Those of which this run has looked at the disk.
    var checked: Set<String> = []
  }

  private let state: Mutex<State>
  private let files = FileSystem()

  /// - Parameter known: of an earlier run; each is compared with the disk before it is used.
  package init(_ known: [String: Entry] = [:]) { state = Mutex(State(entries: known)) }

  /// The digest of a file's contents; nil if it does not exist. The disk is looked at once.
  package func digest(of path: String) -> Digest? {
    let (known, isChecked) = state.withLock { ($0.entries[path], $0.checked.contains(path)) }
    if isChecked, let known { return known.digest }
    let signature = FileSignature(of: path)
    var entry = Entry(signature: signature, digest: nil)
    if let known, known.signature == signature {
      entry = known
    } else if signature != .missing, let bytes = try? files.contents(of: path) {
      entry = Entry(signature: signature, bytes: bytes)
    }
    note(path, entry)
    return entry.digest
  }

  /// Records contents that kiln has just written or read.
  package func note(_ path: String, _ entry: Entry) {
    state.withLock { state in
      state.entries[path] = entry
      state.checked.insert(path)
    }
  }

  /// Forgets what is known of a file, because a program is about to write it.
  package func forget(_ path: String) {
    state.withLock { state in
      state.entries[path] = nil
      state.checked.remove(path)
    }
  }

  /// What is known of a file.
  package func entry(_ path: String) -> Entry? { state.withLock { $0.entries[path] } }

  /// All files that this run has looked at.
  package var used: [String: Entry] {
    state.withLock { state in state.entries.filter { state.checked.contains($0.key) } }
  }
}
