package import Bytes
package import FirmwareImage
package import Inspection

/// What every file of an image costs in flash.
///
/// Outside of encoded sections that is the file's size. Inside one it is the share of the stream that encodes
/// the file's bytes. The shares of all files of a stream, and of what lies between them, add up to the stream.
package struct SizeAttribution: Equatable, Sendable {
  package struct File: Equatable, Sendable {
    /// The volume that directly contains the file.
    package var volume: String
    package var guid: GUID
    package var name: String
    package var type: String
    /// Decoded size in bytes.
    package var raw: Int
    /// Cost in bytes of flash.
    package var flash: Double
    package var sections: [Section]
    /// Whether the file contains volumes, whose files are listed too.
    package var holdsVolumes: Bool
  }

  package struct Section: Equatable, Sendable {
    package var type: String
    /// Decoded size in bytes, with the section header.
    package var raw: Int
    /// Cost in bytes of flash.
    package var flash: Double
    /// Functions and variables in ascending order of address, if the executable's link map is known. Bytes
    /// between them are counted in the section only.
    package var parts: [Part] = []
  }

  /// A function or variable.
  package struct Part: Equatable, Sendable {
    package var name: String
    package var library: String
    /// Decoded size in bytes.
    package var raw: Int
    /// Cost in bytes of flash.
    package var flash: Double
  }

  package struct Stream: Equatable, Sendable {
    package var codec: String
    /// Encoded size in bytes, as stored in flash.
    package var encodedSize: Int
    /// Decoded size in bytes.
    package var size: Int
    /// Sum of the costs that the codec recorded, in bytes; nil if the codec records none, so that every byte
    /// costs the same.
    package var booked: Double?
  }

  /// All files, in the order of the image.
  package private(set) var files: [File] = []
  package private(set) var streams: [Stream] = []

  /// - Parameter symbols: of executables; without them sections are not divided into functions.
  package init(
    _ image: FlashImage, names: NameBook = NameBook(), ledgers: some SectionLedgers,
    symbols: (any SymbolSource)? = nil
  ) {
    let walk = Walk(names: names, ledgers: ledgers, symbols: symbols)
    var offset = 0
    for region in image.regions {
      if case .volume(let volume) = region {
        // Uncompressed: each byte costs one byte.
        add(volume, at: offset, walk, .flash)
      }
      offset += region.size
    }
  }

  private struct Walk {
    let names: NameBook
    let ledgers: any SectionLedgers
    let symbols: (any SymbolSource)?
  }

  /// How much flash a range of bytes costs.
  private enum Tariff {
    /// Each byte costs one byte.
    case flash
    /// An encoded payload that costs `whole` bytes, divided evenly over `size` decoded bytes.
    case even(whole: Double, size: Int)
    /// An encoded payload whose codec recorded the cost of each byte. Bytes of the stream that encode no symbol
    /// are divided in proportion.
    case booked(any StreamLedger, whole: Double)

    func cost(of range: Range<Int>) -> Double {
      switch self {
      case .flash: Double(range.count)
      case .even(let whole, let size): size == 0 ? 0 : whole * Double(range.count) / Double(size)
      case .booked(let ledger, let whole): whole * ledger.bits(in: range) / ledger.total
      }
    }
  }

  /// - Parameter base: the offset of the volume in the bytes that `tariff` applies to.
  private mutating func add(_ volume: FirmwareVolume, at base: Int, _ walk: Walk, _ tariff: Tariff) {
    let name =
      volume.name.flatMap { walk.names[$0] ?? $0.description } ?? walk.names[volume.fileSystem]
      ?? volume.fileSystem.description
    for (offset, file) in volume.placedFiles where !file.isPad {
      let start = base + offset
      let place = files.count
      files.append(
        File(
          volume: name, guid: file.name, name: file.name(walk.names), type: file.type.description,
          raw: file.size, flash: tariff.cost(of: start..<start + file.size), sections: [],
          holdsVolumes: !file.sections.flatMap(\.nestedVolumes).isEmpty))
      guard case .sections(let stream) = file.contents else { continue }
      let inner = start + file.headerSize
      files[place].sections = stream.placedSections.map { offset, section in
        let start = inner + offset
        return Section(
          type: section.type.description, raw: section.size,
          flash: tariff.cost(of: start..<start + section.size),
          parts: Self.parts(of: section, in: file, at: start + section.headerSize, walk, tariff))
      }
      add(stream, at: inner, walk, tariff)
    }
  }

  /// - Parameter base: the offset of the executable.
  private static func parts(
    of section: FirmwareImage.Section, in file: FFSFile, at base: Int, _ walk: Walk, _ tariff: Tariff
  ) -> [Part] {
    guard section.type == .pe32 || section.type == .te, case .bytes(let bytes) = section.payload,
      let symbols = walk.symbols?.symbols(of: file.name, executable: bytes)
    else { return [] }
    return symbols.map { symbol in
      Part(
        name: symbol.name, library: symbol.library, raw: symbol.range.count,
        flash: tariff.cost(of: base + symbol.range.lowerBound..<base + symbol.range.upperBound))
    }
  }

  private mutating func add(_ stream: SectionStream, at base: Int, _ walk: Walk, _ tariff: Tariff) {
    for (offset, section) in stream.placedSections {
      let payload = base + offset + section.headerSize
      switch section.payload {
      case .bytes: continue
      case .volume(let volume, _): add(volume, at: payload, walk, tariff)
      case .sections(let inner): add(inner, at: payload, walk, tariff)
      case .encoded(let encoded):
        add(encoded, of: section, tariff.cost(of: payload..<payload + section.payloadSize), walk)
      }
    }
  }

  /// - Parameter whole: what the encoded payload costs, in bytes of flash.
  private mutating func add(
    _ encoded: FirmwareImage.Section.EncodedSections, of section: FirmwareImage.Section, _ whole: Double,
    _ walk: Walk
  ) {
    let size = encoded.stream.size
    var ledger: (any StreamLedger)?
    if let bytes = encoded.encoded, let guid = section.codecGUID {
      ledger = walk.ledgers.ledger(guid, payload: bytes, limit: size)
    }
    streams.append(
      Stream(
        codec: section.codecName(walk.names), encodedSize: section.payloadSize, size: size,
        booked: ledger.map { $0.total / 8 }))
    var inner = Tariff.even(whole: whole, size: size)
    if let ledger, ledger.total > 0 { inner = .booked(ledger, whole: whole) }
    add(encoded.stream, at: 0, walk, inner)
  }
}

extension Section {
  fileprivate var codecGUID: GUID? {
    if case .guidDefined(let definition) = fields { definition.guid } else { nil }
  }
}
