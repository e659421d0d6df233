import ActionCache
import BuildGraph
import Host
import Synchronization

/// Records actions while others still run, so that a build that is killed goes on where it was.
final class RunJournal: Sendable {
  private struct State {
    var keys: ActionKeys
    var writer: LedgerWriter
    var entries: [Int: BuildLedger.Entry] = [:]
  }

  /// In the build folder, beside the ledger, from which it is removed when the ledger has everything.
  static let fileName = "kiln.journal"

  private let recorder: ActionRecorder
  private let path: String
  private let state: Mutex<State>

  /// - Parameter writer: of an earlier run of the same build, whose journal this one continues; nil begins a new one.
  init(_ recorder: ActionRecorder, _ keys: ActionKeys, continuing writer: LedgerWriter?, path: String) {
    self.recorder = recorder
    self.path = path
    var state = State(keys: keys, writer: writer ?? LedgerWriter())
    _ = state.keys.lookAgain()
    if writer == nil {
      // Without it the next build only takes longer.
      try? FileSystem().replace(path, with: Array(state.writer.start.utf8), durably: false)
    }
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

  var writer: LedgerWriter { state.withLock { $0.writer } }
}
