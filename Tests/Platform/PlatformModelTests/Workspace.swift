import BaseTools
import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Vocabulary

/// Manifests in memory, and what becomes of them.
struct Workspace {
  /// By path below the workspace.
  var texts: [String: String]
  var architectures: [Architecture] = ["X64"]
  var target = BuildTarget.release
  var toolchain = "GCC5"
  var defines: [(name: String, value: String)] = []
  var pcds: [(name: String, value: String)] = []
  /// A file of budgets, below the workspace.
  var budgets: String?
  var baseTools = BaseToolsRevision()

  init(texts: [String: String]) { self.texts = texts }

  /// What a pass gave, and all that it said.
  struct Outcome<Value> {
    let value: Value?
    let diagnostics: [Diagnostic]

    /// In the order in which they were said.
    var codes: [String] { diagnostics.map(\.code.name) }
  }

  private var configuration: BuildConfiguration {
    var configuration = BuildConfiguration(
      architectures: architectures, target: target, toolchain: toolchain, defines: defines,
      pcds: pcds,
      budgets: budgets.map { "ws/\($0)" })
    configuration.baseTools = baseTools
    return configuration
  }

  private var files: FilesInMemory {
    FilesInMemory(texts: Dictionary(uniqueKeysWithValues: texts.map { ("ws/\($0)", $1) }))
  }

  private let roots = WorkspaceRoots(["ws"])

  /// The platform of `Main.dsc`.
  func resolve() -> Outcome<ResolvedPlatform> {
    do {
      let (platform, warnings) = try PlatformResolver.resolve(
        "ws/Main.dsc", configuration: configuration, files: files, roots: roots)
      return Outcome(value: platform, diagnostics: warnings)
    } catch {
      return Outcome(value: nil, diagnostics: error.diagnostics)
    }
  }

  /// The platform of `Main.dsc` with all that building it needs.
  func build(siblings: [String] = []) -> Outcome<BuildModel> {
    do {
      let (model, warnings) = try PlatformResolver.resolveForBuilding(
        "ws/Main.dsc", configuration: configuration, tools: tools, siblings: siblings, files: files,
        roots: roots)
      return Outcome(value: model, diagnostics: warnings)
    } catch {
      return Outcome(value: nil, diagnostics: error.diagnostics)
    }
  }

  /// Those of `Conf/tools_def.txt`, where there is one.
  private var tools: [ToolDefinition] {
    let path = "Conf/tools_def.txt"
    guard let text = texts[path] else { return [] }
    var unsaid = DiagnosticList()
    let definition = ToolsDefinition(
      parsing: SourceFile(path: path, bytes: Array(text.utf8)), environment: [:], files: files, roots: roots,
      diagnostics: &unsaid)
    return definition.definitions.map {
      ToolDefinition($0.key.value, $0.value.value, at: .source($0.value.range))
    }
  }

  /// What edk2's `build` would be told.
  var arguments: [String] {
    architectures.flatMap { ["-a", $0.name] } + ["-b", target.name, "-t", toolchain]
      + defines.flatMap { ["-D", "\($0.name)=\($0.value)"] }
      + pcds.flatMap { ["--pcd", "\($0.name)=\($0.value)"] }
  }
}

extension Diagnostic {
  /// The text that it points at, or what it points at instead.
  var pointedAt: String {
    switch place {
    case .source(let range): String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
    case .file(let path): path
    case .image(let path, _): path
    case .commandLine: "the command line"
    }
  }

  /// `file:line`, where it points into a manifest.
  var line: String { place.line ?? pointedAt }
}

extension Diagnostic.Place {
  /// `file:line` below the workspace; nil for what is not in a manifest.
  var line: String? {
    guard case .source(let range) = self else { return nil }
    return "\(range.file.path.replacing("ws/", with: "")):\(range.line)"
  }
}
