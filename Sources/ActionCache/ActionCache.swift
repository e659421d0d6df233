package import Bytes
package import Diagnostics
import Host
import Synchronization

/// What actions have given before, under keys that contain all that decides a result: in a folder of the user and, if
/// there is one, on a server.
///
/// A cache that cannot be used costs time and nothing else: the first problem of each of the two is kept for a warning,
/// and after it nothing more is written or asked.
package final class ActionCache: Sendable {
  private let local: LocalStore?
  private let remote: RemoteStore?
  private let state = Mutex(State())

  private struct State {
    var problems: [Diagnostic] = []
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
  package init(_ local: LocalStore?, remote: RemoteStore? = nil) {
    self.local = local
    self.remote = local == nil ? nil : remote
  }

  package var isOff: Bool { local == nil }

  /// The first problems, as warnings.
  package var problems: [Diagnostic] { state.withLock { $0.problems } }

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

  private func note(_ kind: LocalStore.Kind, _ digest: Digest) {
    if remote != nil { state.withLock { $0.unsent.append(RemoteStore.Name(kind, digest)) } }
  }

  /// Removes what is too much.
  ///
  /// - Parameters:
  ///   - limit: in bytes.
  ///   - now: in nanoseconds since 1970-01-01 UTC.
  package func shrink(to limit: Int, now: Int64) {
    if state.withLock({ $0.stored }) > 0 { local?.shrink(to: limit, now: now) }
  }

  private func write(_ put: (LocalStore) throws(DiagnosticError) -> Void) {
    guard let local, !state.withLock({ $0.isReadOnly }) else { return }
    do throws(DiagnosticError) {
      try put(local)
    } catch {
      state.withLock { state in
        // Several processors may meet the same problem.
        if !state.isReadOnly { state.problems.append(.cacheUnwritable(local.folder, error.diagnostics)) }
        state.isReadOnly = true
      }
    }
  }
}

extension ActionCache {
  /// Asks the server for the entries that were looked for in vain, and says whether it had any.
  package func fetchEntries() async -> Bool {
    let wanted = state.withLock { state in
      defer { state.wanted = [] }
      return state.wanted.map { RemoteStore.Name(.entry, $0) }
    }
    return await !fetch(wanted).isEmpty
  }

  /// Brings contents into the folder that are not there yet.
  package func fetchContents(_ digests: Set<Digest>) async {
    guard let local, remote != nil else { return }
    _ = await fetch(digests.filter { !local.has($0) }.map { RemoteStore.Name(.content, $0) })
  }

  /// Downloads what was not asked for before; what is not what its name says is dropped.
  private func fetch(_ names: [RemoteStore.Name]) async -> [RemoteStore.Name] {
    guard let local, let remote, !state.withLock({ $0.isRemoteOff }) else { return [] }
    let new = state.withLock { state in names.filter { state.asked.insert($0).inserted } }
      .sorted { $0.digest.text < $1.digest.text }
    guard !new.isEmpty else { return [] }
    let files = FileSystem()
    var folder: String?
    defer { if let folder { try? files.removeTree(folder) } }
    let started = ContinuousClock.now
    do {
      try files.createFolder(local.folder)
      let temporary = try files.createTemporaryFolder(in: local.folder)
      folder = temporary
      var found: [RemoteStore.Name] = []
      var foreign: String?
      for name in try await remote.get(new, into: temporary) {
        guard let bytes = try? files.contents(of: "\(temporary)/\(name.digest.text)") else { continue }
        if try local.accept(bytes, as: name) { found.append(name) } else { foreign = foreign ?? name.path }
      }
      if let foreign { throw RemoteStore.Failure.foreign(foreign) }
      turnOffIfSlow(remote, since: started, files: new.count)
      return found
    } catch {
      turnOff(remote, error)
      return []
    }
  }

  /// Uploads what is new.
  package func send() async {
    guard let local, let remote, !remote.isReadOnly else { return }
    let (isOff, names) = state.withLock { state in
      defer { state.unsent = [] }
      return (state.isRemoteOff, state.unsent)
    }
    guard !isOff, !names.isEmpty else { return }
    let started = ContinuousClock.now
    do {
      // Entries are sent last, and always: a read set may be a longer one.
      let contents = Set(names.filter { $0.kind == .content })
      let known = try await remote.has(Array(contents))
      try await remote.put(Array(contents.subtracting(known)), from: local)
      try await remote.put(Array(Set(names.filter { $0.kind == .entry })), from: local)
      turnOffIfSlow(remote, since: started, files: Set(names).count)
    } catch {
      turnOff(remote, error)
    }
  }

  /// Takes note of the time that the server has taken.
  private func turnOffIfSlow(_ remote: RemoteStore, since started: ContinuousClock.Instant, files: Int) {
    let (time, files) = state.withLock { state in
      state.waited.time += started.duration(to: .now)
      state.waited.files += files
      return state.waited
    }
    do throws(RemoteStore.Failure) {
      try RemoteStore.check(time, files: files)
    } catch {
      turnOff(remote, error)
    }
  }

  private func turnOff(_ remote: RemoteStore, _ error: any Error) {
    let reason =
      switch error {
      case let failure as RemoteStore.Failure: failure.reason
      case let error as DiagnosticError: error.diagnostics.first?.message ?? "the folder cannot be written"
      default: "\(error)"
      }
    state.withLock { state in
      if !state.isRemoteOff { state.problems.append(.cacheRemoteFailed(remote.shown, reason: reason)) }
      state.isRemoteOff = true
    }
  }
}
