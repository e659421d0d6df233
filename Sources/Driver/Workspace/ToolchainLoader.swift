import BaseTools
import Diagnostics
import Host
import Manifests
import PlatformModel

/// The tool chain configuration of a workspace.
struct ToolchainLoader {
  let files: FileSystem
  let environment: ProcessEnvironment
  /// Absolute folders, the workspace first.
  let roots: WorkspaceRoots
  let conf: ConfFolder

  init(_ workspace: Workspace, files: FileSystem, environment: ProcessEnvironment) {
    self.files = files
    self.environment = environment
    roots = WorkspaceRoots(workspace.absoluteRoots)
    conf = workspace.conf
  }

  /// A parsed tools_def.
  struct Loaded: Sendable {
    var definition: ToolsDefinition
    var lines: [ToolDefinition]
    /// The folder of BaseTools, for `$(EDK_TOOLS_PATH)`.
    var toolsPath: String
    var baseTools: BaseToolsRevision
    var warnings: [Diagnostic]
  }

  /// Loads Conf/tools_def.txt if the workspace has one, otherwise the template of BaseTools. Nothing is written
  /// to Conf.
  ///
  /// - Returns: also the tag of the tool chain.
  /// - Throws: `toolchain-unknown` and `target-unknown` if tools_def does not define what `selection` names.
  func load(_ selection: PlatformSelection, recording: RecordingFiles) throws(DiagnosticError) -> (
    tools: Loaded, choice: ToolchainChoice
  ) {
    let loaded = try definition(recording: recording)
    let choice = ToolchainChoice(selection, loaded.definition)
    guard loaded.definition.toolChains.contains(choice.tag) else {
      throw DiagnosticError(.toolchainUnknown(choice.tag, loaded.definition, conf: choice.place))
    }
    try choice.checkTarget()
    return (loaded, choice)
  }

  /// Loads the definition without checking for a tool chain.
  func definition(recording: RecordingFiles) throws(DiagnosticError) -> Loaded {
    let toolsPath = try toolsFolder()
    let path = try configuration(toolsPath: toolsPath, recording: recording)
    recording.note(path)
    var variables = environment.all
    variables["WORKSPACE"] = roots.folders[0]
    variables["EDK_TOOLS_PATH"] = toolsPath
    var diagnostics = DiagnosticList()
    let file = SourceFile(path: path, bytes: try files.contents(of: path))
    let revision = BaseToolsRevision { recording.bytes(of: "\(toolsPath)/\($0)") }
    let definition = ToolsDefinition(
      parsing: file, environment: variables, files: recording, roots: roots,
      rejectsComments: revision.has(.inlineComments), diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return Loaded(
      definition: definition, lines: definition.lines, toolsPath: toolsPath, baseTools: revision,
      warnings: diagnostics.all + [.baseToolsUnknown(revision, in: toolsPath)].compactMap(\.self))
  }

  private func toolsFolder() throws(DiagnosticError) -> String {
    if let folder = environment["EDK_TOOLS_PATH"], files.kind(of: "\(folder)/Conf") == .folder {
      return files.absolute(folder)
    }
    for root in roots.folders where files.kind(of: "\(root)/BaseTools/Conf") == .folder {
      return "\(root)/BaseTools"
    }
    throw DiagnosticError(.baseToolsMissing(roots.folders))
  }

  private func configuration(toolsPath: String, recording: RecordingFiles) throws(DiagnosticError) -> String {
    let named = conf.target(recording)?.values["TOOL_CHAIN_CONF"].map { conf.paths(of: $0.value) } ?? []
    if let path = named.first(where: { files.kind(of: $0) == .file }) { return path }
    for candidate in ["\(conf.path)/tools_def.txt", "\(toolsPath)/Conf/tools_def.template"]
    where recording.exists(candidate) {
      return candidate
    }
    throw DiagnosticError(.toolsDefinitionMissing(conf.path, toolsPath))
  }
}

extension ToolsDefinition {
  /// The definitions in order, with macros replaced.
  var lines: [ToolDefinition] {
    definitions.map { ToolDefinition($0.key.value, $0.value.value, at: .source($0.value.range)) }
  }
}

extension Diagnostic {
  /// What a user must know of BaseTools that kiln does not know; nil if it knows them all.
  static func baseToolsUnknown(_ revision: BaseToolsRevision, in folder: String) -> Diagnostic? {
    let unsuited =
      revision.unknownFiles + revision.missingFiles.filter { !revision.unknownFiles.contains($0) }
    guard !unsuited.isEmpty else { return nil }
    let names = unsuited.prefix(6).joined(separator: ", ")
    let more = unsuited.count > 6 ? " and \(unsuited.count - 6) more" : ""
    guard let release = revision.release, !revision.isPerhapsNewer else {
      return Diagnostic(
        .basetoolsNewer, at: .file(folder),
        "expected BaseTools of a release from edk2-stable202211 on, found others that may be newer",
        notes: [Note("of no known release, or missing: \(names)\(more)")],
        fix: "use a newer kiln, or compare an image with one of edk2's `build`")
    }
    return Diagnostic(
      .basetoolsChanged, at: .file(folder),
      "BaseTools of \(release.name) with changes that kiln does not know",
      notes: [Note("of no known release, or missing: \(names)\(more)")],
      fix: "compare an image with one of edk2's `build`")
  }

  static func baseToolsMissing(_ roots: [String]) -> Diagnostic {
    Diagnostic(
      .basetoolsMissing, at: .commandLine,
      "expected a BaseTools folder, whose tools_def says how to compile, found none",
      notes: roots.map { Note("looked in \($0)") },
      fix: "name the edk2 source tree with --workspace, or its BaseTools with EDK_TOOLS_PATH")
  }

  static func toolsDefinitionMissing(_ conf: String, _ toolsPath: String) -> Diagnostic {
    Diagnostic(
      .toolsDefMissing, at: .file(toolsPath),
      "expected tools_def.txt in \(conf) or tools_def.template in \(toolsPath)/Conf, found neither",
      fix: "name a complete edk2 source tree with --workspace")
  }

  /// - Parameter conf: where target.txt names the tool chain; nil if the command line does.
  static func toolchainUnknown(_ tag: String, _ definition: ToolsDefinition, conf: Diagnostic.Place? = nil)
    -> Diagnostic
  {
    Diagnostic(
      .toolchainUnknown, at: conf ?? .file(definition.file.path),
      "expected a tool chain that \(conf == nil ? "this file" : definition.file.path) defines, found '\(tag)'",
      fix: "use one of \(definition.toolChains.joined(separator: ", ")) with -t")
  }
}
