import Foundation

/// A program that was started, leader of a process group of its own.
package final class RunningProgram {
  private let process = Process()
  private let scratch: Scratch
  private let command: String

  package init(
    _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws {
    scratch = try Scratch()
    command = "\(path) \(arguments.joined(separator: " "))"
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a pipe that nobody reads in time would stop the program.
    process.standardOutput = try scratch.handle("output")
    process.standardError = try scratch.handle("errors")
    try Self.withAllSignals { try process.run() }
  }

  package var isRunning: Bool { process.isRunning }
  package var identifier: Int32 { process.processIdentifier }
  /// What it has said up to now.
  package var errors: String { (try? scratch.text("errors")) ?? "" }

  /// Sends `signal` to it, or to its whole group.
  package func send(_ signal: Int32, toGroup: Bool) {
    if process.isRunning { kill(toGroup ? -process.processIdentifier : process.processIdentifier, signal) }
  }

  /// Waits for its end; one that is not done after `seconds` is killed and fails the test.
  package func wait(seconds: Double = 300) throws -> Program {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while process.isRunning {
      if Date() > deadline {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw Program.TimedOut(description: "\(command) took more than \(seconds) s")
      }
      usleep(5000)
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    return Program(
      output: try scratch.text("output"), errors: try scratch.text("errors"),
      status: process.terminationStatus + (isSignal ? 128 : 0))
  }

  /// A child inherits what its thread blocks, and the threads that tests run on block nearly all
  /// signals: QEMU's processors would never stop for its main loop.
  private static func withAllSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}
