package import Diagnostics
import Subprocess
import SystemPackage

/// A program of the host that is run to its end for its output.
package struct HostProgram {
  package let path: String

  /// - Throws: `program-missing`.
  package init(_ name: String, role: String, package: String, environment: ProcessEnvironment)
    throws(DiagnosticError)
  {
    guard let path = environment.program(name) else {
      throw DiagnosticError(.programMissing(name, role: role, packages: package))
    }
    self.path = path
  }

  package struct Result: Sendable {
    package let output: [UInt8]
    package let errors: String
    package let isSuccess: Bool

    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs the program and waits for its end.
  ///
  /// - Parameters:
  ///   - variables: added to kiln's own environment.
  ///   - input: the bytes for its standard input.
  ///   - limit: the maximum size of its output in bytes.
  /// - Throws: `program-failed` if it cannot be started or prints more than `limit`. A non-zero exit status is
  ///   no error here.
  package func run(
    _ arguments: [String], in folder: String? = nil, environment variables: [String: String] = [:],
    input: [UInt8] = [], limit: Int = 1 << 20
  ) async throws(DiagnosticError) -> Result {
    var environment: [Environment.Key: String?] = [:]
    for (name, value) in variables { environment[Environment.Key(stringLiteral: name)] = value }
    // kiln parses the output, so it must not be translated.
    environment["LC_ALL"] = "C"
    do {
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments),
        environment: .inherit.updating(environment), workingDirectory: folder.map { FilePath($0) },
        input: .array(input), output: .bytes(limit: limit), error: .string(limit: 1 << 16))
      return Result(
        output: result.standardOutput, errors: result.standardError,
        isSuccess: result.terminationStatus.isSuccess)
    } catch {
      throw DiagnosticError(.programFailed(path, reason: String(describing: error)))
    }
  }
}

extension Diagnostic {
  /// - Parameter packages: the Debian packages that contain it.
  package static func programMissing(
    _ name: String, role: String, packages: String
  ) -> Diagnostic {
    Diagnostic(
      .programMissing, at: .commandLine, "'\(name)' is not installed or not in PATH; it \(role)",
      fix: "install it (Debian: \(packages))")
  }

  package static func programFailed(_ name: String, reason: String) -> Diagnostic {
    Diagnostic(
      .programFailed, at: .commandLine, "\(name) cannot be run: \(reason)",
      fix: "run it by hand in a shell to see why it fails")
  }
}
