/// The exit status of kiln, the same for every command.
package enum ExitStatus: Int32, Sendable {
  case fine = 0
  case error = 1
  /// A device, volume or module exceeds its budget.
  case overBudget = 2
  /// `diff` found a difference.
  case differs = 3
  /// The command line is invalid (EX_USAGE of sysexits.h).
  case usage = 64

  /// The status of several parts: an error if one has ended with an error, otherwise that of the first that is not fine.
  package init(of parts: [ExitStatus]) {
    self = parts.contains(.error) ? .error : parts.first { $0 != .fine } ?? .fine
  }

  /// The exit status of a run with these diagnostics.
  ///
  /// An exceeded budget and a usage error only count if there is no other error.
  package init(_ diagnostics: [Diagnostic]) {
    let endings = Set(diagnostics.filter { $0.severity == .error }.map(\.code.ending))
    self = endings.isEmpty ? .fine : endings.count == 1 ? endings.first ?? .error : .error
  }
}
