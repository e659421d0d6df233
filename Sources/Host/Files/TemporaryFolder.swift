package import Diagnostics
import Subprocess
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ProcessEnvironment {
  /// Calls `body` with a new temporary folder, which is removed in whatever way kiln ends.
  ///
  /// `kiln tool sweep` makes the folder when no signal can end it any more, and says its path. It waits for the end of its
  /// standard input, a pipe that the system closes when kiln ends, also by SIGINT, SIGTERM or SIGKILL, and then removes the
  /// folder.
  ///
  /// - Throws: what `body` throws; `output-unwritable`, `program-failed`.
  package func withTemporaryFolder<Value: Sendable>(
    _ body: @Sendable (String) async throws(DiagnosticError) -> Value
  ) async throws(DiagnosticError) -> Value {
    let outcome: Result<Value, DiagnosticError>?
    do {
      outcome = try await Subprocess.run(
        .path(FilePath(programPath)), arguments: Arguments(["tool", "sweep", temporaryFolder]),
        input: .inputWriter, output: .sequence, error: .discarded
      ) { execution in
        var line: [UInt8] = []
        for try await chunk in execution.standardOutput {
          line += chunk.withUnsafeBytes { [UInt8]($0) }
          if line.last == UInt8(ascii: "\n") { break }
        }
        guard line.popLast() != nil else { return nil }
        let outcome: Result<Value, DiagnosticError>
        do throws(DiagnosticError) {
          outcome = .success(try await body(String(decoding: line, as: UTF8.self)))
        } catch {
          outcome = .failure(error)
        }
        try? await execution.standardInputWriter.finish()
        return outcome
      }.closureResult
    } catch {
      throw DiagnosticError(.programFailed(programPath, reason: String(describing: error)))
    }
    if let outcome { return try outcome.get() }
    // The reason why there is no folder.
    let folder = try FileSystem().createTemporaryFolder(in: temporaryFolder)
    defer { try? FileSystem().removeTree(folder) }
    return try await body(folder)
  }
}

extension OwnProcess {
  /// Has the signals that end the processes of a terminal not end this one.
  package static func ignoreEndingSignals() {
    for ignored in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { signal(ignored, SIG_IGN) }
  }

  /// Waits for the end of standard input.
  package static func waitForEndOfInput() {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 0 || count < 0 && errno != EINTR { return }
    }
  }
}
