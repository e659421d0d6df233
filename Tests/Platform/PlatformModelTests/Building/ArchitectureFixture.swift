import Diagnostics
import Manifests
import TestSupport
import Vocabulary

@testable import PlatformModel

/// A small workspace as one architecture sees it, before any pass has run.
struct ArchitectureFixture {
  let dsc: DSCFile
  let architecture: Architecture
  var store: ManifestStore
  var diagnostics = DiagnosticList()

  init(_ workspace: Workspace, _ architecture: Architecture = .x64) throws {
    let files = FilesInMemory(
      texts: Dictionary(uniqueKeysWithValues: workspace.texts.map { ("ws/\($0)", $1) }))
    let roots = WorkspaceRoots(["ws"])
    let text = Preprocessor(.dsc, files: files, roots: roots)
      .preprocess("ws/Main.dsc", diagnostics: &diagnostics)
    guard let text else { throw DiagnosticError(.platformUnreadable("ws/Main.dsc")) }
    dsc = DSCFile(parsing: text, diagnostics: &diagnostics)
    self.architecture = architecture
    var manifests = ManifestLibrary(ManifestCache(files: files, roots: roots))
    for component in dsc.components { _ = manifests.module(at: component.path, diagnostics: &diagnostics) }
    store = ManifestStore(manifests, architecture: architecture)
  }

  var codes: [String] { diagnostics.all.map(\.code.name) }

  /// The module `Pkg/<name>.inf`, which is a component.
  mutating func view(_ name: String) -> ModuleView? {
    let path = "Pkg/\(name).inf"
    return store.manifests.known(TreePath(path)).map { store.view(of: $0, path: path, &diagnostics) }
  }

  func component(_ name: String) -> DSCComponent? {
    dsc.components.first { $0.path.value.text == "Pkg/\(name).inf" }
  }

  /// What a linker of its own links into `Pkg/<name>.inf`.
  mutating func link(_ name: String) -> [LibraryUse]? {
    var linker = LibraryLinker(dsc, architecture: architecture, siblings: { [] })
    guard let component = component(name), let view = view(name) else { return nil }
    return linker.link(component, view, &store, &diagnostics)
  }

  /// Every component with what a linker of its own links into it.
  mutating func linked() -> [LinkedComponent] {
    var linker = LibraryLinker(dsc, architecture: architecture, siblings: { [] })
    var linked: [LinkedComponent] = []
    for component in store.components(of: dsc) {
      let view = store.view(of: component.module.inf, path: component.module.path.text, &diagnostics)
      if let libraries = linker.link(component.line, view, &store, &diagnostics) {
        linked.append(LinkedComponent(component: component, view: view, libraries: libraries))
      }
    }
    return linked
  }

  /// BASE_NAMEs.
  func names(_ uses: [LibraryUse]?) -> [String]? {
    uses?.map { store[$0.library].inf.baseName?.value ?? "" }
  }
}
