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

  /// A parsed tools_def.
  struct Loaded {
    var definition: ToolsDefinition
    var lines: [ToolDefinition]
    /// The folder of BaseTools, for `$(EDK_TOOLS_PATH)`.
    var toolsPath: String
    var warnings: [Diagnostic]
  }

  /// Loads Conf/tools_def.txt if the workspace has one, otherwise the template of BaseTools. Nothing is written
  /// to Conf.
  func load(tag: String, recording: RecordingFiles) throws(DiagnosticError) -> Loaded {
    let loaded = try definition(recording: recording)
    guard loaded.definition.toolChains.contains(tag) else {
      throw DiagnosticError(.toolchainUnknown(tag, loaded.definition))
    }
    return loaded
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
    let definition = ToolsDefinition(
      parsing: file, environment: variables, files: recording, roots: roots, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return Loaded(
      definition: definition, lines: definition.lines, toolsPath: toolsPath, warnings: diagnostics.all)
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
    let conf = environment["CONF_PATH"].map(files.absolute) ?? "\(roots.folders[0])/Conf"
    if case .bytes(let bytes) = recording.read("\(conf)/target.txt") {
      let target = TargetConfiguration(parsing: SourceFile(path: "\(conf)/target.txt", bytes: bytes))
      if let named = target.values["TOOL_CHAIN_CONF"]?.value {
        let path = named.hasPrefix("/") ? named : "\(roots.folders[0])/\(named)"
        if files.kind(of: path) == .file { return path }
      }
    }
    for candidate in ["\(conf)/tools_def.txt", "\(toolsPath)/Conf/tools_def.template"]
    where recording.exists(candidate) {
      return candidate
    }
    throw DiagnosticError(.toolsDefinitionMissing(conf, toolsPath))
  }
}

extension ToolsDefinition {
  /// The definitions in order, with macros replaced.
  var lines: [ToolDefinition] {
    definitions.map { ToolDefinition($0.key.value, $0.value.value, at: .source($0.value.range)) }
  }
}

extension Diagnostic {
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

  static func toolchainUnknown(_ tag: String, _ definition: ToolsDefinition) -> Diagnostic {
    Diagnostic(
      .toolchainUnknown, at: .file(definition.file.path),
      "expected a tool chain that this file defines, found '\(tag)'",
      fix: "use one of \(definition.toolChains.joined(separator: ", ")) with -t")
  }
}
