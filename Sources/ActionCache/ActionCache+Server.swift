package import Bytes
import Diagnostics
import Host
import Synchronization

/// What is exchanged with the server.
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

  /// The only output under a key, for which the server is asked if the folder does not have it.
  package func output(of key: Digest) async -> [UInt8]? {
    guard let local else { return nil }
    if local.entry(key) == nil { _ = await fetch([RemoteStore.Name(.entry, key)]) }
    guard let files = local.entry(key)?.files, files.count == 1 else { return nil }
    if let bytes = local.contents(files[0].digest) { return bytes }
    _ = await fetch([RemoteStore.Name(.content, files[0].digest)])
    return local.contents(files[0].digest)
  }

  /// Downloads what was not asked for before; what is not what its name says is dropped.
  private func fetch(_ names: [RemoteStore.Name]) async -> [RemoteStore.Name] {
    // All files go through the folder.
    guard let local, let remote, !state.withLock({ $0.isRemoteOff || $0.isReadOnly }) else { return [] }
    let new = state.withLock { state in names.filter { state.asked.insert($0).inserted } }
      .sorted { $0.digest.text < $1.digest.text }
    guard !new.isEmpty else { return [] }
    let files = FileSystem()
    let folder: String
    do throws(DiagnosticError) {
      try files.createFolder(local.folder)
      folder = try files.createTemporaryFolder(in: local.folder)
    } catch {
      stopWriting(error.diagnostics)
      return []
    }
    defer { try? files.removeTree(folder) }
    let started = ContinuousClock.now
    let downloaded: [RemoteStore.Name]
    do throws(RemoteStore.Failure) {
      downloaded = try await remote.get(new, into: folder)
    } catch {
      turnOff(remote, error)
      return []
    }
    var found: [RemoteStore.Name] = []
    var foreign: String?
    for name in downloaded {
      guard let bytes = try? files.contents(of: "\(folder)/\(name.digest.text)") else { continue }
      do throws(DiagnosticError) {
        switch try local.accept(bytes, as: name) {
        case .kept: found.append(name)
        case .damaged: foreign = foreign ?? name.path
        case .ofAnotherVersion: break
        }
      } catch {
        stopWriting(error.diagnostics)
        return found
      }
    }
    if let foreign { turnOff(remote, .foreign(foreign)) }
    turnOffIfSlow(remote, since: started, files: new.count)
    return found
  }

  /// Uploads what is new.
  package func send() async {
    guard let local, let remote, !remote.isReadOnly else { return }
    let (isOff, names) = state.withLock { state in
      defer { state.unsent = [] }
      return (state.isRemoteOff, Set(state.unsent))
    }
    guard !isOff, !names.isEmpty else { return }
    let started = ContinuousClock.now
    do throws(RemoteStore.Failure) {
      // Entries are sent last, and always: a read set may be a longer one.
      let contents = names.filter { $0.kind == .content }
      let known = try await remote.has(Array(contents))
      try await remote.put(Array(contents.subtracting(known)), from: local)
      try await remote.put(Array(names.filter { $0.kind == .entry }), from: local)
    } catch {
      return turnOff(remote, error)
    }
    turnOffIfSlow(remote, since: started, files: names.count)
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

  private func turnOff(_ remote: RemoteStore, _ failure: RemoteStore.Failure) {
    if case .disk(let text) = failure { return stopWriting([.cacheDownloadFailed(text)]) }
    state.withLock { state in
      if !state.isRemoteOff {
        state.problems.append(.cacheRemoteFailed(remote.shown, reason: failure.reason))
      }
      state.isRemoteOff = true
    }
  }
}
