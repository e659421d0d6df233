package import Diagnostics

/// How kiln ends, the same for every command.
package enum ExitStatus: Int32, Sendable {
  case fine = 0
  case error = 1
  /// A volume, device or module is larger than it may be.
  case overBudget = 2
  /// `diff` found a difference.
  case differs = 3
  /// The command line makes no sense (EX_USAGE of sysexits.h).
  case usage = 64

  /// What a run with these diagnostics ends with: an overflow counts only when nothing else is wrong.
  package init(_ diagnostics: [Diagnostic]) {
    let errors = diagnostics.filter { $0.severity == .error }
    let budgetCodes: Set = [
      "fv-overflow", "fd-overflow", "budget-exceeded", "budget-reserve", "budget-growth",
    ]
    let usageCodes: Set = [
      "definition-malformed", "comparison-mixed", "diff-format", "growth-malformed", "base-without-history",
      "compressor-unknown", "budgets-without-platform",
    ]
    if errors.isEmpty {
      self = .fine
    } else if errors.allSatisfy({ usageCodes.contains($0.code) }) {
      self = .usage
    } else {
      self = errors.allSatisfy { budgetCodes.contains($0.code) } ? .overBudget : .error
    }
  }
}
