import Bytes
import Diagnostics
import Manifests
package import PlatformModel
import Vocabulary

extension PlatformDescription {
  package init(_ survey: PlatformSurvey) {
    let platform = survey.model.platform
    name = platform.name
    manifest = platform.manifest
    architectures = platform.architectures
    target = platform.target
    toolchain = survey.model.toolchain.tag
    problems = survey.diagnostics
    macros = survey.macros.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    for device in platform.flash?.devices ?? [] { devices.append(Device(device)) }
    for volume in platform.flash?.volumes ?? [] { volumes.append(Volume(volume)) }
    let placements = ModulePlacements(platform)
    var tables = RowTables()
    for build in survey.model.architectures {
      tables.start(build)
      for module in build.modules {
        modules.append(tables.module(module, of: build, placements))
      }
    }
    libraries = tables.libraries
    pcds = tables.pcds
    options = tables.options
  }
}

/// Tables of rows without duplicates.
///
/// Modules refer to their PCDs, and those of one type mostly to their options, by one value, so that few rows are
/// compared by what is in them.
private struct RowTables {
  private struct LibraryKey: Hashable {
    let libraryClass: LibraryClassName
    let instance: Fact<String>

    func hash(into hasher: inout Hasher) { hasher.combine(instance.place) }
  }

  private struct PCDKey: Hashable {
    let name: PCDName
    let access: PCDAccess
    let maxSize: Int?
    let value: Fact<EvaluatedPCD>

    func hash(into hasher: inout Hasher) {
      hasher.combine(name.name)
      hasher.combine(value.place)
    }

    static func == (left: PCDKey, right: PCDKey) -> Bool {
      left.name == right.name && left.access == right.access && left.maxSize ?? 0 == right.maxSize ?? 0
        && left.value.hasSameDecisions(as: right.value)
    }
  }

  private struct OptionKey: Hashable {
    let key: ToolOptions.Key
    let option: ToolOptions.Option

    func hash(into hasher: inout Hasher) {
      hasher.combine(key)
      hasher.combine(option.parts.count)
      if let last = option.parts.last { hasher.combine(last.place) }
    }
  }

  /// The options of a module and their rows.
  private struct OptionRows {
    let options: [ToolOptions.Key: ToolOptions.Option]
    let rows: [Int]
  }

  var libraries: [PlatformDescription.LibraryRow] = []
  var pcds: [PlatformDescription.PCDRow] = []
  var options: [PlatformDescription.OptionRow] = []
  private var libraryRows: [LibraryKey: Int] = [:]
  private var pcdRows: [PCDKey: Int] = [:]
  private var optionRows: [OptionKey: Int] = [:]
  private var known: [ObjectIdentifier: Int] = [:]
  /// The rows of each library of the architecture: few, for one serves few classes.
  private var rows = LibraryTable<[(key: LibraryKey, row: Int)]>()
  private var usual: [ModuleType: OptionRows] = [:]

  /// To be called before the modules of an architecture.
  mutating func start(_ build: ArchitectureBuild) { rows = build.libraries.mapValues { _ in [] } }

  mutating func module(
    _ module: BuildModule, of build: ArchitectureBuild, _ placements: ModulePlacements
  ) -> PlatformDescription.Module {
    var uses: [(row: Int, namedBy: String)] = []
    uses.reserveCapacity(module.pcds.count + module.libraryPCDs.count)
    for pcd in module.pcds { uses.append((row(pcd), pcd.namedBy)) }
    for pcd in module.libraryPCDs { uses.append((row(pcd), pcd.namedBy)) }
    return PlatformDescription.Module(
      path: module.path, name: module.baseName, guid: module.fileGUID.description, type: module.moduleType,
      architecture: build.architecture, volumes: placements.volumes(of: module).map(\.volume),
      place: .source(module.range),
      libraries: module.libraries.map { (row: row($0, of: build), wantedBy: $0.wantedBy) },
      pcds: uses, options: rows(module.options, of: module.moduleType),
      depex: module.depex?.description, depexOwners: module.depex?.clauses.map(\.owner) ?? [])
  }

