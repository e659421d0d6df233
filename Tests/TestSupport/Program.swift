import Foundation

/// A program that ran to its end.
package struct Program: Sendable {
  package let output: String
  package let errors: String
  /// As the shell counts: 128 and the signal's number for one that a signal ended.
  package let status: Int32

  package struct TimedOut: Error, CustomStringConvertible {
    package let description: String
  }

  /// Runs `path`; one that is not done after `seconds` is killed and fails the test.
  package static func run(
    _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    seconds: Double = 300
  ) throws -> Program {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a pipe that nobody reads in time would stop the program.
    process.standardOutput = try scratch.handle("output")
    process.standardError = try scratch.handle("errors")
    try withAllSignals { try process.run() }
    let deadline = Date(timeIntervalSinceNow: seconds)
    while process.isRunning {
      if Date() > deadline {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw TimedOut(description: "\(path) \(arguments.joined(separator: " ")) took more than \(seconds) s")
      }
      usleep(5000)
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    return Program(
      output: try scratch.text("output"), errors: try scratch.text("errors"),
      status: process.terminationStatus + (isSignal ? 128 : 0))
  }

  /// The kiln under test, in a folder of its own unless `folder` names one.
  package static func kiln(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    seconds: Double = 300
  ) throws -> Program {
    try run(Provided.kiln(), arguments, in: folder, environment: environment, seconds: seconds)
  }

  /// One of `Tests/Oracles`.
  package static func oracle(_ script: String, _ arguments: [String]) throws -> Program {
    let program = try run(Provided.python(), ["\(Provided.root)/Tests/Oracles/\(script)"] + arguments)
    guard program.status == 0 else {
      throw TimedOut(description: "\(script) ended with \(program.status): \(program.errors)")
    }
    return program
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
