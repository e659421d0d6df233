package import Bytes
package import Diagnostics
import Synchronization

/// What actions have given before, under keys that contain all that decides a result.
///
/// A cache that cannot be used costs time and nothing else: the first problem is kept for a warning, and after it nothing
/// more is written.
package final class ActionCache: Sendable {
  private let local: LocalStore?
  private let state = Mutex(State())

  private struct State {
    var problem: Diagnostic?
    var isReadOnly = false
    var hits = 0
    var stored = 0
  }

  /// - Parameter local: nil for a cache that has nothing and keeps nothing.
  package init(_ local: LocalStore?) { self.local = local }

  package var isOff: Bool { local == nil }

  /// The first problem, as a warning.
  package var problem: Diagnostic? { state.withLock { $0.problem } }

  /// The numbers of actions found and stored by this run.
  package var counts: (hits: Int, stored: Int) { state.withLock { ($0.hits, $0.stored) } }

  package func result(of key: Digest) -> ActionResult? { local?.entry(key) }

  package func contents(_ digest: Digest) -> [UInt8]? { local?.contents(digest) }

  /// The read sets of a command, the newest first.
  package func readSets(of command: Digest) -> [ReadSet] {
    local?.entry(command).map { ReadSet.decode($0.attachment) } ?? []
  }

  package func countHit() { state.withLock { $0.hits += 1 } }

  /// Keeps a result. Contents are written before the entry that names them.
  package func store(_ result: ActionResult, for key: Digest, contents: [[UInt8]]) {
    write { store throws(DiagnosticError) in
      for (file, bytes) in zip(result.files, contents) { try store.put(bytes, named: file.digest) }
      try store.put(result, for: key)
    }
    state.withLock { $0.stored += 1 }
  }

  /// Makes a read set the newest of a command.
  package func store(_ set: ReadSet, of command: Digest) {
    let known = readSets(of: command)
    if known.first == set { return }
    let sets = [set] + known.filter { $0 != set }
    write { store throws(DiagnosticError) in
      try store.put(ActionResult(files: [], attachment: ReadSet.encode(sets)), for: command)
    }
  }

  /// Removes what is too much.
  ///
  /// - Parameters:
  ///   - limit: in bytes.
  ///   - now: in nanoseconds since 1970-01-01 UTC.
  package func shrink(to limit: Int, now: Int64) {
    if counts.stored > 0 { local?.shrink(to: limit, now: now) }
  }

  private func write(_ put: (LocalStore) throws(DiagnosticError) -> Void) {
    guard let local, !state.withLock({ $0.isReadOnly }) else { return }
    do throws(DiagnosticError) {
      try put(local)
    } catch {
      state.withLock { state in
        state.isReadOnly = true
        state.problem = state.problem ?? .cacheUnwritable(local.folder, error.diagnostics)
      }
    }
  }
}
