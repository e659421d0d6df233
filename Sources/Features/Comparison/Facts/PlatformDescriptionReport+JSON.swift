import Diagnostics
import Render
import Vocabulary

extension PlatformDescriptionReport {
  /// `kiln-resolve-1`, which `Documentation/kiln-resolve-1.schema.json` describes.
  package var json: String {
    var places = PlaceText(roots: roots)
    return JSON.encode(ResolveJSON(platform, &places))
  }
}

/// The documented form of `kiln resolve --json`. Modules refer to rows of the tables by index, from 0.
private struct ResolveJSON: Encodable {
  let schema = "kiln-resolve-1"
  let platform: Platform
  let macros: [String: String]
  let devices: [Device]
  let volumes: [Volume]
  let modules: [Module]
  let libraries: [Library]
  let pcds: [PCD]
  let options: [Option]
  let problems: [Problem]

  struct Platform: Encodable {
    let name: String
    let manifest: String
    let architectures: [String]
    let target: String
    let toolchain: String
  }

  /// A value and the line that set it. The last decision of a list is in effect.
  struct Decision: Encodable {
    let value: String
    let place: String
  }

  struct Device: Encodable {
    let name: String
    let base: UInt64
    let size: Int
    let place: String
    let regions: [Region]
  }

  struct Region: Encodable {
    let offset: Int
    let size: Int
    let title: String
    let place: String
  }

  struct Volume: Encodable {
    let name: String
    let size: Int?
    let place: String
    let files: [File]
  }

  struct File: Encodable {
    let guid: String
    let name: String
    let inf: String?
    let architecture: String?
    let rule: String?
    let place: String
  }

  struct Module: Encodable {
    let inf: String
    let name: String
    let guid: String
    let type: String
    let architecture: String
    let volumes: [String]
    let place: String
    let libraries: [LibraryUse]
    let pcds: [PCDUse]
    let options: [Int]
    let depex: String?
    let depexOwners: [String]
  }

  struct LibraryUse: Encodable {
    let row: Int
    let wantedBy: String
  }

  struct PCDUse: Encodable {
    let row: Int
    let namedBy: String
  }

  struct Library: Encodable {
    let libraryClass: String
    let instance: String
    let decisions: [Decision]
  }

  struct PCD: Encodable {
    let name: String
    let value: String
    let access: String
    let type: String
    let maxSize: Int?
    let decisions: [Decision]
  }

  struct Option: Encodable {
    let tool: String
    let attribute: String
    let parts: [Decision]
    let replaced: [Decision]
  }

  struct Problem: Encodable {
    let code: String
    let severity: String
    let message: String
    let place: String
    let fix: String?
  }

  init(_ description: PlatformDescription, _ places: inout PlaceText) {
    platform = Platform(
      name: description.name, manifest: places.path(description.manifest),
      architectures: description.architectures.map(\.name), target: description.target.name,
      toolchain: description.toolchain)
    macros = Dictionary(description.macros.map { ($0.name, $0.value) }) { $1 }
    devices = description.devices.map { device in
      Device(
        name: device.name, base: device.baseAddress, size: device.size, place: places.text(device.place),
        regions: device.regions.map {
          Region(offset: $0.offset, size: $0.size, title: $0.title, place: places.text($0.place))
        })
    }
    volumes = description.volumes.map { volume in
      Volume(
        name: volume.name, size: volume.size, place: places.text(volume.place),
        files: volume.files.map {
          File(
            guid: $0.guid, name: $0.name, inf: $0.path, architecture: $0.architecture?.name, rule: $0.rule,
            place: places.text($0.place))
        })
    }
    modules = description.modules.map { module in
      Module(
        inf: module.path, name: module.name, guid: module.guid, type: module.type.name,
        architecture: module.architecture.name, volumes: module.volumes, place: places.text(module.place),
        libraries: module.libraries.map { LibraryUse(row: $0.row, wantedBy: $0.wantedBy) },
        pcds: module.pcds.map { PCDUse(row: $0.row, namedBy: $0.namedBy) }, options: module.options,
        depex: module.depex, depexOwners: module.depexOwners)
    }
    func decisions(_ all: [PlatformFact.Decision], _ places: inout PlaceText) -> [Decision] {
      all.map { Decision(value: $0.value, place: places.text($0.place)) }
    }
    libraries = description.libraries.map {
      Library(
        libraryClass: $0.libraryClass.name, instance: $0.instance, decisions: decisions($0.decisions, &places)
      )
    }
    pcds = description.pcds.map {
      PCD(
        name: $0.name, value: $0.value, access: $0.access, type: $0.datumType, maxSize: $0.maxSize,
        decisions: decisions($0.decisions, &places))
    }
    options = description.options.map {
      Option(
        tool: $0.tool, attribute: $0.attribute, parts: decisions($0.parts, &places),
        replaced: decisions($0.replaced, &places))
    }
    problems = description.problems.map {
      Problem(
        code: $0.code.name, severity: $0.severity.rawValue, message: $0.message, place: places.text($0.place),
        fix: $0.fix)
    }
  }
}
