import Diagnostics
import Host
import Manifests
import PlatformModel

/// Resolves platforms on the disk, or in a commit of the workspace's repository.
struct PlatformSurveyor {
  let context: Context

  /// A platform, resolved as far as possible, with the folders that were searched.
  func survey(_ selection: PlatformSelection) throws(DiagnosticError) -> SurveyedPlatform {
    let workspace = try Workspace(selection, context)
    var configuration = try workspace.configuration()
    var tools: [ToolDefinition] = []
    var notes: [Diagnostic] = []
    do throws(DiagnosticError) {
      let loader = ToolchainLoader(
        files: context.files, environment: context.environment,
        roots: WorkspaceRoots(workspace.absoluteRoots))
      let definition = try loader.definition(recording: RecordingFiles(context.manifests))
      configuration.toolchain = definition.definition.tag(configuration.toolchain)
      tools = definition.lines
      if !definition.definition.toolChains.contains(configuration.toolchain) {
        notes.append(.toolchainUnknown(configuration.toolchain, definition.definition))
      }
    } catch {
      notes += error.diagnostics
    }
    let survey = try PlatformResolver.survey(
      workspace.platform, configuration: configuration, tools: tools, siblings: workspace.siblings,
      files: context.manifests, roots: workspace.roots)
    return SurveyedPlatform(
      survey: survey, selection: selection, roots: workspace.roots, files: context.manifests,
      problems: notes.map(\.asWarning))
  }
}

/// A resolved platform, with its files.
struct SurveyedPlatform: Sendable {
  var survey: PlatformSurvey
  var selection: PlatformSelection
  var roots: WorkspaceRoots
  /// Access to its manifests.
  var files: any ManifestFiles
  /// Errors because of which build options are unknown.
  var problems: [Diagnostic]
}

extension ToolsDefinition {
  /// The tag itself, or the one that the tree has instead: edk2 renamed GCC5 to GCC, and later removed the old
  /// name.
  func tag(_ wanted: String) -> String {
    let chains = toolChains
    if chains.contains(wanted) { return wanted }
    if wanted == "GCC5", chains.contains("GCC") { return "GCC" }
    if wanted == "GCC", chains.contains("GCC5") { return "GCC5" }
    return wanted
  }
}
