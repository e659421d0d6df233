import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// Puts together what each pass found for each module.
extension ArchitectureResolver {
  /// A component on its way.
  private struct Draft {
    let component: DSCComponent
    let module: PlatformModule
    let view: ModuleView
    let libraries: [LibraryUse]
  }

  mutating func resolve(_ tools: ToolOptions) -> ArchitectureBuild {
    // From here on every library that is linked is read, and every package that modules name.
    let drafts = components().compactMap { component, module -> Draft? in
      let view = store.view(of: module.inf, path: module.path, &platform.diagnostics)
      return linker.link(component, view, &store, &platform.diagnostics).map {
        Draft(component: component, module: module, view: view, libraries: $0)
      }
    }
    platform.library = store.manifests
    let platformPCDs = PlatformPCDResolver(PCDSources(platform, dsc: dsc, store), &platform.diagnostics)
    self.platformPCDs = platformPCDs.settings
    let modulePCDs = ModulePCDResolver(platformPCDs)
    var libraryUses = store.libraries.map { modulePCDs.pcds(of: $0, &platform.diagnostics) }
    settleKinds(of: &libraryUses, drafts, modulePCDs)

    let stages = OptionStages(
      dsc,
      expansion: BuildOptionExpansion(
        target: platform.configuration.target, toolchain: toolchain, architecture: architecture, tools: tools)
    )
    var libraries = store.libraries.indices.map { number -> BuildModule in
      let view = store.libraries[number]
      var module = build(view, libraryUses[number], component: nil, stages)
      module.range = place(of: LibraryID(index: number), drafts) ?? view.inf.moduleType?.range ?? module.range
      return module
    }
    var constants = LibraryConstants(libraryUses)
    var modules: [BuildModule] = []
    for draft in drafts {
      var module = build(draft.view, [], component: draft.component, stages)
      module.fileGUID = draft.module.fileGUID
      module.range = draft.module.range
      if let written = draft.component.defines["FILE_GUID"] {
        module.fileGUIDText = written.value
        module.outputFolder = TreePath.resolving(written.value, in: module.folder)
      }
      module.libraries = draft.libraries
      givePCDs(to: &module, draft, libraryUses, modulePCDs, platformPCDs.commandLine)
      constants.note(module)
      modules.append(module)
    }
    for number in libraries.indices { libraries[number].constantPCDs = constants.values(of: number) }
    nameUniquely(&modules)
    return ArchitectureBuild(
      architecture: architecture, modules: modules, libraries: libraries,
      packages: store.packages.map { $0.build(architecture: architecture) }, tools: tools)
  }

  /// What modules and libraries have in common.
  private mutating func build(
    _ view: ModuleView, _ uses: [PCDUse], component: DSCComponent?, _ stages: OptionStages
  ) -> BuildModule {
    let inf = view.inf
    let baseName = inf.baseName?.value ?? ""
    var module = BuildModule(
      path: view.path, architecture: architecture, inf: inf, baseName: baseName, moduleType: view.moduleType,
      buildType: inf.buildType, version: inf.versionString?.value ?? "0.0",
      fileGUID: inf.fileGUID?.value ?? .zero, fileGUIDText: inf.defines["FILE_GUID"]?.value ?? "",
      isLibrary: inf.isLibrary,
      outputFolder: view.path.hasSuffix(".inf") ? String(view.path.dropLast(4)) : view.path,
      uniqueBaseName: baseName,
      range: inf.fileGUID?.range ?? SourceRange(inf.file, 0..<0))
    module.packages = view.packages
    module.pcds = uses.map(\.pcd)
    module.sources = sources(of: view, values: uses)
    module.binaries = binaries(of: view, values: uses)
    module.includeFolders = includeFolders(of: view, sources: module.sources)
    module.guids = guids(of: view, uses: uses)
    module.protocols = resolve(inf.protocols, .proto, section: "Protocols", in: view)
    module.ppis = resolve(inf.ppis, .ppi, section: "Ppis", in: view)
    module.options = stages.options(of: view, component: component)
    return module
  }

