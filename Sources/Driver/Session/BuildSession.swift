import ActionCache
import BuildGraph
import Diagnostics
import Host
import Manifests
import PlatformModel

/// One build of one platform. It goes through immutable stages, each made from the one before:
///
///     Resolved → Generated → Planned → Built → Packed → Written
///
/// Warnings of a stage go to the context, which shows them even if a later stage fails.
struct BuildSession: Sendable {
  let context: Context
  let workspace: Workspace
  let packing: PackingSelection
  let compile: CompileSelection
  let cacheSettings: ActionCacheSettings
  /// The build folder, if the user names one.
  let output: String?
  /// The disk, with a record of the files that affect the build.
  let recording: RecordingFiles

  /// - Throws: `cache-setting`, and what `Workspace` throws.
  init(
    _ selection: PlatformSelection, packing: PackingSelection, compile: CompileSelection = CompileSelection(),
    output: String?, context: Context
  ) throws(DiagnosticError) {
    self.context = context
    self.packing = packing
    self.compile = compile
    self.output = output
    cacheSettings = try ActionCacheSettings(compile, context.environment)
    workspace = try Workspace(selection, context)
    recording = RecordingFiles(context.manifests)
  }

  /// Resolves a platform whose modules are not compiled.
  func platform() throws(DiagnosticError) -> ResolvedPlatform {
    let (platform, warnings) = try workspace.resolve()
    context.warn(warnings)
    return platform
  }

  /// Resolves a platform and its tool chain.
  ///
  /// - Parameter runsScripts: whether PREBUILD and POSTBUILD are run; otherwise there is a warning for them.
  func resolve(runsScripts: Bool = false) throws(DiagnosticError) -> Resolved {
    let loader = ToolchainLoader(workspace, files: context.files, environment: context.environment)
    let (tools, choice) = try loader.load(workspace.selection, recording: recording)
    context.warn(tools.warnings + choice.warnings)
    recording.note(workspace.platform)
    let (model, warnings) = try workspace.resolveForBuilding(
      toolchain: choice.tag, tools: tools, files: recording)
    context.warn(warnings)
    if !runsScripts { warnOfScripts(model.platform) }
    let resolved = Resolved(
      session: self, model: model, toolsPath: tools.toolsPath,
      environmentNames: Self.environmentNames.union(tools.definition.environmentNames))
    try PathCheck.check(workspace.absoluteRoots + [resolved.folder])
    return resolved
  }

  /// Warns of scripts that this command does not run.
  func warnOfScripts(_ platform: ResolvedPlatform) {
    context.warn(platform.scripts.map { .buildScriptNotRun($0) })
  }

  /// The environment variables that every build uses.
  private static let environmentNames: Set<String> = [
    "PATH", "BUILD_CC", "BUILD_CXX", "EDK_TOOLS_PATH", "CONF_PATH", "SOURCE_DATE_EPOCH",
  ]

  /// Locks the build folder against other builds.
  func lock(_ folder: String) throws(DiagnosticError) -> BuildLock {
    try workspace.files.createFolder(folder)
    return try BuildLock("\(folder)/kiln.lock") { holder in
      context.console.progress("waiting for \(holder), which builds in \(folder)")
    }
  }

  /// The action cache, which the builds of a command share.
  ///
  /// - Throws: `program-missing`.
  func actionCache() throws(DiagnosticError) -> ActionCache {
    try context.actionCaches.cache(cacheSettings, context.environment)
  }

  /// Brings the files of a plan up to date.
  ///
  /// - Parameter targets: files that the plan makes; all if empty.
  @discardableResult
  func carryOut(
    _ plan: BuildPlan, _ targets: [String] = []
  ) async throws(DiagnosticError) -> ActionExecutor.Outcome {
    let date = workspace.files.bytes(of: "\(plan.environment.output)/\(CompilationDate.fileName)").map {
      CompilationDate(parsing: String(decoding: $0, as: UTF8.self))
    }
    let executor = ActionExecutor(
      plan: plan, compile: compile, cache: try actionCache(), usualJobs: workspace.selection.defaults.jobs,
      context: context,
      variables: date?.variables ?? [:], hasFixedDate: date?.isFixed ?? false)
    let outcome = try await executor.run(targets)
    let parts = [
      outcome.ran > 0 ? "\(outcome.ran) actions run" : nil,
      outcome.restored > 0 ? "\(outcome.restored) taken from the cache" : nil,
      compile.verifiesCache ? "\(outcome.verified) compared with the cache's" : nil,
    ].compactMap(\.self)
    if !parts.isEmpty { context.console.progress(parts.joined(separator: ", ")) }
    return outcome
  }
}
