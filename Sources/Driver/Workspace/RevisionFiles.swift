import Diagnostics
import Host
import Manifests
import PlatformModel
import Synchronization
import Vocabulary

/// The workspace of a commit, and the disk for other files.
///
/// Parsers read one file at a time, but git is faster for many at once. So a file that was not fetched yet is
/// reported as missing and recorded, and the parser runs again after it was fetched.
final class RevisionFiles: ManifestFiles {
  /// The name of the workspace folder, such as `HEAD~1:.`; paths in it are valid for `git show`.
  let root: String
  private let disk: FileSystem
  /// Blobs by path.
  private let entries: [String: String]
  private let state: Mutex<State>

  private struct State {
    var contents: [String: [UInt8]] = [:]
    var wanted: Set<String> = []
    var fetches = 0
  }

  init(revision: String, entries: [String: String], disk: FileSystem) {
    root = "\(revision):."
    self.entries = entries
    self.disk = disk
    state = Mutex(State())
  }

  func read(_ path: String) -> ManifestFileContents {
    guard let inside = TreePath.relative(path, to: root) else { return disk.read(path) }
    let blob = entries[TreePath.normalized(inside)]
    return state.withLock { state in
      guard let blob else { return .missing }
      if let bytes = state.contents[blob] { return .bytes(bytes) }
      state.wanted.insert(blob)
      return .missing
    }
  }

  /// The paths in the commit with this suffix, in ascending order.
  func paths(endingIn suffix: String) -> [String] {
    entries.keys.filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// The paths whose contents differ in another commit, those that only one has among them.
  func differences(from other: RevisionFiles) -> Set<String> {
    var paths: Set<String> = []
    for (path, blob) in entries where other.entries[path] != blob { paths.insert(path) }
    for path in other.entries.keys where entries[path] == nil { paths.insert(path) }
    return paths
  }

  /// Whether the commit has the path.
  func has(_ path: String) -> Bool { entries[path] != nil }

  /// How often missing files were fetched. A result is complete if this is what it was when the parser began.
  var fetches: Int { state.withLock { $0.fetches } }

  /// Fetches the files that were requested but missing.
  ///
  /// - Returns: whether there were any, so that the parser must run again.
  func fetch(from repository: GitRepository, sharing store: BlobStore) async throws(DiagnosticError) -> Bool {
    let wanted = state.withLock { state in
      let wanted = state.wanted.sorted()
      state.wanted = []
      if !wanted.isEmpty { state.fetches += 1 }
      return wanted
    }
    guard !wanted.isEmpty else { return false }
    let contents = try await store.contents(of: wanted, from: repository)
    state.withLock { $0.contents.merge(contents) { $1 } }
    return true
  }

  /// Fetches the files that platforms usually need.
  func prefetch(from repository: GitRepository, sharing store: BlobStore) async throws(DiagnosticError) {
    let blobs = entries.filter { Self.isManifest($0.key) }.map(\.value)
    let contents = try await store.contents(of: Set(blobs).sorted(), from: repository)
    state.withLock { $0.contents.merge(contents) { $1 } }
  }

  private static func isManifest(_ path: String) -> Bool {
    [".dsc", ".fdf", ".inf", ".dec", ".inc", "tools_def.template", "Maintainers.txt"].contains {
      path.hasSuffix($0)
    }
  }
}

/// Blobs that were fetched, shared between commits.
final class BlobStore: Sendable {
  private let known = Mutex<[String: [UInt8]]>([:])

  func contents(of blobs: [String], from repository: GitRepository) async throws(DiagnosticError) -> [String:
    [UInt8]]
  {
    let missing = known.withLock { known in blobs.filter { known[$0] == nil } }
    let fetched = try await repository.contents(of: missing)
    return known.withLock { known in
      known.merge(fetched) { $1 }
      var contents: [String: [UInt8]] = [:]
      for blob in blobs { contents[blob] = known[blob] }
      return contents
    }
  }
}
