import Foundation

/// A program that ran to its end.
package struct Program: Sendable {
  package let output: String
  package let errors: String
  /// As the shell counts: 128 and the signal's number for one that a signal ended.
  package let status: Int32

  package init(output: String, errors: String, status: Int32) {
    self.output = output
    self.errors = errors
    self.status = status
  }

  package struct TimedOut: Error, CustomStringConvertible {
    package let description: String
  }

  /// Runs `path`; one that is not done after `seconds` is killed and fails the test.
  package static func run(
    _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    seconds: Double = 300
  ) throws -> Program {
    try RunningProgram(path, arguments, in: folder, environment: environment).wait(seconds: seconds)
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
}
