import Diagnostics
import Subprocess
import SystemPackage

/// A program of the machine that is run to its end for what it prints.
struct HostProgram {
  let path: String

  /// - Throws: `program-missing`.
  init(_ name: String, role: String, package: String, environment: ProcessEnvironment)
    throws(DiagnosticError)
  {
    guard let path = environment.program(name) else {
      throw DiagnosticError(.programMissing(name, role: role, packages: package))
    }
    self.path = path
  }

  struct Result: Sendable {
    let output: [UInt8]
    let errors: String
    let isSuccess: Bool

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// - Parameters:
  ///   - input: what it reads on standard input.
  ///   - limit: how many bytes it may print.
  func run(_ arguments: [String], in folder: String? = nil, input: [UInt8] = [], limit: Int = 1 << 20)
    async throws(DiagnosticError) -> Result
  {
    do {
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments),
        // Words that kiln reads are to be the untranslated ones.
        environment: .inherit.updating(["LC_ALL": "C"]), workingDirectory: folder.map { FilePath($0) },
        input: .array(input), output: .bytes(limit: limit), error: .string(limit: 1 << 16))
      return Result(
        output: result.standardOutput, errors: result.standardError,
        isSuccess: result.terminationStatus.isSuccess)
    } catch {
      throw DiagnosticError(.programFailed(path, reason: String(describing: error)))
    }
  }
}
