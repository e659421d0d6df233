package import Bytes
package import Diagnostics
import Host
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder of entries and contents, shared by all builds of a user: `ac/<2 digits>/<key>` and `cas/<2 digits>/<digest>`.
///
/// Files are written beside and renamed, so that several builds, and one that is killed, leave whole files. Contents are
/// checked against their name whenever they are read, and entries against the seal in them; what is damaged is removed.
/// A file's modification time is when it was used last.
package struct LocalStore: Sendable {
  package let folder: String
  private let files = FileSystem()
  private let damage = Damage()

  private final class Damage: Sendable {
    let isFound = Atomic(false)
  }

  package init(_ folder: String) { self.folder = folder }

  package enum Kind: String, Sendable, CaseIterable {
    /// Entries, by key.
    case entry = "ac"
    /// Contents, by digest.
    case content = "cas"
  }

  func path(_ kind: Kind, _ name: Digest) -> String {
    let text = name.text
    return "\(folder)/\(kind.rawValue)/\(text.prefix(2))/\(text)"
  }

  /// Whether something was read, by this store or a copy of it, that was damaged.
  package var hasFoundDamage: Bool { damage.isFound.load(ordering: .relaxed) }

  /// The result of a key; nil if there is none.
  package func entry(_ key: Digest) -> ActionResult? {
    guard let bytes = read(.entry, key) else { return nil }
    do throws(ActionResult.Unreadable) {
      return try ActionResult(decoding: bytes, for: key)
    } catch {
      // What another version of kiln has written is right there.
      if error == .damaged { dropDamaged(.entry, key) }
      return nil
    }
  }

  /// The contents with this digest; nil if there are none.
  package func contents(_ digest: Digest) -> [UInt8]? {
    guard let bytes = read(.content, digest) else { return nil }
    guard Digest(of: bytes) == digest else {
      dropDamaged(.content, digest)
      return nil
    }
    return bytes
  }

  /// Whether a file is what its name stands for, if only for another version of kiln; false if it is damaged.
  func isWhole(_ kind: Kind, _ name: Digest) -> Bool {
    switch kind {
    case .content: return contents(name) != nil
    case .entry:
      guard let bytes = read(kind, name) else { return false }
      do throws(ActionResult.Unreadable) {
        _ = try ActionResult(decoding: bytes, for: name)
        return true
      } catch {
        return error == .ofAnotherVersion
      }
    }
  }

  private func dropDamaged(_ kind: Kind, _ name: Digest) {
    damage.isFound.store(true, ordering: .relaxed)
    remove(path(kind, name))
  }

  /// Removes a folder, or a device.
  private func dropUnlessFile(_ kind: Kind, _ name: Digest) {
    if let found = files.kind(of: path(kind, name)), found != .file { dropDamaged(kind, name) }
  }

  /// Removes a file, or what stands in its place.
  func remove(_ path: String) {
    if unlink(path) != 0, errno == EISDIR || errno == EPERM { try? files.removeTree(path) }
  }

  package func has(_ digest: Digest) -> Bool { FileSystem().kind(of: path(.content, digest)) == .file }

  /// What became of a file that a server has.
  enum Acceptance { case kept, damaged, ofAnotherVersion }

  /// Keeps what a server has under a name, if it is what the name stands for.
  ///
  /// - Throws: `output-unwritable`.
  func accept(_ bytes: [UInt8], as name: RemoteStore.Name) throws(DiagnosticError) -> Acceptance {
    switch name.kind {
    case .entry:
      let result: ActionResult
      do throws(ActionResult.Unreadable) {
        result = try ActionResult(decoding: bytes, for: name.digest)
      } catch {
        return error == .damaged ? .damaged : .ofAnotherVersion
      }
      try put(result, for: name.digest)
    case .content:
      guard Digest(of: bytes) == name.digest else { return .damaged }
      try put(bytes, named: name.digest)
    }
    return .kept
  }

  private func read(_ kind: Kind, _ name: Digest) -> [UInt8]? {
    let path = path(kind, name)
    guard let bytes = try? files.contents(of: path) else {
      dropUnlessFile(kind, name)
      return nil
    }
    utimes(path, nil)
    return bytes
  }

  /// - Throws: `output-unwritable`.
  package func put(_ result: ActionResult, for key: Digest) throws(DiagnosticError) {
    try write(.entry, key, result.encoded(for: key))
  }

  /// - Throws: `output-unwritable`.
  package func put(_ bytes: [UInt8], named digest: Digest) throws(DiagnosticError) {
    // What is there may be damaged.
    if contents(digest) != nil { return }
    try write(.content, digest, bytes)
  }

  private func write(_ kind: Kind, _ name: Digest, _ bytes: [UInt8]) throws(DiagnosticError) {
    dropUnlessFile(kind, name)
    try files.replace(path(kind, name), with: bytes, durably: false)
  }
}
