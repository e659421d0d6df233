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

  /// What a run with these diagnostics ends with.
  ///
  /// A budget that is exceeded and a usage error count only when no other error was found.
  package init(_ diagnostics: [Diagnostic]) {
    let endings = Set(diagnostics.filter { $0.severity == .error }.map(\.code.ending))
    self = endings.isEmpty ? .fine : endings.count == 1 ? endings.first ?? .error : .error
  }
}
