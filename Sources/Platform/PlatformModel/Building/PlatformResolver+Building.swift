import Bytes
package import Diagnostics
package import Manifests
import Vocabulary

extension PlatformResolver {
  /// The platform that `path` describes with all that building it from source needs, with warnings, or
  /// every error that was found.
  ///
  /// `tools` are the lines of tools_def, in its order. `siblings` are DSC files that a message about a
  /// library class without an instance may point to.
  package static func resolveForBuilding(
    _ path: String, configuration: BuildConfiguration, tools: [ToolDefinition],
    siblings: @autoclosure @escaping @Sendable () -> [String] = [],
    files: any ManifestFiles, roots: WorkspaceRoots
  ) throws(DiagnosticError) -> (model: BuildModel, warnings: [Diagnostic]) {
    var resolver = PlatformResolver(configuration: configuration, files: files, roots: roots)
    let platform = resolver.resolve(path)
    try resolver.diagnostics.throwIfErrors()
    guard let platform, let dsc = resolver.dsc else { throw DiagnosticError(.platformUnreadable(path)) }
    let model = resolver.build(platform, dsc: dsc, tools: tools, siblings: siblings)
    try resolver.diagnostics.throwIfErrors()
    return (model, resolver.diagnostics.all)
  }

  /// From here on the platform is final; each architecture is resolved by itself, the PCD databases
  /// over all of them.
  mutating func build(
    _ platform: ResolvedPlatform, dsc: DSCFile, tools: [ToolDefinition],
    siblings: @escaping @Sendable () -> [String]
  ) -> BuildModel {
    let definitions = library.cache.definitions(tools, tag: configuration.toolchain)
    let placed = platform.flash.map(PlacedModules.init)
    var dynamic = DynamicPCDCollection(dsc)
    var builds: [ArchitectureBuild] = []
    for architecture in platform.architectures {
      let resolver = ArchitectureResolver(
        dsc: dsc, architecture: architecture, toolchain: definitions.toolchain, siblings: siblings)
      let (build, pcds) = resolver.resolve(
        definitions.options(target: configuration.target, architecture: architecture), of: &self)
      dynamic.collect(build, platform: pcds) { module in placed?.contains(module) ?? false }
      builds.append(build)
    }
    if let flash = platform.flash { checkFileGUIDs(of: flash) }
    return BuildModel(
      platform: platform, platformGUIDText: dsc.defines["PLATFORM_GUID"]?.value ?? "",
      skuFallbacks: SKUSelection(dsc).fallbacks, toolchain: definitions.toolchain, architectures: builds,
      dynamicPCDs: dynamic.numbered(), dynamicPCDSettings: dynamic.settings,
      baseTools: configuration.baseTools)
  }

  /// Modules of one FILE_GUID can be compiled, but in a volume that is the name of the file.
  private mutating func checkFileGUIDs(of flash: FlashDescription) {
    for volume in flash.volumes {
      var placed: [GUID: ModulePlacement] = [:]
      for case .module(let placement) in volume.files {
        guard let first = placed[placement.fileGUID] else {
          placed[placement.fileGUID] = placement
          continue
        }
        // One module twice is no matter of its GUID.
        if first.module.path != placement.module.path {
          diagnostics.add(.modulesShareGUID(first, placement, in: volume.name))
        }
      }
    }
  }
}

/// The INF statements of an FDF.
struct PlacedModules {
  private var plain: Set<String> = []
  private var copies: Set<String> = []

  init(_ flash: FlashDescription) {
    for volume in flash.volumes { add(volume.syntax) }
    for device in flash.devices {
      for region in device.regions {
        if case .modules(let modules) = region.content { modules.forEach { add($0.statement) } }
      }
    }
  }

  private mutating func add(_ volume: FDFVolume) {
    for entry in volume.entries {
      switch entry {
      case .module(let module): add(module)
      case .file(let file): add(file.body)
      }
    }
  }

  /// Volumes that are written in place hold modules too.
  private mutating func add(_ body: FDFFileStatement.Body) {
    if case .sections(let sections) = body { sections.forEach { add($0) } }
  }

  private mutating func add(_ section: FDFSection) {
    switch section.content {
    case .volumeImage(.inPlace(let volume)): add(volume)
    case .compressed(_, let inner), .guided(_, let inner): inner.forEach { add($0) }
    case .leaf, .volumeImage, .depex: break
    }
  }

  private mutating func add(_ module: FDFModule) {
    let path = module.path.value.text
    switch module.fileGUID?.value {
    case nil: plain.insert(path)
    case .guid(let guid): copies.insert("\(path) \(guid)")
    default: plain.insert(path)
    }
  }

  func contains(_ module: BuildModule) -> Bool {
    let isCopy = module.fileGUID != module.inf.fileGUID?.value
    return isCopy ? copies.contains("\(module.path) \(module.fileGUID)") : plain.contains(module.path)
  }
}
