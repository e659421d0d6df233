package import Diagnostics
import Synchronization

/// The warnings of all stages of a command, without duplicates, in the order in which they were found.
///
/// A stage that fails throws only its errors. Warnings are kept here, so that they are shown too.
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

  /// All warnings, whether they were shown or not.
  package var all: [Diagnostic] { state.withLock { $0.found.all } }

  /// Returns the warnings that were not taken before. The caller shows them.
  package func take() -> [Diagnostic] {
    state.withLock { state in
      defer { state.shown = state.found.all.count }
      return Array(state.found.all[state.shown...])
    }
  }
}