  /// The module's own PCDs and those that only its libraries name, with what the component sets.
  private mutating func givePCDs(
    to module: inout BuildModule, _ draft: Draft, _ libraryUses: [[PCDUse]],
    _ resolver: ModulePCDResolver, _ commandLine: [PCDName: EvaluatedPCD]
  ) {
    let settings = Dictionary(resolver.settings(of: draft.component).map { ($0.name.value, $0) }) {
      first, _ in first
    }
    var names: Set<PCDName> = []
    func finish(_ uses: [PCDUse], _ diagnostics: inout DiagnosticList) -> [PCDUse] {
      uses.compactMap { use in
        guard names.insert(use.pcd.name).inserted else { return nil }
        var use = use
        if let line = settings[use.pcd.name] {
          resolver.apply(line, to: &use, module: draft.view.path, &diagnostics)
          if let value = commandLine[use.pcd.name] {
            use.pcd.value.override(with: value, at: .commandLine)
          }
        }
        return use
      }
    }
    let own = finish(resolver.pcds(of: draft.view, &platform.diagnostics), &platform.diagnostics)
    var inherited: [PCDUse] = []
    for library in draft.libraries {
      inherited += finish(libraryUses[library.library.index], &platform.diagnostics)
    }
    module.pcds = own.map(\.pcd)
    module.libraryPCDs = inherited.map(\.pcd)
    module.guids = guids(of: draft.view, uses: own)
    if draft.view.inf.sources.contains(where: { $0.featureFlag != nil }) {
      module.sources = sources(of: draft.view, values: own)
    }
    let fixed = (own + inherited).filter { $0.pcd.access == .fixedAtBuild }
    module.depex = depex(
      of: draft.view, libraries: draft.libraries.map(\.library),
      fixed: Dictionary(fixed.map { ($0.pcd.name, $0.pcd.content) }) { first, _ in first })
  }

  /// A library's [Pcd] that the platform leaves open becomes what the first component makes of it that
  /// links the library: the library is compiled once, for all of them.
  private func settleKinds(of libraryUses: inout [[PCDUse]], _ drafts: [Draft], _ resolver: ModulePCDResolver)
  {
    for draft in drafts {
      let settings = resolver.settings(of: draft.component)
      guard !settings.isEmpty else { continue }
      for library in draft.libraries {
        for index in libraryUses[library.library.index].indices
        where libraryUses[library.library.index][index].isOpen {
          let name = libraryUses[library.library.index][index].pcd.name
          guard let line = settings.first(where: { $0.name.value == name }) else { continue }
          libraryUses[library.library.index][index].pcd.access = line.kind.access
          libraryUses[library.library.index][index].isOpen = false
        }
      }
    }
  }

  private func place(of library: LibraryID, _ drafts: [Draft]) -> SourceRange? {
    for draft in drafts {
      for use in draft.libraries where use.library == library {
        if case .source(let range) = use.instance.place { return range }
      }
    }
    return nil
  }

  /// Modules that share BASE_NAME carry their FILE_GUID too; those that share both cannot be told apart.
  private mutating func nameUniquely(_ modules: inout [BuildModule]) {
    var byName: [String: [Int]] = [:]
    for index in modules.indices { byName[modules[index].baseName, default: []].append(index) }
    for (index, module) in modules.enumerated() {
      guard let group = byName[module.baseName], group.count > 1 else { continue }
      modules[index].uniqueBaseName = "\(module.baseName)_\(module.fileGUIDText)"
      if let first = group.first, first < index, modules[first].fileGUID == module.fileGUID {
        report(.modulesShareName(modules[first], module))
      }
    }
  }
}

/// Which fixed PCDs of a library have one value wherever it is linked.
struct LibraryConstants {
  private let fixed: [[PCDName: PCDValue]]
  private var values: [[PCDName: PCDValue]]
  private var differing: [Set<PCDName>]

  init(_ uses: [[PCDUse]]) {
    fixed = uses.map { uses in
      let fixed = uses.filter { $0.pcd.access == .fixedAtBuild }
      return Dictionary(fixed.map { ($0.pcd.name, $0.pcd.content) }) { first, _ in first }
    }
    values = Array(repeating: [:], count: uses.count)
    differing = Array(repeating: [], count: uses.count)
  }

  mutating func note(_ module: BuildModule) {
    var seen: [PCDName: PCDValue] = [:]
    for pcd in module.libraryPCDs + module.pcds { seen[pcd.name] = pcd.content }
    for library in Set(module.libraries.map(\.library)) {
      for (name, own) in fixed[library.index] {
        let value = seen[name] ?? own
        if let before = values[library.index][name], before != value { differing[library.index].insert(name) }
        values[library.index][name] = value
      }
    }
  }

  func values(of library: Int) -> [PCDName: PCDValue] {
    values[library].filter { !differing[library].contains($0.key) }
  }
}
