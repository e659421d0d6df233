import Diagnostics
import Manifests
import TestSupport
import Vocabulary

@testable import PlatformModel

/// The PCDs of `Main.dsc` on one architecture, with every component linked.
struct PCDFixture {
  var architecture: ArchitectureFixture
  let components: [LinkedComponent]
  let platform: PlatformPCDResolver
  var diagnostics = DiagnosticList()

  init(_ workspace: Workspace, _ name: Architecture = .x64) throws {
    architecture = try ArchitectureFixture(workspace, name)
    components = architecture.linked()
    let files = FilesInMemory(
      texts: Dictionary(uniqueKeysWithValues: workspace.texts.map { ("ws/\($0)", $1) }))
    var resolver = PlatformResolver(
      configuration: BuildConfiguration(architectures: [name], pcds: workspace.pcds), files: files,
      roots: WorkspaceRoots(["ws"]))
    _ = resolver.resolve("ws/Main.dsc")
    try resolver.diagnostics.throwIfErrors()
    platform = PlatformPCDResolver(
      PCDSources(resolver, dsc: architecture.dsc, architecture.store), &diagnostics)
  }

  /// What counts platform-wide.
  subscript(name: String) -> EvaluatedPCD? {
    platform.settings[PCDName(tokenSpace: "gPkg", name: name)]?.value?.value
  }

  /// What `Pkg/<module>.inf` sees, by name.
  mutating func uses(_ module: String = "Dxe") -> [PCDUse] {
    guard let view = architecture.view(module) else { return [] }
    return ModulePCDResolver(platform).pcds(of: view, &diagnostics)
  }

  /// The resolver of modules together with their libraries.
  mutating func linkedPCDs() -> LinkedPCDResolver {
    LinkedPCDResolver(platform, architecture.store.libraries, components, &diagnostics)
  }

  var codes: [String] { diagnostics.all.map(\.code.name) }
}
