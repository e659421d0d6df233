import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// Puts together what each resolver finds for a module or a library.
struct ModuleAssembler {
  let guids: GUIDResolver
  let sources: SourceResolver
  let includePaths: IncludePathResolver
  let depexes: DepexResolver
  let options: OptionStages

  /// - Parameters:
  ///   - pcds: those that the library names.
  ///   - range: where the first module that links the library found it named; nil when none links it.
  func library(
    _ view: ModuleView, pcds: [PCDUse], at range: SourceRange?, _ diagnostics: inout DiagnosticList
  ) -> BuildModule {
    var module = module(view, pcds, component: nil, &diagnostics)
    module.range = range ?? view.inf.moduleType?.range ?? module.range
    return module
  }

  /// - Parameters:
  ///   - own: the PCDs that the module names.
  ///   - inherited: those that only its libraries name.
  func module(
    _ linked: LinkedComponent, own: [PCDUse], inherited: [PCDUse], _ diagnostics: inout DiagnosticList
  ) -> BuildModule {
    let component = linked.component
    var module = module(linked.view, own, component: component.line, &diagnostics)
    module.fileGUID = component.module.fileGUID
    module.range = component.module.range
    if let written = component.line.defines["FILE_GUID"] {
      module.fileGUIDText = written.value
      module.outputFolder = TreePath.resolving(written.value, in: module.folder)
    }
    module.libraries = linked.libraries
    module.libraryPCDs = inherited.map(\.pcd)
    module.depex = depexes.depex(
      of: linked.view, libraries: linked.libraries.map(\.library), pcds: module.pcds + module.libraryPCDs,
      &diagnostics)
    return module
  }

  /// What modules and libraries have in common; `component` is nil for a library.
  private func module(
    _ view: ModuleView, _ pcds: [PCDUse], component: DSCComponent?, _ diagnostics: inout DiagnosticList
  ) -> BuildModule {
    let inf = view.inf
    let baseName = inf.baseName?.value ?? ""
    var module = BuildModule(
      path: view.path, architecture: sources.architecture, inf: inf, baseName: baseName,
      moduleType: view.moduleType, buildType: inf.buildType, version: inf.versionString?.value ?? "0.0",
      fileGUID: inf.fileGUID?.value ?? .zero, fileGUIDText: inf.defines["FILE_GUID"]?.value ?? "",
      isLibrary: inf.isLibrary,
      outputFolder: view.path.hasSuffix(".inf") ? String(view.path.dropLast(4)) : view.path,
      uniqueBaseName: baseName,
      range: inf.fileGUID?.range ?? SourceRange(inf.file, 0..<0))
    module.pcds = pcds.map(\.pcd)
    module.sources = sources.sources(of: view, values: pcds, &diagnostics)
    module.binaries = sources.binaries(of: view)
    module.includeFolders = includePaths.folders(of: view, sources: module.sources)
    module.guids = guids.guids(of: view, uses: pcds, &diagnostics)
    module.protocols = guids.protocols(of: view, &diagnostics)
    module.ppis = guids.ppis(of: view, &diagnostics)
    module.options = options.options(of: view, component: component)
    return module
  }
}
