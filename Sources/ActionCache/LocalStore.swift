package import Bytes
package import Diagnostics
import Host

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

  /// The result of a key; nil if there is none.
  package func entry(_ key: Digest) -> ActionResult? {
    guard let bytes = read(.entry, key) else { return nil }
    guard let result = ActionResult(decoding: bytes, for: key) else {
      files.remove(path(.entry, key))
      return nil
    }
    return result
  }

  /// The contents with this digest; nil if there are none.
  package func contents(_ digest: Digest) -> [UInt8]? {
    guard let bytes = read(.content, digest) else { return nil }
    guard Digest(of: bytes) == digest else {
      files.remove(path(.content, digest))
      return nil
    }
    return bytes
  }

  package func has(_ digest: Digest) -> Bool { FileSystem().kind(of: path(.content, digest)) == .file }

  /// Keeps what a server has under a name; false if it is something else.
  ///
  /// - Throws: `output-unwritable`.
  func accept(_ bytes: [UInt8], as name: RemoteStore.Name) throws(DiagnosticError) -> Bool {
    switch name.kind {
    case .entry:
      guard let result = ActionResult(decoding: bytes, for: name.digest) else { return false }
      try put(result, for: name.digest)
    case .content:
      guard Digest(of: bytes) == name.digest else { return false }
      try put(bytes, named: name.digest)
    }
    return true
  }

  private func read(_ kind: Kind, _ name: Digest) -> [UInt8]? {
    let path = path(kind, name)
    guard let bytes = try? files.contents(of: path) else { return nil }
    utimes(path, nil)
    return bytes
  }

  /// - Throws: `output-unwritable`.
  package func put(_ result: ActionResult, for key: Digest) throws(DiagnosticError) {
    try files.replace(path(.entry, key), with: result.encoded(for: key), durably: false)
  }

  /// - Throws: `output-unwritable`.
  package func put(_ bytes: [UInt8], named digest: Digest) throws(DiagnosticError) {
    if has(digest) { return }
    try files.replace(path(.content, digest), with: bytes, durably: false)
  }
}
