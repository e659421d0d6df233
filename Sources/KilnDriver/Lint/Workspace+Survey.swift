import Diagnostics
import Manifests
import PlatformModel

extension Workspace {
  /// The platform as far as it can be resolved. Without a tools_def nothing is said of options, and the rest of
  /// it is as good.
  func survey(environment: ProcessEnvironment) throws(DiagnosticError) -> PlatformSurvey {
    let configuration = try configuration()
    let loader = ToolchainLoader(
      files: files, environment: environment, roots: WorkspaceRoots(absoluteRoots))
    let tools = try? loader.load(tag: configuration.toolchain, recording: RecordingFiles(files))
    return try PlatformResolver.survey(
      platform, configuration: configuration, tools: tools?.lines ?? [], siblings: siblings, files: files,
      roots: roots)
  }

  /// A file of `[UserExtensions.Kiln."…"]` sections that goes with the platform, its conditions decided by the
  /// platform's macros; nil where there is none.
  func companion(
    _ named: String?, in folder: String, of survey: PlatformSurvey, diagnostics: inout DiagnosticList
  ) throws(DiagnosticError) -> DSCFile? {
    guard let path = try companion(named, in: folder) else { return nil }
    let environment = MacroEnvironment(commandLine: survey.macros)
    let text = Preprocessor(.dsc, files: files, roots: roots).preprocess(
      path, environment: environment, diagnostics: &diagnostics)
    return text.map { DSCFile(parsing: $0, diagnostics: &diagnostics) }
  }
}
