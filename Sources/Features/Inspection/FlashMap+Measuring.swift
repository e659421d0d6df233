import Bytes
package import FirmwareImage
import Manifests
package import PlatformModel
import Vocabulary

extension FlashMap {
  /// Measures an image.
  ///
  /// - Parameter name: the name of the flash device or file.
  package init(
    measuring image: FlashImage, name: String, baseAddress: UInt64? = nil, names: NameBook = NameBook()
  ) {
    var offset = 0
    var regions: [RegionUsage] = []
    for region in image.regions {
      regions.append(RegionUsage(region, offset: offset, names: names))
      offset += region.size
    }
    self.init(name: name, baseAddress: baseAddress, size: offset, regions: regions)
  }

  /// Measures the image of a flash device of a platform, which gives names to its regions.
  package init(measuring image: FlashImage, of device: FlashDevice, names: NameBook) {
    self.init(measuring: image, name: device.name.text, baseAddress: device.baseAddress, names: names)
    for region in device.regions {
      guard case .volumes(let volumes) = region.content, let name = volumes.first?.value,
        let index = regions.firstIndex(where: { $0.offset == region.offset })
      else { continue }
      regions[index].volume?.name = name.text
    }
  }

  /// The flash device as defined in the FDF, without contents.
  package init(planned device: FlashDevice) {
    self.init(
      name: device.name.text, baseAddress: device.baseAddress, size: device.size,
      regions: device.regions.map { region in
        var usage = RegionUsage(offset: region.offset, size: region.size, kind: .data)
        switch region.content {
        case .empty: usage.kind = .erased
        case .volumes(let names):
          usage.kind = .volume
          usage.volume = VolumeUsage(
            name: names.map(\.value.text).joined(separator: " "), size: region.size, used: 0, files: [],
            streams: [])
        case .data, .files, .modules, .pvhHeader: usage.kind = .data
        }
        return usage
      })
  }
}

extension RegionUsage {
  init(_ region: Region, offset: Int, names: NameBook) {
    self.init(offset: offset, size: region.size, kind: .data)
    switch region {
    case .volume(let volume):
      kind = .volume
      self.volume = VolumeUsage(volume, names: names)
    case .variableStore: kind = .variables
    case .workingBlock: kind = .workingBlock
    case .fill(let byte, _): kind = byte == 0x00 || byte == 0xFF ? .erased : .data
    case .bytes: kind = region.isELF ? .elf : .data
    }
  }
}

extension VolumeUsage {
  init(_ volume: FirmwareVolume, names: NameBook) {
    let placed = volume.placedFiles
    self.init(
      name: volume.name.flatMap { names[$0] ?? $0.description } ?? names[volume.fileSystem]
        ?? volume.fileSystem.description,
      guid: volume.name, size: volume.length, used: volume.usedSize,
      files: placed.filter { !$0.file.isPad }.map { FileUsage($0.file, offset: $0.offset, names: names) },
      streams: placed.flatMap { $0.file.sections.flatMap { StreamUsage.all(in: $0, names: names) } })
  }
}

extension FileUsage {
  init(_ file: FFSFile, offset: Int, names: NameBook) {
    self.init(
      guid: file.name, name: file.name(names), type: file.type.description, offset: offset, size: file.size)
  }
}

extension StreamUsage {
  /// The encoded sections in `section`, itself included.
  static func all(in section: Section, names: NameBook) -> [StreamUsage] {
    switch section.payload {
    case .bytes, .volume: []
    case .sections(let stream): stream.sections.flatMap { all(in: $0, names: names) }
    case .encoded(let encoded):
      [
        StreamUsage(
          codec: section.codecName(names), encodedSize: section.payloadSize, size: encoded.stream.size,
          volumes: encoded.stream.sections.compactMap { inner in
            if case .volume(let volume, _) = inner.payload { VolumeUsage(volume, names: names) } else { nil }
          })
      ]
    }
  }
}

extension FFSFile {
  /// The name in the file's UI section, otherwise the one in `names`, otherwise the GUID.
  package func name(_ names: NameBook) -> String {
    title ?? names[name] ?? name.description
  }
}

extension Section {
  package func codecName(_ names: NameBook) -> String {
    switch fields {
    case .guidDefined(let definition): names[definition.guid] ?? definition.guid.description
    case .compression(let method, _): method == .standard ? "PI standard" : "method \(method.rawValue)"
    default: type.description
    }
  }
}
