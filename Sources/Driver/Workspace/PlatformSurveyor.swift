import Diagnostics
import Host
import Manifests
import PlatformModel
import Synchronization

/// Resolves platforms on the disk. What several of them read is read once.
struct PlatformSurveyor: Sendable {
  let context: Context
  private let shared = SharedReading()

  init(context: Context) { self.context = context }

  /// A platform, resolved as far as possible, with the folders that were searched.
  func survey(_ selection: PlatformSelection) throws(DiagnosticError) -> SurveyedPlatform {
    let subject = try prepare(selection)
    let workspace = subject.workspace
    var notes = subject.notes
    if let choice = subject.choice {
      try choice.checkTarget()
      notes += choice.warnings
      if !choice.definition.toolChains.contains(subject.configuration.toolchain) {
        notes.append(.toolchainUnknown(choice.tag, choice.definition, conf: choice.place))
      }
    }
    let survey = try PlatformResolver.survey(
      workspace.platform, configuration: subject.configuration, tools: subject.tools,
      siblings: workspace.siblings, manifests: shared.manifests(of: workspace, context))
    try workspace.requirePackages(DiagnosticError(survey.diagnostics))
    return SurveyedPlatform(
      survey: survey, selection: workspace.selection, roots: workspace.roots, files: context.manifests,
      problems: (notes + workspace.unsuited(survey.model.platform.architectures)).map(\.asWarning))
  }

  /// The lines that the platform reads, and the tool chains of the tree; nil if its DSC cannot be read.
  func read(_ selection: PlatformSelection) throws(DiagnosticError) -> ReadPlatform? {
    let subject = try prepare(selection)
    let definition = subject.choice?.definition
    return PlatformResolver.read(
      subject.workspace.platform, configuration: subject.configuration,
      families: definition?.families(of: subject.configuration.toolchain) ?? [],
      files: context.manifests, roots: subject.workspace.roots
    ).map { ReadPlatform(reading: $0, definition: definition) }
  }

  private struct Prepared {
    let workspace: Workspace
    var configuration: BuildConfiguration
    var choice: ToolchainChoice?
    var tools: [ToolDefinition] = []
    var notes: [Diagnostic] = []
  }

  private func prepare(_ selection: PlatformSelection) throws(DiagnosticError) -> Prepared {
    let workspace = try Workspace(selection, context)
    var prepared = Prepared(
      workspace: workspace,
      configuration: try workspace.configuration(toolchain: workspace.selection.toolchain))
    do throws(DiagnosticError) {
      let loader = ToolchainLoader(workspace, files: context.files, environment: context.environment)
      let loaded = try shared.tools(loader, context)
      let choice = ToolchainChoice(workspace.selection, loaded.definition)
      prepared.choice = choice
      prepared.configuration.toolchain = choice.definition.tag(choice.tag)
      prepared.configuration.baseTools = loaded.baseTools
      prepared.tools = loaded.lines
    } catch {
      prepared.notes = error.diagnostics
    }
    return prepared
  }
}

/// What the surveys of one command have in common. Variants can name workspaces of their own.
private final class SharedReading: Sendable {
  private let manifests = Mutex<[[String]: ManifestCache]>([:])
  private let tools = Mutex<[ToolsKey: Result<ToolchainLoader.Loaded, DiagnosticError>]>([:])

  private struct ToolsKey: Hashable {
    let roots: [String]
    let conf: String
  }

  func manifests(of workspace: Workspace, _ context: Context) -> ManifestCache {
    manifests.withLock { manifests in
      let roots = workspace.roots.folders
      let cache = manifests[roots] ?? ManifestCache(files: context.manifests, roots: workspace.roots)
      manifests[roots] = cache
      return cache
    }
  }

  /// The tools_def of a workspace. Others wait while one survey reads it.
  func tools(_ loader: ToolchainLoader, _ context: Context) throws(DiagnosticError) -> ToolchainLoader.Loaded
  {
    try tools.withLock { tools in
      let key = ToolsKey(roots: loader.roots.folders, conf: loader.conf.path)
      if let known = tools[key] { return known }
      let loaded = Result { () throws(DiagnosticError) in
        try loader.definition(recording: RecordingFiles(context.manifests))
      }
      tools[key] = loaded
      return loaded
    }.get()
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

/// The lines that a configuration of a platform reads.
struct ReadPlatform: Sendable {
  let reading: PlatformReading
  /// nil without a tools_def.
  let definition: ToolsDefinition?
}

extension ToolsDefinition {
  /// FAMILY and BUILDRULEFAMILY of a tool chain.
  func families(of toolchain: String) -> Set<String> {
    Set(["FAMILY", "BUILDRULEFAMILY"].compactMap { family(of: toolchain, attribute: $0)?.value })
  }

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