  private mutating func row(_ use: LibraryUse, of build: ArchitectureBuild) -> Int {
    let libraryClass = use.libraryClass
    for known in rows[use.library]
    where known.key.libraryClass == libraryClass && known.key.instance.isIdentical(to: use.instance) {
      return known.row
    }
    let key = LibraryKey(libraryClass: libraryClass, instance: use.instance)
    let row = newRow(key, use, of: build)
    rows[use.library].append((key, row))
    return row
  }

  private mutating func newRow(_ key: LibraryKey, _ use: LibraryUse, of build: ArchitectureBuild) -> Int {
    if let row = libraryRows[key] { return row }
    libraries.append(
      PlatformDescription.LibraryRow(
        libraryClass: use.libraryClass, instance: build[use.library].path,
        decisions: use.instance.decisions { $0 }))
    libraryRows[key] = libraries.count - 1
    return libraries.count - 1
  }

  private mutating func row(_ pcd: ModulePCD) -> Int {
    if let row = known[pcd.identity] { return row }
    let row = newRow(pcd)
    known[pcd.identity] = row
    return row
  }

  private mutating func newRow(_ pcd: ModulePCD) -> Int {
    let key = PCDKey(name: pcd.name, access: pcd.access, maxSize: pcd.maxSize, value: pcd.value)
    if let row = pcdRows[key] { return row }
    pcds.append(
      PlatformDescription.PCDRow(
        name: pcd.name.description, value: pcd.content.description, access: pcd.access.name,
        datumType: pcd.datumType.name, maxSize: pcd.maxSize,
        decisions: pcd.value.decisions { $0.value.description }))
    pcdRows[key] = pcds.count - 1
    return pcds.count - 1
  }

  private mutating func rows(_ all: ToolOptions, of type: ModuleType) -> [Int] {
    if let usual = usual[type], usual.options == all.options { return usual.rows }
    let rows = all.keys.compactMap { key in all.options[key].map { row(key, $0) } }
    if usual[type] == nil { usual[type] = OptionRows(options: all.options, rows: rows) }
    return rows
  }

  private mutating func row(_ key: ToolOptions.Key, _ option: ToolOptions.Option) -> Int {
    let whole = OptionKey(key: key, option: option)
    if let row = optionRows[whole] { return row }
    options.append(
      PlatformDescription.OptionRow(
        tool: key.tool, attribute: key.attribute,
        parts: option.parts.map { .init($0.text, at: $0.place) },
        replaced: option.replaced.map { .init($0.text, at: $0.place) }))
    optionRows[whole] = options.count - 1
    return options.count - 1
  }
}

extension Fact<EvaluatedPCD> {
  /// Whether the decisions are the same in a report, which shows values alone.
  fileprivate func hasSameDecisions(as other: Fact<EvaluatedPCD>) -> Bool {
    all.elementsEqual(other.all) { $0.value.value == $1.value.value && $0.place == $1.place }
  }
}

extension PlatformDescription.Device {
  fileprivate init(_ device: FlashDevice) {
    self.init(
      name: device.name.text, baseAddress: device.baseAddress, size: device.size,
      regions: device.regions.map {
        .init(offset: $0.offset, size: $0.size, title: $0.title, place: .source($0.range))
      }, place: .source(device.range))
  }
}

extension PlatformDescription.Volume {
  fileprivate init(_ volume: VolumeDescription) {
    self.init(
      name: volume.name.text, size: volume.regionSize,
      files: volume.files.map { file in
        switch file {
        case .module(let placement):
          .init(
            guid: placement.fileGUID.description, name: placement.module.baseName,
            path: placement.module.path.text,
            architecture: placement.module.architecture, rule: placement.rule.title,
            place: .source(placement.statement.path.range))
        case .statement(let statement):
          .init(
            guid: statement.name.description, name: statement.statement.type.value.rawValue, path: nil,
            architecture: nil, rule: nil, place: .source(statement.statement.type.range))
        }
      }, place: .source(volume.range))
  }
}
