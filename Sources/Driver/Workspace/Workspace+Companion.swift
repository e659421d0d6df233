import Diagnostics
import Manifests
import PlatformModel

extension Workspace {
  /// A file of `[UserExtensions.Kiln."…"]` sections for the platform, with conditions decided by the platform's
  /// macros; nil if there is none.
  func companion(
    _ named: String?, in folder: String, of survey: PlatformSurvey, diagnostics: inout DiagnosticList
  ) throws(DiagnosticError) -> DSCFile? {
    guard let path = try companion(named, in: folder) else { return nil }
    let environment = MacroEnvironment(commandLine: survey.macros)
    let text = Preprocessor(.dsc, files: manifests, roots: roots).preprocess(
      path, environment: environment, diagnostics: &diagnostics)
    return text.map { DSCFile(parsing: $0, diagnostics: &diagnostics) }
  }
}
