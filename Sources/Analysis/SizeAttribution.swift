package import Bytes
package import FirmwareImage

/// What every file of an image costs in flash.
///
/// Outside of encoded sections that is what it is large; inside it is the share of the stream that went into its
/// bytes. The shares of a stream's files, and of what lies between them, add up to the stream.
package struct SizeAttribution: Equatable, Sendable {
  package struct File: Equatable, Sendable {
    /// The volume that holds it directly.
    package var volume: String
    package var guid: GUID
    package var name: String
    package var type: String
    /// In bytes, decoded.
    package var raw: Int
    /// In bytes of flash.
    package var flash: Double
    package var sections: [Section]
    /// Whether it is there for the volumes in it, whose files are listed too.
    package var holdsVolumes: Bool
  }

  package struct Section: Equatable, Sendable {
    package var type: String
    /// In bytes, decoded; with its header.
    package var raw: Int
    /// In bytes of flash.
    package var flash: Double
  }

  package struct Stream: Equatable, Sendable {
    package var codec: String
    /// In bytes, as it stands in flash.
    package var encodedSize: Int
    /// In bytes, decoded.
    package var size: Int
    /// What the ledger of the stream adds up to, in bytes; nil where the codec keeps none, and every byte costs
    /// the same.
    package var booked: Double?
  }

  /// In the order of the image.
  package private(set) var files: [File] = []
  package private(set) var streams: [Stream] = []

  package init(_ image: FlashImage, names: NameBook = NameBook(), ledgers: some SectionLedgers) {
    let walk = Walk(names: names, ledgers: ledgers)
    var offset = 0
    for region in image.regions {
      if case .volume(let volume) = region {
        // Flash itself: a byte is a byte.
        add(volume, at: offset, walk) { Double($0.count) }
      }
      offset += region.size
    }
  }

  private struct Walk {
    let names: NameBook
    let ledgers: any SectionLedgers
  }

  /// What a range of the bytes around costs, in bytes of flash.
  private typealias Cost = (Range<Int>) -> Double

  /// - Parameter base: where the volume starts in the bytes that `cost` speaks of.
  private mutating func add(_ volume: FirmwareVolume, at base: Int, _ walk: Walk, cost: Cost) {
    let name =
      volume.name.flatMap { walk.names[$0] ?? $0.description } ?? walk.names[volume.fileSystem]
      ?? volume.fileSystem.description
    for (offset, file) in volume.placedFiles where !file.isPad {
      let start = base + offset
      let place = files.count
      files.append(
        File(
          volume: name, guid: file.name, name: file.name(walk.names), type: file.type.description,
          raw: file.size, flash: cost(start..<start + file.size), sections: [],
          holdsVolumes: !file.sections.flatMap(\.nestedVolumes).isEmpty))
      guard case .sections(let stream) = file.contents else { continue }
      let inner = start + file.headerSize
      files[place].sections = stream.placedSections.map { offset, section in
        Section(
          type: section.type.description, raw: section.size,
          flash: cost(inner + offset..<inner + offset + section.size))
      }
      add(stream, at: inner, walk, cost: cost)
    }
  }

  private mutating func add(_ stream: SectionStream, at base: Int, _ walk: Walk, cost: Cost) {
    for (offset, section) in stream.placedSections {
      let payload = base + offset + section.headerSize
      switch section.payload {
      case .bytes: continue
      case .volume(let volume, _): add(volume, at: payload, walk, cost: cost)
      case .sections(let inner): add(inner, at: payload, walk, cost: cost)
      case .encoded(let encoded):
        let size = encoded.stream.size
        let whole = cost(payload..<payload + section.payloadSize)
        let ledger = encoded.encoded.flatMap { bytes in
          section.codecGUID.flatMap { walk.ledgers.ledger($0, payload: bytes, limit: size) }
        }
        streams.append(
          Stream(
            codec: section.codecName(walk.names), encodedSize: section.payloadSize, size: size,
            booked: ledger.map { $0.total / 8 }))
        add(encoded.stream, at: 0, walk) { range in
          guard let ledger, ledger.total > 0 else {
            return size == 0 ? 0 : whole * Double(range.count) / Double(size)
          }
          // What the codec writes around the symbols is shared by all.
          return whole * ledger.bits(in: range) / ledger.total
        }
      }
    }
  }
}

extension Section {
  fileprivate var codecGUID: GUID? {
    if case .guidDefined(let definition) = fields { definition.guid } else { nil }
  }
}
