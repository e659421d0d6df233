import Diagnostics
import Emulation
import Subprocess
import SystemPackage

/// Runs a QEMU command line.
struct QEMURunner {
  let command: QEMUCommand
  let console: Console

  /// How waiting for a text ended.
  enum Outcome: Sendable {
    /// After so many seconds, in tenths.
    case matched(String)
    case timedOut(lastLines: [String])
    case ended(status: String, lastLines: [String])
  }

  /// The guest's console is the user's terminal until QEMU ends.
  func attach() async throws(DiagnosticError) -> ExitStatus {
    do {
      let result = try await run(
        .name(command.executable), arguments: Arguments(command.arguments),
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      return result.terminationStatus.isSuccess ? .fine : .error
    } catch {
      throw DiagnosticError(.qemuFailed(command.executable, reason: String(describing: error)))
    }
  }

  /// Reads the console until `text` comes, `seconds` are over or QEMU ends, and leaves no QEMU behind.
  func wait(for text: String, seconds: Int) async throws(DiagnosticError) -> Outcome {
    let started = ContinuousClock.now
    do {
      let result = try await run(
        .name(command.executable), arguments: Arguments(command.arguments), input: .none, output: .sequence,
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
      ) { execution in
        // Ends the stream below when time is up.
        let alarm = Task {
          try await Task.sleep(for: .seconds(seconds))
          try execution.send(signal: .kill)
          return true
        }
        var expectation = ConsoleExpectation(text)
        for try await chunk in execution.standardOutput {
          let bytes = chunk.withUnsafeBytes { [UInt8]($0) }
          console.echo(bytes)
          if expectation.read(bytes) == .matched { break }
        }
        alarm.cancel()
        let isLate = (try? await alarm.value) ?? false
        try? execution.send(signal: .kill)
        return (expectation: expectation, isLate: isLate)
      }
      let (expectation, isLate) = result.closureResult
      if expectation.verdict == .matched { return .matched(tenths(since: started)) }
      if isLate { return .timedOut(lastLines: expectation.lastLines) }
      return .ended(status: String(describing: result.terminationStatus), lastLines: expectation.lastLines)
    } catch {
      throw DiagnosticError(.qemuFailed(command.executable, reason: String(describing: error)))
    }
  }

  private func tenths(since start: ContinuousClock.Instant) -> String {
    let elapsed = start.duration(to: .now).components
    return "\(elapsed.seconds).\(elapsed.attoseconds / 100_000_000_000_000_000)"
  }
}

extension Diagnostic {
  static func qemuFailed(_ executable: String, reason: String) -> Diagnostic {
    Diagnostic(
      "qemu-failed", at: .commandLine, "\(executable) cannot be run: \(reason)",
      fix: "install QEMU (Debian: qemu-system-x86 or qemu-system-arm)")
  }
}
