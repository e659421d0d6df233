import Diagnostics

extension Driver {
  /// `kiln boot`.
  package func boot(_ selection: BootSelection) async -> ExitStatus { .error }
}
