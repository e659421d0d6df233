import Diagnostics

/// What `kiln lint` is asked.
package struct LintSelection: Sendable {
  /// A file with the platform's policy and waivers; nil for the one that kiln has for it, if any.
  package var policy: String?
  /// What is less grave is counted and not shown.
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
