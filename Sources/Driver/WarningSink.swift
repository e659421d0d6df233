package import Diagnostics
import Synchronization

/// What the stages of a command have found that stops nobody: each warning once, in the order in which it was found.
///
/// A stage that fails throws its errors alone. Warnings live here, so that they are shown all the same.
package final class WarningSink: Sendable {
  private struct State {
    var found = DiagnosticList()
    var shown = 0
  }

  private let state = Mutex(State())

  package init() {}

  package func add(_ diagnostics: [Diagnostic]) {
    state.withLock { $0.found.add(contentsOf: diagnostics) }
  }

  /// All, shown or not.
  package var all: [Diagnostic] { state.withLock { $0.found.all } }

  /// Those that were not taken before; whoever takes them shows them.
  package func take() -> [Diagnostic] {
    state.withLock { state in
      defer { state.shown = state.found.all.count }
      return Array(state.found.all[state.shown...])
    }
  }
}
