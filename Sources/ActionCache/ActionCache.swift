package import Bytes
package import Diagnostics
import Host
import Synchronization

/// What actions have given before, under keys that contain all that decides a result: in a folder of the user and, if
/// there is one, on a server.
///
/// A cache that cannot be used costs time and nothing else: the first problem of each of the two is kept for a warning,
/// and after it nothing more is written or asked. What is damaged is removed, and is one warning too.
package final class ActionCache: Sendable {
  let local: LocalStore?
  let remote: RemoteStore?
  /// In bytes.
  private let limit: Int
  let state = Mutex(State())

  struct State {
    /// What was not taken yet.
    var problems: [Diagnostic] = []
    var hasReportedDamage = false
    var isReadOnly = false
    var isRemoteOff = false
    var stored = 0
    /// Entries that were looked for in the folder in vain, of which the server has not been asked.
    var wanted: Set<Digest> = []
    var asked: Set<RemoteStore.Name> = []
    /// How long the server was waited for, and for how many files.
    var waited: (time: Duration, files: Int) = (.zero, 0)
    /// What was put into the folder and not yet on the server, entries behind the contents that they name.
    var unsent: [RemoteStore.Name] = []
  }

  /// - Parameters:
  ///   - local: nil for a cache that has nothing and keeps nothing.
  ///   - remote: is only used with a folder, through which all files go.
  ///   - limit: of the folder's size, in bytes.
  package init(_ local: LocalStore?, remote: RemoteStore? = nil, limit: Int = .max) {
    self.local = local
    self.remote = local == nil ? nil : remote
    self.limit = limit
  }

  package var isOff: Bool { local == nil }

  /// The entry of a key in the folder.
  private func entry(_ key: Digest) -> ActionResult? {
    if let entry = local?.entry(key) { return entry }
    if remote != nil { state.withLock { _ = $0.wanted.insert(key) } }
    return nil
  }

  /// The result of a key. One that is right in a single place only is found under that place's key.
  package func result(of key: Digest, placed: @autoclosure () -> Digest) -> ActionResult? {
    guard let result = entry(key) else { return nil }
    return result.attachment == Self.placedMark ? entry(placed()) : result
  }

  package func contents(_ digest: Digest) -> [UInt8]? { local?.contents(digest) }

  /// The read sets of a command, the newest first.
  package func readSets(of command: Digest) -> [ReadSet] {
    entry(command).map { ReadSet.decode($0.attachment) } ?? []
  }

  private static let placedMark = Array("only in its place".utf8)

  /// Keeps a result. Contents are written before the entry that names them.
  ///
  /// - Parameter placed: the key of this place, if the result is right here only.
  package func store(_ result: ActionResult, for key: Digest, placed: Digest?, contents: [[UInt8]]) {
    write { store throws(DiagnosticError) in
      for (file, bytes) in zip(result.files, contents) {
        try store.put(bytes, named: file.digest)
        note(.content, file.digest)
      }
      try store.put(result, for: placed ?? key)
      note(.entry, placed ?? key)
      if placed != nil {
        try store.put(ActionResult(files: [], attachment: Self.placedMark), for: key)
        note(.entry, key)
      }
    }
    state.withLock { $0.stored += 1 }
  }

  /// Makes a read set the newest of a command.
  package func store(_ set: ReadSet, of command: Digest) {
    let known = local?.entry(command).map { ReadSet.decode($0.attachment) } ?? []
    if known.first == set { return }
    let sets = [set] + known.filter { $0 != set }
    write { store throws(DiagnosticError) in
      try store.put(ActionResult(files: [], attachment: ReadSet.encode(sets)), for: command)
      note(.entry, command)
    }
  }

  func note(_ kind: LocalStore.Kind, _ digest: Digest) {
    if remote != nil { state.withLock { $0.unsent.append(RemoteStore.Name(kind, digest)) } }
  }

  /// Ends a stage of a build: sends what is new, removes what is too much, and returns what was wrong and was not
  /// returned before, as warnings.
  ///
  /// - Parameter now: in nanoseconds since 1970-01-01 UTC.
  package func settle(now: Int64) async -> [Diagnostic] {
    guard let local else { return [] }
    await send()
    let hasStored = state.withLock { state in
      defer { state.stored = 0 }
      return state.stored > 0
    }
    if hasStored { local.shrink(to: limit, now: now) }
    return state.withLock { state in
      if local.hasFoundDamage, !state.hasReportedDamage {
        state.hasReportedDamage = true
        state.problems.append(.cacheDamaged(local.folder))
      }
      defer { state.problems = [] }
      return state.problems
    }
  }

  private func write(_ put: (LocalStore) throws(DiagnosticError) -> Void) {
    guard let local, !state.withLock({ $0.isReadOnly }) else { return }
    do throws(DiagnosticError) {
      try put(local)
    } catch {
      stopWriting(error.diagnostics)
    }
  }

  /// Keeps nothing more in the folder.
  func stopWriting(_ causes: [Diagnostic]) {
    guard let local else { return }
    state.withLock { state in
      // Several processors may meet the same problem.
      if !state.isReadOnly { state.problems.append(.cacheUnwritable(local.folder, causes)) }
      state.isReadOnly = true
    }
  }
}
