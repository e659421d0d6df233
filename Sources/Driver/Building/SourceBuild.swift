import AutoGen
import BuildGraph
import Bytes
import Diagnostics
import Host
import Manifests
import Packaging
import PlatformModel
import Vocabulary

/// A platform on its way from manifests to compiled modules: each pass takes what the one before made
/// final.
struct SourceBuild {
  let workspace: Workspace
  let packing: PackingSelection
  let compile: CompileSelection
  let output: String?
  let console: Console
  let environment: ProcessEnvironment
  /// The disk for everything that decides what is built.
  let recording: RecordingFiles
  private(set) var warnings: [Diagnostic] = []
  private var environmentNames: Set<String> = [
    "PATH", "BUILD_CC", "BUILD_CXX", "EDK_TOOLS_PATH", "CONF_PATH",
  ]
  private(set) var toolsPath = ""

  init(
    _ workspace: Workspace, packing: PackingSelection, compile: CompileSelection, output: String?,
    console: Console, environment: ProcessEnvironment
  ) throws(DiagnosticError) {
    self.workspace = workspace
    self.packing = packing
    self.compile = compile
    self.output = output
    self.console = console
    self.environment = environment
    recording = RecordingFiles(workspace.files)
  }

  /// Manifests and tool chain to a platform, every decision made.
  mutating func resolve() throws(DiagnosticError) -> BuildModel {
    let loader = ToolchainLoader(
      files: workspace.files, environment: environment, roots: WorkspaceRoots(workspace.absoluteRoots))
    let tools = try loader.load(tag: workspace.selection.toolchain, recording: recording)
    toolsPath = tools.toolsPath
    environmentNames.formUnion(tools.definition.environmentNames)
    recording.note(workspace.platform)
    let (model, found) = try workspace.resolveForBuilding(tools: tools.lines, files: recording)
    warnings += tools.warnings + found
    try PathCheck.check(workspace.absoluteRoots + [folder(of: model.platform)])
    return model
  }

  /// The build folder, absolute.
  func folder(of platform: ResolvedPlatform) -> String {
    workspace.files.absolute(workspace.outputFolder(of: platform, output: output))
  }

  /// Where the platform is built unless the user names another folder, absolute.
  func usualFolder(of platform: ResolvedPlatform) -> String {
    workspace.files.absolute(workspace.outputFolder(of: platform, output: nil))
  }

  func lock(_ folder: String) throws(DiagnosticError) -> BuildLock {
    try workspace.files.createFolder(folder)
    return try BuildLock("\(folder)/kiln.lock") { holder in
      console.progress("waiting for \(holder), which builds in \(folder)")
    }
  }

  func summary(_ model: BuildModel) -> String {
    let modules = model.architectures.reduce(0) { $0 + $1.modules.count }
    let libraries = model.architectures.reduce(0) { $0 + $1.libraries.count }
    return "\(modules) modules, \(libraries) libraries, \(model.toolchain.tag) \(model.platform.target)"
  }

  /// Brings what the build graph makes up to date.
  func compile(in folder: String) async throws(DiagnosticError) {
    let runner = NinjaRunner(folder: folder, selection: compile, console: console, environment: environment)
    let commands = try await runner.run()
    if commands > 0 { console.progress("\(commands) commands run") }
  }

  /// Removes what building the platform made.
  mutating func clean() throws(DiagnosticError) -> ExitStatus {
    let model = try resolve()
    let folder = folder(of: model.platform)
    guard workspace.files.kind(of: folder) == .folder else { return .fine }
    // Only what a build made is taken for a build folder.
    guard
      ["build.ninja", "kiln.lock", "GlobalVar.bin"].contains(where: {
        workspace.files.kind(of: "\(folder)/\($0)") != nil
      })
    else { throw DiagnosticError(.notABuildFolder(folder)) }
    let lock = try lock(folder)
    defer { lock.release() }
    try workspace.files.removeTree(folder)
    return .fine
  }
}

extension SourceBuild {
  /// What decides which record is meant: everything said, and which kiln it is.
  private var identity: String {
    let selection = workspace.selection
    let parts: [String] =
      [kilnVersion, FileSignature(of: environment.programPath).text, workspace.platform]
      + workspace.absoluteRoots + selection.architectures.map(\.name)
      + [selection.target.name, selection.toolchain, output ?? "-", packing.lzmaTool ?? "-"]
      + selection.defines.map { "-D\($0)" } + selection.pcds.map { "--pcd \($0)" }
      + compile.launcher.map { "--launcher \($0)" } + compile.pathMap.map { "--path-map \($0)" }
      + [compile.isReproducible ? "--reproducible" : ""]
    return parts.joined(separator: "\n")
  }

  private var recordPath: String {
    let base = output.map(workspace.files.absolute) ?? "\(workspace.absoluteRoots[0])/Build"
    // Only a file name; the record itself holds the whole text.
    let hash = Checksum.fnv1a(identity.utf8)
    return "\(base)/.kiln/\(String(hash, radix: 16)).record"
  }

  /// The record of the same build done before. What it read may have changed since.
  func record() -> BuildRecord? {
    guard case .bytes(let bytes) = workspace.files.read(recordPath), let record = BuildRecord(parsing: bytes),
      record.selection == identity
    else { return nil }
    let isSame = record.environment.allSatisfy { line in
      let name = line.split(separator: "=", maxSplits: 1).first.map(String.init) ?? line
      return line == Self.assignment(name, environment[name])
    }
    return isSame ? record : nil
  }

  /// Leaves a record of a build that came to its end.
  ///
  /// What was generated counts as read: it is of this build only as long as no other, with other options,
  /// has generated its own into the same folder.
  func remember(
    _ plan: BuildPlan, generated: GeneratedSources, images: [String], text: String, json: String,
    folder: String
  ) {
    let outputs = images + plan.results.filter { !$0.isLibrary }.flatMap(\.files)
    let made = generated.paths.map { "\(folder)/\($0)" } + ["\(folder)/build.ninja"]
    let record = BuildRecord(
      selection: identity,
      environment: environmentNames.sorted().map { Self.assignment($0, environment[$0]) }, folder: folder,
      inputs: recording.all.map { BuildRecord.File(path: $0.path, signature: $0.signature) }
        + made.map { BuildRecord.File($0) },
      outputs: outputs.map { BuildRecord.File($0) }, text: text, json: json)
    // Without a record the next build only takes longer.
    try? workspace.files.replace(recordPath, with: record.bytes)
  }

  private static func assignment(_ name: String, _ value: String?) -> String {
    value.map { "\(name)=\($0)" } ?? name
  }
}

extension Diagnostic {
  static func notABuildFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .notABuildFolder, at: .file(path), "nothing in it says that a build made it, so it is not removed",
      fix: "remove it yourself if it may go")
  }
}
