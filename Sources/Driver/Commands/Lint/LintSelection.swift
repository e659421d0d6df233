import Diagnostics

/// The options of `kiln lint`.
package struct LintSelection: Sendable {
  /// A file with the platform's policy and waivers; nil for kiln's own file for it, if any.
  package var policy: String?
  /// The lowest severity that is shown; other findings are only counted.
  package var level: Level
  /// Warnings fail the run.
  package var warningsAreErrors: Bool

  package enum Level: String, Sendable, CaseIterable {
    case error, warning, note
  }

  package init(policy: String?, level: Level, warningsAreErrors: Bool) {
    self.policy = policy
    self.level = level
    self.warningsAreErrors = warningsAreErrors
  }

  var severity: Diagnostic.Severity {
    switch level {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
