import ActionCache
import BuildGraph
import Host
import Synchronization

/// Records actions while others still run, so that a build that is killed goes on where it was.
final class RunJournal: Sendable {
  private struct State {
    var keys: ActionKeys
    var writer = LedgerWriter()
    var entries: [Int: BuildLedger.Entry] = [:]
  }

  private let recorder: ActionRecorder
  private let path: String
  private let state: Mutex<State>

  /// Writes the ledger as it is before the run.
  init(_ recorder: ActionRecorder, _ keys: ActionKeys, _ ledger: BuildLedger, path: String) {
    self.recorder = recorder
    self.path = path
    var state = State(keys: keys)
    state.keys.forgetFiles()
    // Without it the next build only takes longer.
    try? FileSystem().replace(path, with: ledger.bytes(&state.writer), durably: false)
    self.state = Mutex(state)
  }

  /// Records an action that has run.
  func finished(_ number: Int) {
    state.withLock { state in
      guard recorder.plan.actions.indices.contains(number),
        let entry = recorder.record(number, &state.keys)
      else { return }
      state.entries[number] = entry
      let output = recorder.plan.actions[number].output
      let lines = state.writer.lines(output, entry) { recorder.digests.entry($0) }
      if let lines { try? FileSystem().append(line: String(lines.dropLast()), to: path) }
    }
  }

  var entries: [Int: BuildLedger.Entry] { state.withLock { $0.entries } }
}
