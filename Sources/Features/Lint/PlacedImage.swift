import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The modules of a platform that the FDF places.
struct PlacedImage {
  struct Module {
    let module: BuildModule
    let libraries: [BuildModule]
    /// The first place in the FDF that places it.
    let range: SourceRange
    let volume: String
    /// The name of its file.
    let fileGUID: GUID
  }

  /// A `FILE` statement with code that no INF describes.
  struct Stranger {
    let name: GUID
    let range: SourceRange
  }

  /// Each module once, in the order of the FDF.
  private(set) var modules: [Module] = []
  private(set) var strangers: [Stranger] = []
  /// The files in a-priori lists, which start whatever their expressions are.
  private(set) var apriori: Set<GUID> = []
  /// Paths of INF statements in option ROMs and capsules too.
  private(set) var paths: Set<String> = []
  private var known: Set<String> = []

  init(_ survey: PlatformSurvey) {
    guard let flash = survey.model.platform.flash else { return }
    for volume in flash.volumes {
      for list in volume.aprioriLists { apriori.formUnion(list.files) }
      for file in volume.files {
        switch file {
        case .module(let placement): add(placement, volume.name.text, survey)
        case .statement(let statement):
          add(statement.statement, name: statement.name, volume.name.text, survey)
        }
      }
    }
    for device in flash.devices {
      for region in device.regions {
        if case .modules(let placements) = region.content {
          placements.forEach { add($0, device.name.text, survey) }
        }
      }
    }
    for rom in survey.fdf?.optionROMs ?? [] {
      for entry in rom.entries {
        if case .module(let module) = entry.source { paths.insert(module.path.value.text) }
      }
    }
    for capsule in survey.fdf?.capsules ?? [] {
      for case .module(let module) in capsule.entries { paths.insert(module.path.value.text) }
    }
  }

  func contains(_ module: BuildModule) -> Bool { known.contains(Self.key(module)) }

  private static func key(_ module: BuildModule) -> String {
    "\(module.architecture) \(module.fileGUID) \(module.inf.file.path)"
  }

  private mutating func add(_ placement: ModulePlacement, _ volume: String, _ survey: PlatformSurvey) {
    paths.insert(placement.statement.path.value.text)
    let wanted = placement.module
    for build in survey.model.architectures
    where build.architecture == wanted.architecture {
      // By index: a module is large to copy.
      let found = build.modules.indices.first {
        build.modules[$0].fileGUID == wanted.fileGUID
          && build.modules[$0].inf.file.path == wanted.inf.file.path
      }
      if let found {
        add(build.modules[found], build, placement.fileGUID, placement.statement.path.range, volume)
      }
    }
  }

  private mutating func add(
    _ module: BuildModule, _ build: ArchitectureBuild, _ name: GUID, _ range: SourceRange, _ volume: String
  ) {
    guard known.insert(Self.key(module)).inserted else { return }
    modules.append(
      Module(
        module: module, libraries: build.libraries(of: module), range: range, volume: volume, fileGUID: name))
  }

  /// Types of files that a dispatcher may start.
  private static let started: Set<FDFFileType> = [
    .peim, .driver, .peiDXECombo, .smm, .mmStandalone, .peiCore, .dxeCore, .smmCore,
  ]

  private mutating func add(
    _ statement: FDFFileStatement, name: GUID, _ volume: String, _ survey: PlatformSurvey
  ) {
    if Self.started.contains(statement.type.value) {
      strangers.append(Stranger(name: name, range: statement.type.range))
    }
    if case .sections(let sections) = statement.body { sections.forEach { add($0, volume, survey) } }
  }

  /// A volume may be written in place, inside the sections of a file, and contain further ones. The parser limits the
  /// nesting.
  private mutating func add(_ section: FDFSection, _ volume: String, _ survey: PlatformSurvey) {
    switch section.content {
    case .volumeImage(.inPlace(let inner)):
      for entry in inner.entries {
        switch entry {
        case .module(let module): add(module, volume, survey)
        case .file(let file):
          if case .sections(let sections) = file.body { sections.forEach { add($0, volume, survey) } }
        }
      }
    case .compressed(_, let inner), .guided(_, let inner): inner.forEach { add($0, volume, survey) }
    case .leaf, .volumeImage, .depex: break
    }
  }

  private mutating func add(_ statement: FDFModule, _ volume: String, _ survey: PlatformSurvey) {
    paths.insert(statement.path.value.text)
    for build in survey.model.architectures {
      guard let found = build.modules.first(where: { $0.path == statement.path.value.text }) else { continue }
      add(found, build, found.fileGUID, statement.path.range, volume)
    }
  }
}
