import Diagnostics
import Emulation
import Host
import Subprocess
import SystemPackage

/// Runs a QEMU command line, and leaves no QEMU behind when kiln ends, however it does.
struct QEMURunner {
  let executable: String
  let arguments: [String]
  /// Where a file may lie while QEMU runs.
  let scratch: String
  /// QEMU's working folder; kiln's own when nil.
  var folder: String?
  /// A folder whose modules QEMU takes before its own.
  var moduleFolder: String?
  let console: Console
  let environment: ProcessEnvironment

  /// How a run ended.
  enum Ending: Sendable {
    /// The reader had enough, after so many seconds, in tenths.
    case over(String)
    case timedOut
    case exited(status: String, isSuccess: Bool)
  }

  /// What QEMU reads its standard input from.
  enum Keyboard: Sendable {
    case none
    /// What the reader types.
    case reader
    /// What the user types.
    case user
  }

  /// The guest's console is the user's terminal until QEMU ends.
  func attach() async throws(DiagnosticError) -> ExitStatus {
    let configuration = try configuration
    do {
      let result = try await Subprocess.run(
        configuration,
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      return result.terminationStatus.isSuccess ? .fine : .error
    } catch {
      throw DiagnosticError(.qemuFailed(executable, reason: String(describing: error)))
    }
  }

  /// Gives the console to `reader` until that has enough, `seconds` are over or QEMU ends.
  ///
  /// - Parameter seconds: without limit when nil.
  func run<Reader: ConsoleReader>(_ reader: Reader, keyboard: Keyboard, seconds: Int?)
    async throws(DiagnosticError) -> (reader: Reader, ending: Ending)
  {
    switch keyboard {
    case .none:
      try await run(reader, input: .none, seconds: seconds) { (_: Running<NoInput>, _) in }
    case .user:
      try await run(
        reader, input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false), seconds: seconds
      ) { (_: Running<FileDescriptorInput>, _) in }
    case .reader:
      try await run(reader, input: .inputWriter, seconds: seconds) { execution, typed in
        // A QEMU that has ended reads nothing: its console ends too, and that is what counts.
        _ = try? await execution.standardInputWriter.write(typed)
      }
    }
  }

  private typealias Running<Input: InputProtocol> = Execution<Input, SequenceOutput, FileDescriptorOutput>

  private func run<Reader: ConsoleReader, Input: InputProtocol>(
    _ start: Reader, input: Input, seconds: Int?, type: (Running<Input>, [UInt8]) async -> Void
  ) async throws(DiagnosticError) -> (reader: Reader, ending: Ending) {
    let configuration = try configuration
    let started = ContinuousClock.now
    do {
      let result = try await Subprocess.run(
        configuration, input: input, output: .sequence,
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
      ) { execution in
        // Ends the stream below when time is up.
        let alarm = Task {
          try await Task.sleep(for: seconds.map { .seconds($0) } ?? .seconds(Int32.max))
          try execution.send(signal: .kill)
          return true
        }
        var reader = start
        var isOver = false
        for try await chunk in execution.standardOutput {
          let reaction = reader.read(chunk.withUnsafeBytes { [UInt8]($0) })
          for notice in reaction.notices { console.progress("\(notice) after \(tenths(since: started)) s") }
          console.echo(reaction.shown)
          if !reaction.typed.isEmpty { await type(execution, reaction.typed) }
          isOver = reaction.isOver
          if isOver { break }
        }
        alarm.cancel()
        let isLate = (try? await alarm.value) ?? false
        // One that ends by itself closes its console first, and has a status to tell.
        if isOver || isLate { try? execution.send(signal: .kill) }
        return (reader: reader, isOver: isOver, isLate: isLate)
      }
      let end = result.closureResult
      if end.isOver { return (end.reader, .over(tenths(since: started))) }
      if end.isLate { return (end.reader, .timedOut) }
      let status = result.terminationStatus
      return (end.reader, .exited(status: String(describing: status), isSuccess: status.isSuccess))
    } catch {
      throw DiagnosticError(.qemuFailed(executable, reason: String(describing: error)))
    }
  }

  /// QEMU behind a guard, which sees to it that it ends with kiln.
  private var configuration: Configuration {
    get throws(DiagnosticError) {
      guard let qemu = environment.program(executable) else {
        throw DiagnosticError(.qemuFailed(executable, reason: "it is not in PATH"))
      }
      let own: Environment = moduleFolder.map { .inherit.updating(["QEMU_MODULE_DIR": $0]) } ?? .inherit
      return Configuration(
        executable: .path(FilePath(environment.programPath)),
        arguments: Arguments(["tool", "guard", "--lock", "\(scratch)/qemu.lock", "--", qemu] + arguments),
        environment: own, workingDirectory: folder.map { FilePath($0) })
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
      .qemuFailed, at: .commandLine, "\(executable) cannot be run: \(reason)",
      fix: "install QEMU (Debian: qemu-system-x86 or qemu-system-arm)")
  }
}
