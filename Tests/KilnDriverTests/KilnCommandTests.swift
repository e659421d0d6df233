import Diagnostics
import Host
import Sizes
import Testing

@testable import KilnDriver

/// Not the one of Testing.
private typealias ExitStatus = Diagnostics.ExitStatus

/// What all commands do alike: warnings are kept, and the way to end follows from what was thrown.
@Suite struct KilnCommandTests {
  private struct Failing: KilnCommand {
    let context = Context(Console(isQuiet: true))
    let warnings: [Diagnostic]
    let errors: [Diagnostic]

    func execute() async throws(DiagnosticError) -> Diagnostics.ExitStatus {
      context.warn(warnings)
      if !errors.isEmpty { throw DiagnosticError(errors) }
      return .fine
    }
  }

  private func error(_ code: Diagnostic.Code) -> Diagnostic {
    Diagnostic(code, at: .commandLine, "a message of a test")
  }

  private func status(_ codes: Diagnostic.Code...) async -> ExitStatus {
    await Failing(warnings: [], errors: codes.map(error)).run()
  }

  @Test func endings() async {
    #expect(await status() == .fine)
    #expect(await status(.fileMissing) == .error)
    #expect(await status(.budgetExceeded) == .overBudget)
    #expect(await status(.comparisonMixed) == .usage)
    #expect(await status(.budgetExceeded, .fileMissing) == .error)
  }

  @Test func warningsAreShownWhenALaterPassFails() async {
    let warning = error(.fileMissing).asWarning
    let command = Failing(warnings: [warning], errors: [error(.budgetExceeded)])
    #expect(await command.run() == .overBudget)
    #expect(command.context.warnings.all == [warning])
    #expect(command.context.warnings.take().isEmpty)
  }

  @Test func theSameWarningIsTakenOnce() {
    let sink = WarningSink()
    let (one, other) = (error(.fileMissing).asWarning, error(.fileUnreadable).asWarning)
    sink.add([one])
    #expect(sink.take() == [one])
    sink.add([one, other])
    #expect(sink.take() == [other])
    #expect(sink.take().isEmpty)
    #expect(sink.all == [one, other])
  }
}
