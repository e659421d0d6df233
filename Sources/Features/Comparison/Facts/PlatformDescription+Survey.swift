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
private struct RowTables {
  private struct Key: Hashable {
    let name: String
    let decisions: [PlatformFact.Decision]
  }

  var libraries: [PlatformDescription.LibraryRow] = []
  var pcds: [PlatformDescription.PCDRow] = []
  var options: [PlatformDescription.OptionRow] = []
  private var libraryRows: [Key: Int] = [:]
  private var pcdRows: [Key: Int] = [:]
  private var optionRows: [Key: Int] = [:]

  mutating func module(
    _ module: BuildModule, of build: ArchitectureBuild, _ placements: ModulePlacements
  ) -> PlatformDescription.Module {
    PlatformDescription.Module(
      path: module.path, name: module.baseName, guid: module.fileGUID.description, type: module.moduleType,
      architecture: build.architecture, volumes: placements.volumes(of: module).map(\.volume),
      place: .source(module.range),
      libraries: module.libraries.map { (row: row($0, of: build), wantedBy: $0.wantedBy) },
      pcds: (module.pcds + module.libraryPCDs).map { (row: row($0), namedBy: $0.namedBy) },
      options: module.options.keys.compactMap { key in
        module.options.options[key].map { row(key, $0) }
      },
      depex: module.depex?.description, depexOwners: module.depex?.clauses.map(\.owner) ?? [])
  }

  private mutating func row(_ use: LibraryUse, of build: ArchitectureBuild) -> Int {
    let row = PlatformDescription.LibraryRow(
      libraryClass: use.libraryClass, instance: build[use.library].path,
      decisions: use.instance.decisions { $0 })
    return Self.place(
      row, Key(name: row.libraryClass.name, decisions: row.decisions), in: &libraries, &libraryRows)
  }

  private mutating func row(_ pcd: ModulePCD) -> Int {
    let row = PlatformDescription.PCDRow(
      name: pcd.name.description, value: pcd.content.description, access: pcd.access.name,
      datumType: pcd.datumType.name, maxSize: pcd.maxSize,
      decisions: pcd.value.decisions { $0.value.description })
    let key = Key(name: "\(row.name) \(row.access) \(row.maxSize ?? 0)", decisions: row.decisions)
    return Self.place(row, key, in: &pcds, &pcdRows)
  }

  private mutating func row(_ key: ToolOptions.Key, _ option: ToolOptions.Option) -> Int {
    let row = PlatformDescription.OptionRow(
      tool: key.tool, attribute: key.attribute,
      parts: option.parts.map { .init($0.text, at: $0.place) },
      replaced: option.replaced.map { .init($0.text, at: $0.place) })
    let name = "\(key.tool)_\(key.attribute) \(row.parts.count)"
    return Self.place(row, Key(name: name, decisions: row.parts + row.replaced), in: &options, &optionRows)
  }

  private static func place<Row>(_ row: Row, _ key: Key, in rows: inout [Row], _ known: inout [Key: Int])
    -> Int
  {
    if let place = known[key] { return place }
    known[key] = rows.count
    rows.append(row)
    return rows.count - 1
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
