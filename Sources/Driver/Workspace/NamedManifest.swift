import Diagnostics
import Host
import Manifests

/// A file with only `[UserExtensions.Kiln…]` sections, in the language of a DSC, that a user names: by its path, or as
/// one of kiln's own by its name in a folder of `Platforms`.
struct NamedManifest {
  let path: String
  /// Where its `!include` statements are looked for.
  private let roots: WorkspaceRoots

  /// - Parameters:
  ///   - folder: below `Platforms`, such as `families`.
  ///   - unknown: makes the error from the names that kiln has.
  init(
    _ name: String, in folder: String, context: Context, unknown: (_ known: [String]) -> Diagnostic
  ) throws(DiagnosticError) {
    let files = context.files
    let homes = Workspace.homes(holding: "Platforms", .folder, files, environment: context.environment)
    let candidates = [name] + homes.map { "\($0)/Platforms/\(folder)/\(name).dsc.inc" }
    guard let path = candidates.first(where: { files.kind(of: $0) == .file }) else {
      let known = homes.flatMap { (try? files.list("\($0)/Platforms/\(folder)")) ?? [] }
      throw DiagnosticError(unknown(known.map { String($0.prefix { $0 != "." }) }))
    }
    self.path = path
    roots = WorkspaceRoots(["."] + homes)
  }

  func parse(_ context: Context, diagnostics: inout DiagnosticList) throws(DiagnosticError) -> DSCFile {
    let preprocessor = Preprocessor(.dsc, files: context.manifests, roots: roots)
    guard let text = preprocessor.preprocess(path, diagnostics: &diagnostics) else {
      throw DiagnosticError(diagnostics.all)
    }
    return DSCFile(parsing: text, diagnostics: &diagnostics)
  }
}
