package import Bytes
package import FirmwareImage

/// What differs between two images once everything that can be decoded is decoded: files by volume
/// and GUID, leaf sections by type. How the same contents were compressed makes no difference.
package struct ImageComparison: Equatable, Sendable {
  package struct FileRow: Equatable, Sendable {
    package var volume: String
    package var guid: GUID
    package var name: String
    /// In bytes; nil where the file is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    package var sections: [SectionRow]

    package enum Verdict: String, Sendable { case onlyInA, onlyInB, different, same }

    package var verdict: Verdict {
      if sizeB == nil { return .onlyInA }
      if sizeA == nil { return .onlyInB }
      return sections.allSatisfy { $0.isSame } ? .same : .different
    }
  }

  package struct SectionRow: Equatable, Sendable {
    package var type: String
    package var sizeA: Int?
    package var sizeB: Int?
    /// How many bytes differ, of two payloads of one size; nil for other sizes.
    package var differingBytes: Int?

    package var isSame: Bool { differingBytes == 0 }
  }

  /// A volume or a stretch of flash outside volumes.
  package struct RegionRow: Equatable, Sendable {
    package var name: String
    package var sizeA: Int?
    package var sizeB: Int?
    package var usedA: Int?
    package var usedB: Int?
    package var isSame: Bool
  }

  package var nameA: String
  package var nameB: String
  package var regions: [RegionRow]
  /// In the order of A, then what only B has in the order of B.
  package var files: [FileRow]

  package var differs: Bool {
    regions.contains { !$0.isSame } || files.contains { $0.verdict != .same }
  }
}

extension ImageComparison {
  package init(
    _ a: (name: String, image: FlashImage), _ b: (name: String, image: FlashImage),
    names: NameBook = NameBook()
  ) {
    let contentsA = ImageContents(a.image, names: names)
    let contentsB = ImageContents(b.image, names: names)
    nameA = a.name
    nameB = b.name
    regions = Self.union(contentsA.regions, contentsB.regions).map { name, left, right in
      RegionRow(
        name: name, sizeA: left?.size, sizeB: right?.size, usedA: left?.used, usedB: right?.used,
        isSame: left?.size == right?.size && left?.bytes == right?.bytes)
    }
    files = Self.union(contentsA.files, contentsB.files).map { key, left, right in
      FileRow(
        volume: key.volume, guid: key.guid, name: (left ?? right)?.name ?? key.guid.description,
        sizeA: left?.size, sizeB: right?.size,
        sections: left == nil || right == nil ? [] : Self.compare(left?.sections ?? [], right?.sections ?? [])
      )
    }
  }

  /// Every key of both, in the order of A and then of B.
  private static func union<Key: Hashable, Value>(_ a: [(Key, Value)], _ b: [(Key, Value)])
    -> [(Key, Value?, Value?)]
  {
    var right = Dictionary(b) { first, _ in first }
    var rows: [(Key, Value?, Value?)] = a.map { ($0, $1, right.removeValue(forKey: $0)) }
    for (key, value) in b where right.removeValue(forKey: key) != nil { rows.append((key, nil, value)) }
    return rows
  }

  /// Pairs sections of one type in their order.
  private static func compare(_ a: [ImageContents.Leaf], _ b: [ImageContents.Leaf]) -> [SectionRow] {
    var types: [String] = []
    for leaf in a + b where !types.contains(leaf.type) { types.append(leaf.type) }
    return types.flatMap { type -> [SectionRow] in
      let left = a.filter { $0.type == type }
      let right = b.filter { $0.type == type }
      return (0..<max(left.count, right.count)).map { index in
        let one = index < left.count ? left[index].bytes : nil
        let other = index < right.count ? right[index].bytes : nil
        var differing: Int?
        if let one, let other, one.count == other.count {
          differing = one == other ? 0 : zip(one, other).count { $0 != $1 }
        }
        return SectionRow(type: type, sizeA: one?.count, sizeB: other?.count, differingBytes: differing)
      }
    }
  }
}

/// An image flattened to what can be compared.
private struct ImageContents {
  struct FileKey: Hashable {
    let volume: String
    let guid: GUID
    /// Of files with one name in one volume: which it is.
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
  }

  struct RegionContents {
    let size: Int
    let used: Int
    /// Of a region without files; empty for a volume, whose files are compared.
    let bytes: ArraySlice<UInt8>
  }

  private(set) var files: [(FileKey, File)] = []
  private(set) var regions: [(String, RegionContents)] = []
  private var repetitions: [String: Int] = [:]

  init(_ image: FlashImage, names: NameBook) {
    var offset = 0
    for region in image.regions {
      add(region, at: offset, names: names)
      offset += region.size
    }
  }

  private mutating func add(_ region: Region, at offset: Int, names: NameBook) {
    let place = offset.hexadecimal
    switch region {
    case .volume(let volume): add(volume, names: names)
    case .variableStore(let store):
      regions.append(
        ("variable store at \(place)", RegionContents(size: store.size, used: store.size, bytes: store.data)))
    case .workingBlock(let block):
      regions.append(
        (
          "FTW working block at \(place)",
          RegionContents(size: block.size, used: block.size, bytes: block.queue)
        ))
    case .fill(let byte, let count):
      regions.append(("fill at \(place)", RegionContents(size: count, used: 0, bytes: [byte])))
    case .bytes(let bytes):
      regions.append(("data at \(place)", RegionContents(size: bytes.count, used: bytes.count, bytes: bytes)))
    }
  }

  private mutating func add(_ volume: FirmwareVolume, names: NameBook) {
    let name = volume.name.flatMap { names[$0] ?? $0.description } ?? names[volume.fileSystem] ?? "volume"
    regions.append((unique(name), RegionContents(size: volume.length, used: volume.usedSize, bytes: [])))
    if case .regions(let inner) = volume.contents {
      var end = volume.headerLength
      for region in inner {
        add(region, at: end, names: names)
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
    for volume in inner { add(volume, names: names) }
  }

  private func collect(_ stream: SectionStream, leaves: inout [Leaf], volumes: inout [FirmwareVolume]) {
    for section in stream.sections {
      switch section.payload {
      case .bytes(let bytes):
        // Padding moves with what is around it and says nothing.
        if section.type != .raw || !bytes.allSatisfy({ $0 == 0 }) {
          leaves.append(Leaf(type: section.type.description, bytes: bytes))
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
