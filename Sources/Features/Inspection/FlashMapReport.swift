import Bytes
import Render
import Vocabulary

/// `kiln layout`: regions, volumes and their use.
package struct FlashMapReport {
  private let maps: [FlashMap]
  private let contents: [VolumeContents]
  private let listsFiles: Bool

  /// - Parameter contents: the files that a platform places in its volumes, if nothing is packed yet.
  package init(_ maps: [FlashMap], contents: [VolumeContents] = [], listsFiles: Bool = false) {
    self.maps = maps
    self.contents = contents
    self.listsFiles = listsFiles
  }

  package var text: String {
    (maps.map(text(of:)) + contents.map(text(of:))).joined(separator: "\n")
  }

  private func text(of volume: VolumeContents) -> String {
    let title = "\(volume.name): \(volume.files.count) files\n"
    guard listsFiles else { return title }
    var table = TextTable([("", .left), ("", .left), ("", .left), ("", .left)])
    for file in volume.files {
      table.add([
        file.name, file.moduleType?.name ?? "", file.architecture?.name ?? "",
        file.module ?? file.guid.description,
      ])
    }
    return title + table.rendered(indent: 2)
  }

  private func text(of map: FlashMap) -> String {
    let base = map.baseAddress.map { " at \($0.hexadecimal)" } ?? ""
    var table = TextTable([
      ("offset", .right), ("size", .right), ("used", .right), ("free", .right), ("full", .right),
      ("what", .left),
    ])
    for region in map.regions {
      if let volume = region.volume {
        add(volume, to: &table, offset: region.offset.hexadecimal, depth: 0)
      } else {
        table.add([region.offset.hexadecimal, region.size.hexadecimal, "", "", "", region.kind.rawValue])
      }
    }
    return "\(map.name): \(map.size) bytes\(base)\n" + table.rendered(indent: 2)
  }

  private func add(_ volume: VolumeUsage, to table: inout TextTable, offset: String, depth: Int) {
    let indent = String(repeating: "  ", count: depth)
    let isPlanned = volume.used == 0
    table.add([
      offset, volume.size.hexadecimal, isPlanned ? "" : String(volume.used),
      isPlanned ? "" : String(volume.free),
      isPlanned ? "" : volume.used.percentage(of: volume.size), indent + volume.name,
    ])
    if listsFiles {
      for file in volume.files {
        table.add([
          file.offset.hexadecimal, "", String(file.size), "", "", "\(indent)  \(file.name) (\(file.type))",
        ])
      }
    }
    for stream in volume.streams {
      table.add([
        "", "", String(stream.encodedSize), "", "",
        "\(indent)  \(stream.codec): \(stream.encodedSize.percentage(of: stream.size)) of \(stream.size) bytes",
      ])
      for inner in stream.volumes { add(inner, to: &table, offset: "", depth: depth + 2) }
    }
  }

  package var json: String {
    JSON.encode(
      FlashMapJSON(
        images: maps.map(FlashMapJSON.Image.init), volumes: contents.map(FlashMapJSON.Contents.init)))
  }
}

/// The documented form of `kiln layout --json`.
private struct FlashMapJSON: Encodable {
  let schema = "kiln-layout-1"
  let images: [Image]
  /// The files of a platform that is not packed yet.
  let volumes: [Contents]

  struct Contents: Encodable {
    let name: String
    let files: [PlannedFile]

    init(_ volume: VolumeContents) {
      name = volume.name.text
      files = volume.files.map(PlannedFile.init)
    }
  }

  struct PlannedFile: Encodable {
    let guid: String
    let name: String
    let module: String?
    let moduleType: String?
    let architecture: String?

    init(_ file: VolumeContents.File) {
      guid = file.guid.description
      name = file.name
      module = file.module
      moduleType = file.moduleType?.name
      architecture = file.architecture?.name
    }
  }

  struct Image: Encodable {
    let name: String
    let baseAddress: UInt64?
    let size: Int
    let used: Int
    let regions: [Region]

    init(_ map: FlashMap) {
      name = map.name
      baseAddress = map.baseAddress
      size = map.size
      used = map.used
      regions = map.regions.map(Region.init)
    }
  }

  struct Region: Encodable {
    let offset: Int
    let size: Int
    let kind: String
    let volume: Volume?

    init(_ region: RegionUsage) {
      offset = region.offset
      size = region.size
      kind = region.kind.rawValue
      volume = region.volume.map(Volume.init)
    }
  }

  struct Volume: Encodable {
    let name: String
    let guid: String?
    let size: Int
    let used: Int
    let free: Int
    let files: [File]
    let streams: [Stream]

    init(_ volume: VolumeUsage) {
      name = volume.name
      guid = volume.guid?.description
      size = volume.size
      used = volume.used
      free = volume.free
      files = volume.files.map(File.init)
      streams = volume.streams.map(Stream.init)
    }
  }

  struct File: Encodable {
    let guid: String
    let name: String
    let type: String
    let offset: Int
    let size: Int

    init(_ file: FileUsage) {
      guid = file.guid.description
      name = file.name
      type = file.type
      offset = file.offset
      size = file.size
    }
  }

  struct Stream: Encodable {
    let codec: String
    let encodedSize: Int
    let size: Int
    let volumes: [Volume]

    init(_ stream: StreamUsage) {
      codec = stream.codec
      encodedSize = stream.encodedSize
      size = stream.size
      volumes = stream.volumes.map(Volume.init)
    }
  }
}
