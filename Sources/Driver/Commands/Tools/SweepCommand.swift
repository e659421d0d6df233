package import Diagnostics
import Host

/// `kiln tool sweep`: makes a temporary folder, says its path, and removes it when its standard input ends, see
/// `withTemporaryFolder`.
package struct SweepCommand: KilnCommand {
  package let context: Context
  /// The folder in which the new one is made.
  let folder: String

  package init(in folder: String, context: Context) {
    self.context = context
    self.folder = folder
  }

  /// QEMU ends at the same time and may still write.
  private static let attempts = 50

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    OwnProcess.ignoreEndingSignals()
    let made = try files.createTemporaryFolder(in: folder)
    console.print(made)
    OwnProcess.waitForEndOfInput()
    for _ in 0..<Self.attempts where files.kind(of: made) != nil {
      try? files.removeTree(made)
      if files.kind(of: made) != nil { try? await Task.sleep(for: .milliseconds(20)) }
    }
    return .fine
  }
}
