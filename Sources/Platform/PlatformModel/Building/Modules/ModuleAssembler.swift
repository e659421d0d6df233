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
  let cache: PartCache

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
    _ linked: LinkedComponent, own: [PCDUse], inherited: [ModulePCD], _ diagnostics: inout DiagnosticList
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
    module.libraryPCDs = inherited
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
    let parts = parts(of: view, pcds, &diagnostics)
    module.sources = parts.sources
    module.binaries = parts.binaries
    module.includeFolders = parts.includeFolders
    module.guids = parts.guids
    module.protocols = parts.protocols
    module.ppis = parts.ppis
    module.options = options.options(of: view, component: component)
    return module
  }

  /// The values of PCDs decide about sources with a feature flag, and about nothing else here.
  private func parts(
    of view: ModuleView, _ pcds: [PCDUse], _ diagnostics: inout DiagnosticList
  ) -> ModuleParts {
    let selection = PartCache.Selection(
      toolchain: sources.toolchain, target: sources.target,
      common: includePaths.common.map(ObjectIdentifier.init))
    let names = pcds.map(\.number)
    let depends = view.inf.sources.contains { $0.featureFlag != nil }
    if !depends, let known = cache.parts(of: view, selection, pcds: names) { return known }
    var own = DiagnosticList()
    let found = sources.sources(of: view, values: pcds, &own)
    let parts = ModuleParts(
      sources: found, binaries: sources.binaries(of: view),
      includeFolders: includePaths.folders(of: view, sources: found),
      guids: guids.guids(of: view, uses: pcds, &own), protocols: guids.protocols(of: view, &own),
      ppis: guids.ppis(of: view, &own))
    if !depends, own.all.isEmpty { cache.keep(parts, of: view, selection, pcds: names) }
    diagnostics.add(contentsOf: own.all)
    return parts
  }
}
