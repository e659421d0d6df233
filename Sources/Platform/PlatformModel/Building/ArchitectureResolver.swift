import Diagnostics
import Manifests
import Vocabulary

/// Resolves what is built for one architecture, pass by pass.
struct ArchitectureResolver {
  let dsc: DSCFile
  let architecture: Architecture
  let toolchain: Toolchain
  /// DSC files that may show how another platform resolves a class.
  let siblings: @Sendable () -> [String]

  /// The build of this architecture, with the PCDs that the platform sets for all of its modules.
  ///
  /// - Parameters:
  ///   - tools: what tools_def gives the architecture.
  ///   - platform: resolved; takes over the INFs that are read here, and what is found wrong.
  func resolve(
    _ tools: ToolOptions, of platform: inout PlatformResolver
  ) -> (build: ArchitectureBuild, pcds: [PCDName: PlatformPCD]) {
    var store = ManifestStore(platform.library, architecture: architecture)
    let components = link(&store, &platform.diagnostics)
    // From here on every library that is linked is read, and every package that modules name.
    platform.library = store.manifests
    let platformPCDs = PlatformPCDResolver(PCDSources(platform, dsc: dsc, store), &platform.diagnostics)
    let pcds = LinkedPCDResolver(platformPCDs, store.libraries, components, &platform.diagnostics)
    // From here on every PCD has its value. Packages that only the DSC names give modules headers, not PCDs.
    let common = dsc.packages.compactMap { store.package($0, &platform.diagnostics) }

    let assembler = ModuleAssembler(
      guids: GUIDResolver(store),
      sources: SourceResolver(
        architecture: architecture, target: platform.configuration.target, toolchain: toolchain,
        expressions: platform.expressions),
      includePaths: IncludePathResolver(common: common), depexes: DepexResolver(store),
      options: OptionStages(
        dsc,
        expansion: BuildOptionExpansion(
          target: platform.configuration.target, toolchain: toolchain, architecture: architecture,
          tools: tools)),
      cache: store.manifests.cache.parts)
    var libraries = LibraryTable<BuildModule>()
    for library in store.libraries.indices {
      libraries.append(
        assembler.library(
          store[library], pcds: pcds.libraries[library], at: components.place(of: library),
          &platform.diagnostics))
    }
    var modules: [BuildModule] = []
    modules.reserveCapacity(components.count)
    for linked in components {
      let (own, inherited) = pcds.pcds(of: linked, &platform.diagnostics)
      modules.append(assembler.module(linked, own: own, inherited: inherited, &platform.diagnostics))
    }
    UniqueBaseNames(modules).apply(to: &modules, &platform.diagnostics)
    return (
      ArchitectureBuild(architecture: architecture, modules: modules, libraries: libraries, tools: tools),
      platformPCDs.settings
    )
  }

  /// Every component with its libraries; one without an order of constructors is left out.
  private func link(
    _ store: inout ManifestStore, _ diagnostics: inout DiagnosticList
  ) -> [LinkedComponent] {
    var linker = LibraryLinker(dsc, architecture: architecture, siblings: siblings)
    let components = store.components(of: dsc)
    prepare(components[(components.count / 2)...], linker, store)
    var linked: [LinkedComponent] = []
    for component in components {
      let module = component.module
      let view = store.view(of: module.inf, path: module.path.text, &diagnostics)
      guard let libraries = linker.link(component.line, view, &store, &diagnostics) else { continue }
      linked.append(LinkedComponent(component: component, view: view, libraries: libraries))
    }
    return linked
  }

  /// The second resolution in a workspace runs beside the first. It links other components first, so that each finds
  /// half of them linked. The order in which libraries are asked for numbers them, so they are linked again for that.
  private func prepare(
    _ components: ArraySlice<BuildComponent>, _ linker: LibraryLinker, _ store: ManifestStore
  ) {
    guard store.links.startsElsewhere(architecture) else { return }
    var (linker, store, unsaid) = (linker, store, DiagnosticList())
    for component in components {
      let module = component.module
      let view = store.view(of: module.inf, path: module.path.text, &unsaid)
      _ = linker.link(component.line, view, &store, &unsaid)
    }
  }
}
