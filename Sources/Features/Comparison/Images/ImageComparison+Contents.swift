import Bytes
import FirmwareImage
import Inspection

/// The comparable contents of an image as flat lists.
struct ImageContents {
  struct FileKey: Hashable {
    let volume: String
    let guid: GUID
    /// The index among files of the same name in the same volume.
    let repetition: Int
  }

  struct File {
    let name: String
    let size: Int
    let sections: [Leaf]
  }

  struct Leaf {
    let type: String
    let bytes: ArraySlice<UInt8>
    var isExecutable = false
  }

  struct RegionContents {
    let size: Int
    let used: Int
    /// The bytes of a region without files; empty for a volume, as its files are compared.
    let bytes: ArraySlice<UInt8>
    /// The offset of `bytes` in the image; nil inside a compressed stream.
    var offset: Int?
    var isEmptyStore = false
  }

  private(set) var files: [(FileKey, File)] = []
  private(set) var regions: [(String, RegionContents)] = []
  private var repetitions: [String: Int] = [:]

  init(_ image: FlashImage, names: NameBook) {
    var offset = 0
    for region in image.regions {
      add(region, at: offset, in: 0, names: names)
      offset += region.size
    }
  }

  /// - Parameters:
  ///   - offset: where the region lies in the image or the volume around it.
  ///   - start: where that lies in the image; nil inside a compressed stream.
  private mutating func add(_ region: Region, at offset: Int, in start: Int?, names: NameBook) {
    let place = offset.hexadecimal
    let whole = start.map { $0 + offset }
    switch region {
    case .volume(let volume): add(volume, at: whole, names: names)
    case .variableStore(let store):
      regions.append(
        (
          "variable store at \(place)",
          RegionContents(
            size: store.size, used: store.size, bytes: store.data,
            offset: whole.map { $0 + VariableStore.headerSize },
            isEmptyStore: store.data.allSatisfy { $0 == 0xFF })
        ))
    case .workingBlock(let block):
      regions.append(
        (
          "FTW working block at \(place)",
          RegionContents(
            size: block.size, used: block.size, bytes: block.queue,
            offset: whole.map { $0 + FaultTolerantWorkingBlock.headerSize })
        ))
    case .fill(let byte, let count):
      regions.append(("fill at \(place)", RegionContents(size: count, used: 0, bytes: [byte], offset: whole)))
    case .bytes(let bytes):
      regions.append(
        (
          "data at \(place)",
          RegionContents(size: bytes.count, used: bytes.count, bytes: bytes, offset: whole)
        ))
    }
  }

  private mutating func add(_ volume: FirmwareVolume, at start: Int?, names: NameBook) {
    let name = volume.name.flatMap { names[$0] ?? $0.description } ?? names[volume.fileSystem] ?? "volume"
    regions.append((unique(name), RegionContents(size: volume.length, used: volume.usedSize, bytes: [])))
    if case .regions(let inner) = volume.contents {
      var end = volume.headerLength
      for region in inner {
        add(region, at: end, in: start, names: names)
        end += region.size
      }
    }
    for file in volume.files where !file.isPad { add(file, volume: name, names: names) }
  }

  private mutating func add(_ file: FFSFile, volume: String, names: NameBook) {
    var leaves: [Leaf] = []
    var inner: [FirmwareVolume] = []
    switch file.contents {
    case .sections(let stream): collect(stream, leaves: &leaves, volumes: &inner)
    case .bytes(let bytes): leaves.append(Leaf(type: "data", bytes: bytes))
    case .fill, .extendedHeader: break
    }
    let repetition = repetitions["\(volume) \(file.name)", default: 0]
    repetitions["\(volume) \(file.name)"] = repetition + 1
    let contents = leaves.reduce(0) { $0 + $1.bytes.count }
    files.append(
      (
        FileKey(volume: volume, guid: file.name, repetition: repetition),
        File(name: file.name(names), size: inner.isEmpty ? file.size : contents, sections: leaves)
      ))
    for volume in inner { add(volume, at: nil, names: names) }
  }

  private func collect(_ stream: SectionStream, leaves: inout [Leaf], volumes: inout [FirmwareVolume]) {
    for section in stream.sections {
      switch section.payload {
      case .bytes(let bytes):
        // Padding depends on the surrounding sections only.
        if section.type != .raw || !bytes.allSatisfy({ $0 == 0 }) {
          leaves.append(
            Leaf(type: section.type.description, bytes: bytes, isExecutable: section.type.isExecutable))
        }
      case .volume(let volume, _): volumes.append(volume)
      case .sections(let inner): collect(inner, leaves: &leaves, volumes: &volumes)
      case .encoded(let encoded): collect(encoded.stream, leaves: &leaves, volumes: &volumes)
      }
    }
  }

  private mutating func unique(_ name: String) -> String {
    let count = repetitions[name, default: 0]
    repetitions[name] = count + 1
    return count == 0 ? name : "\(name) (\(count + 1))"
  }
}
