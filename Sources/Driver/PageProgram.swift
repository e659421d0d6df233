import Diagnostics
import Host
import Subprocess
import SystemPackage

/// `kiln-page`, which fills the templates of pages and lies where kiln lies.
struct PageProgram {
  let path: String

  /// Larger pages are none that a browser would show.
  private static let largestPage = 1 << 28

  /// - Throws: `page-program-missing`.
  init(files: FileSystem, environment: ProcessEnvironment) throws(DiagnosticError) {
    path = FilePath(environment.programPath).removingLastComponent().appending("kiln-page").string
    guard files.kind(of: path) == .file else { throw DiagnosticError(.pageProgramMissing(path)) }
  }

  /// The page that a request asks for.
  func page(_ request: String) async throws(DiagnosticError) -> [UInt8] {
    do {
      let result = try await run(
        .path(FilePath(path)), input: .string(request), output: .bytes(limit: Self.largestPage),
        error: .string(limit: 1 << 12))
      guard result.terminationStatus.isSuccess else {
        throw DiagnosticError(.pageProgramFailed(path, reason: result.standardError))
      }
      return result.standardOutput
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.pageProgramFailed(path, reason: String(describing: error)))
    }
  }
}

extension Diagnostic {
  static func pageProgramMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .pageProgramMissing, at: .file(path), "the program that fills the templates of pages is not here",
      fix: "put kiln-page beside kiln; 'make build' builds both")
  }

  static func pageProgramFailed(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .pageProgramFailed, at: .file(path), "no page was made: \(reason)",
      fix: "put kiln's own template back, and the kiln-page that was built with this kiln")
  }
}
