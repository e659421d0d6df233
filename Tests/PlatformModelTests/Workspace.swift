import Diagnostics
import Manifests
import PlatformModel
import TestSupport

/// Manifests in memory, and what becomes of them.
struct Workspace {
  /// By path below the workspace.
  var texts: [String: String]
  var architectures = ["X64"]
  var pcds: [(name: String, value: String)] = []
  var defines: [(name: String, value: String)] = []

  /// What a pass gave, and all that it said.
  struct Outcome<Value> {
    let value: Value?
    let diagnostics: [Diagnostic]

    /// In the order in which they were said.
    var codes: [String] { diagnostics.map(\.code) }

    func all(_ code: String) -> [Diagnostic] { diagnostics.filter { $0.code == code } }
  }

  private var configuration: BuildConfiguration {
    BuildConfiguration(architectures: architectures, defines: defines, pcds: pcds)
  }

  private var files: FilesInMemory {
    FilesInMemory(texts: Dictionary(uniqueKeysWithValues: texts.map { ("ws/\($0)", $1) }))
  }

  /// The platform of `Main.dsc`.
  func resolve() -> Outcome<ResolvedPlatform> {
    do {
      let (platform, warnings) = try PlatformResolver.resolve(
        "ws/Main.dsc", configuration: configuration, files: files, roots: WorkspaceRoots(["ws"]))
      return Outcome(value: platform, diagnostics: warnings)
    } catch {
      return Outcome(value: nil, diagnostics: error.diagnostics)
    }
  }

  /// The platform of `Main.dsc` with all that building it needs.
  func build(
    target: String = "RELEASE", toolchain: String = "GCC5", tools: [ToolDefinition] = [],
    siblings: [String] = []
  ) -> Outcome<BuildModel> {
    var configuration = configuration
    configuration.target = target
    configuration.toolchain = toolchain
    do {
      let (model, warnings) = try PlatformResolver.resolveForBuilding(
        "ws/Main.dsc", configuration: configuration, tools: tools, siblings: siblings, files: files,
        roots: WorkspaceRoots(["ws"]))
      return Outcome(value: model, diagnostics: warnings)
    } catch {
      return Outcome(value: nil, diagnostics: error.diagnostics)
    }
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
  var line: String {
    guard case .source(let range) = place else { return pointedAt }
    return "\(range.file.path):\(range.line)"
  }
}
