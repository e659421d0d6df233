import Diagnostics
import Emulation
import Host
import Subprocess
import SystemPackage

/// Runs a QEMU command line. QEMU is ended in whatever way kiln ends.
struct QEMURunner {
  let executable: String
  let arguments: [String]
  /// The folder for temporary files of the run.
  let scratch: String
  /// QEMU's working folder; nil for that of kiln.
  var folder: String?
  /// A folder of modules that take precedence over QEMU's own.
  var moduleFolder: String?
  let console: Console
  let environment: ProcessEnvironment

  /// The way a run ended.
  enum Ending: Sendable {
    /// The reader is satisfied, after this time in seconds with one decimal.
    case over(String)
    case timedOut
    case exited(status: String, isSuccess: Bool)
  }

  /// The source of QEMU's standard input.
  enum Keyboard: Sendable {
    case none
    /// Input from the reader.
    case reader
    /// Input from the user.
    case user
  }

  /// The release of a QEMU program; nil if it prints none.
  static func version(of executable: String, environment: ProcessEnvironment)
    async throws(DiagnosticError) -> QEMUVersion?
  {
    guard environment.program(executable) != nil else {
      throw DiagnosticError(.qemuFailed(executable, reason: "it is not in PATH"))
    }
    let program = try HostProgram(
      executable, role: "emulates the machine", package: DebianPackage.containing(executable),
      environment: environment)
    return QEMUVersion(inOutput: try await program.run(["--version"]).text)
  }

  /// Connects the guest's console to the user's terminal until QEMU ends.
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

  /// Passes the console to `reader` until it is satisfied, the time is up, or QEMU ends.
  ///
  /// - Parameter seconds: the time limit; nil for none.
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
        // If QEMU has ended, writing fails; the end of its console is handled below.
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
        // Ends the stream below when the time is up.
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
        // If QEMU ended by itself, its console closed first, and its exit status is available.
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

  /// QEMU started through `kiln tool guard`, which ends it when kiln ends.
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
      fix: "install QEMU (Debian: \(DebianPackage.containing(executable)))")
  }
}
