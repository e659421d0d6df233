import Diagnostics
import Host
import Subprocess
import SystemPackage

/// `kiln-page`, which fills the templates of pages. It is in the folder of kiln.
struct PageProgram {
  private let path: String
  /// The text of the template.
  private let template: String

  /// The maximum size of a page in bytes.
  private static let largestPage = 1 << 28

  /// - Parameter page: the name of the template: `Templates/<page>.html.mustache`.
  /// - Throws: `page-program-missing`, `page-template-missing`.
  init(_ page: String, files: FileSystem, environment: ProcessEnvironment) throws(DiagnosticError) {
    path = FilePath(environment.programPath).removingLastComponent().appending("kiln-page").string
    guard files.kind(of: path) == .file else { throw DiagnosticError(.pageProgramMissing(path)) }
    let name = "Templates/\(page).html.mustache"
    guard let home = Workspace.homes(holding: name, .file, files, environment: environment).first else {
      throw DiagnosticError(.pageTemplateMissing(name, program: environment.programPath))
    }
    template = String(decoding: try files.contents(of: "\(home)/\(name)"), as: UTF8.self)
  }

  /// The page for a request that is made from the template.
  func page(_ request: (_ template: String) -> String) async throws(DiagnosticError) -> [UInt8] {
    do {
      let result = try await run(
        .path(FilePath(path)), input: .string(request(template)), output: .bytes(limit: Self.largestPage),
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
      .pageProgramMissing, at: .file(path),
      "expected kiln-page, which fills the templates of pages, found no file",
      fix: "put kiln-page beside kiln; 'make build' builds both")
  }

  static func pageTemplateMissing(_ name: String, program: String) -> Diagnostic {
    Diagnostic(
      .pageTemplateMissing, at: .file(name), "the template of the page does not exist",
      notes: [Note("looked in the working folder, in the folders above \(program), and in their share/kiln")],
      fix: "install kiln's Templates in the folder that contains its Platforms")
  }

  static func pageProgramFailed(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .pageProgramFailed, at: .file(path), "kiln-page failed: \(reason)",
      fix: "restore kiln's own template, and use the kiln-page that was built together with this kiln")
  }
}
