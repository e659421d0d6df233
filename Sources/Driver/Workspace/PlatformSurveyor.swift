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
    var configuration = try workspace.configuration(toolchain: workspace.selection.toolchain)
    var choice: ToolchainChoice?
    var tools: [ToolDefinition] = []
    var notes: [Diagnostic] = []
    do throws(DiagnosticError) {
      let loader = ToolchainLoader(workspace, files: context.files, environment: context.environment)
      let loaded = try loader.definition(recording: RecordingFiles(context.manifests))
      choice = ToolchainChoice(workspace.selection, loaded.definition)
      tools = loaded.lines
    } catch {
      notes += error.diagnostics
    }
    if let choice {
      try choice.checkTarget()
      configuration.toolchain = choice.definition.tag(choice.tag)
      notes += choice.warnings
      if !choice.definition.toolChains.contains(configuration.toolchain) {
        notes.append(.toolchainUnknown(choice.tag, choice.definition, conf: choice.place))
      }
    }
    let survey = try PlatformResolver.survey(
      workspace.platform, configuration: configuration, tools: tools, siblings: workspace.siblings,
      files: context.manifests, roots: workspace.roots)
    return SurveyedPlatform(
      survey: survey, selection: workspace.selection, roots: workspace.roots, files: context.manifests,
      problems: (notes + workspace.unsuited(survey.model.platform.architectures)).map(\.asWarning))
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
