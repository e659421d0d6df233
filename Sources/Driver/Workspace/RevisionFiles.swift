import Diagnostics
import Host
import Manifests
import PlatformModel
import Synchronization
import Vocabulary

/// A workspace as a commit has it, and the disk for everything else.
///
/// Manifests read their files where they stand, and git answers best when asked for many at once: a file that is
/// not at hand counts as missing and is noted, and the reader asks again once it was fetched.
final class RevisionFiles: ManifestFiles {
  /// The folder that stands for the workspace, such as `HEAD~1:.`; a path in it is one that `git show` takes.
  let root: String
  private let disk: FileSystem
  /// Blobs by path.
  private let entries: [String: String]
  private let state: Mutex<State>

  private struct State {
    var contents: [String: [UInt8]] = [:]
    var wanted: Set<String> = []
  }

  init(revision: String, entries: [String: String], disk: FileSystem) {
    root = "\(revision):."
    self.entries = entries
    self.disk = disk
    state = Mutex(State())
  }

  func read(_ path: String) -> ManifestFileContents {
    guard path.hasPrefix(root + "/") else { return disk.read(path) }
    let name = TreePath.normalized(String(path.dropFirst(root.utf8.count + 1)))
    let blob = entries[name]
    return state.withLock { state in
      guard let blob else { return .missing }
      if let bytes = state.contents[blob] { return .bytes(bytes) }
      state.wanted.insert(blob)
      return .missing
    }
  }

  /// Paths in the commit that end so, in ascending order.
  func paths(endingIn suffix: String) -> [String] {
    entries.keys.filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// Fetches what was asked for in vain.
  ///
  /// - Returns: whether there was anything, so that it is worth asking again.
  func fetch(from repository: GitRepository, sharing store: BlobStore) async throws(DiagnosticError) -> Bool {
    let wanted = state.withLock { state in
      defer { state.wanted = [] }
      return state.wanted.sorted()
    }
    guard !wanted.isEmpty else { return false }
    let contents = try await store.contents(of: wanted, from: repository)
    state.withLock { $0.contents.merge(contents) { $1 } }
    return true
  }

  /// All that platforms usually ask for.
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

/// Blobs that several commits share, fetched once.
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
