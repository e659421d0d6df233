internal import Bytes
internal import Diagnostics

extension ImageParser {
  /// Parses the volume whose header is at the first byte of `bytes`, which may be longer than the volume.
  ///
  /// - Returns: nil if there is no volume, or if it is too damaged. Only a header that is nearly correct is
  ///   reported, because a search for volumes tries many places.
  mutating func volume(_ bytes: ArraySlice<UInt8>) -> FirmwareVolume? {
    let start = bytes.startIndex
    guard let header = try? VolumeHeader(parsing: bytes) else { return nil }
    guard Checksum.sum16(bytes.prefix(header.length)) == 0 else {
      report(.fvHeaderChecksum, at: start, "the checksum of a volume header is wrong")
      return nil
    }
    guard header.volumeLength >= UInt64(header.length) else {
      report(
        .fvLength, at: start,
        "the volume states a length of \(header.volumeLength) bytes, less than its header")
      return nil
    }
    guard let length = Int(exactly: header.volumeLength), length <= bytes.count else {
      report(
        .imageTruncated, at: start,
        "the volume states a length of \(header.volumeLength) bytes, found \(bytes.count)",
        fix: "check that the image was copied completely")
      return nil
    }
    var volume = header.volume(length: length)
    reportBlockMap(of: volume, at: start)
    let body = bytes[(start + header.length)..<(start + length)]
    let contents = nested(at: start) { parser -> FirmwareVolume.Contents in
      if [FirmwareVolume.ffs2, FirmwareVolume.ffs3].contains(volume.fileSystem) {
        let extended = header.extendedOffset == 0 ? nil : start + Int(header.extendedOffset)
        return .files(
          parser.files(
            body, volumeStart: start, eraseByte: volume.attributes.eraseByte, extendedHeader: extended))
      }
      return .regions(parser.regions(body, lookForVolumes: false))
    }
    volume.contents = contents ?? .regions([.bytes(body)])
    if header.extendedOffset != 0, volume.extendedHeader == nil {
      volume.looseExtendedHeaderOffset = header.extendedOffset
    }
    return volume
  }

  private mutating func reportBlockMap(of volume: FirmwareVolume, at start: Int) {
    var sum: UInt64 = 0
    for block in volume.blockMap { sum &+= UInt64(block.count) * UInt64(block.length) }
    guard sum != UInt64(volume.length) else { return }
    report(
      .fvBlockMap, at: start,
      "the block map describes \(sum) bytes, the volume has \(volume.length)")
  }

  /// The extended header at the first byte of `bytes`; nil if there is none or it is damaged.
  func extendedHeader(_ bytes: ArraySlice<UInt8>) -> FirmwareVolume.ExtendedHeader? {
    var reader = ByteReader(bytes)
    guard let name = try? reader.readGUID(), let size = try? reader.read(UInt32.self),
      size >= 20, Int(size) <= bytes.count
    else { return nil }
    var entries: [FirmwareVolume.ExtendedHeader.Entry] = []
    var rest = bytes[(bytes.startIndex + 20)..<(bytes.startIndex + Int(size))]
    while rest.count >= 4 {
      var reader = ByteReader(rest)
      guard let size = try? reader.read(UInt16.self), let type = try? reader.read(UInt16.self),
        size >= 4, Int(size) <= rest.count
      else { break }
      let data = rest.dropFirst(4).prefix(Int(size) - 4)
      entries.append(FirmwareVolume.ExtendedHeader.Entry(type: type, data: Array(data)))
      rest = rest.dropFirst(Int(size))
    }
    return FirmwareVolume.ExtendedHeader(name: name, entries: entries, trailing: rest)
  }
}

/// The stored header of a volume.
private struct VolumeHeader {
  let zeroVector: ArraySlice<UInt8>
  let fileSystem: GUID
  let volumeLength: UInt64
  let attributes: UInt32
  let length: Int
  let extendedOffset: UInt16
  let reserved: UInt8
  let revision: UInt8
  let blockMap: [FirmwareVolume.Block]
  let trailing: ArraySlice<UInt8>

  private enum Failure: Error { case notAHeader }

  /// - Throws: if the bytes are not a volume header; the checksum is not considered.
  init(parsing bytes: ArraySlice<UInt8>) throws {
    var reader = ByteReader(bytes)
    zeroVector = try reader.read(count: 16)
    fileSystem = try reader.readGUID()
    volumeLength = try reader.read()
    guard try reader.read(UInt32.self) == FirmwareVolume.signature else { throw Failure.notAHeader }
    attributes = try reader.read()
    length = Int(try reader.read(UInt16.self))
    try reader.skip(2)
    extendedOffset = try reader.read()
    reserved = try reader.read()
    revision = try reader.read()
    guard length % 2 == 0, length >= 72, length <= bytes.count, (1...2).contains(revision) else {
      throw Failure.notAHeader
    }
    var map = ByteReader(bytes[reader.offset..<(bytes.startIndex + length)])
    var blocks: [FirmwareVolume.Block] = []
    while true {
      let block = FirmwareVolume.Block(count: try map.read(), length: try map.read())
      if block == FirmwareVolume.Block(count: 0, length: 0) { break }
      blocks.append(block)
    }
    blockMap = blocks
    trailing = try map.read(count: map.remaining)
  }

  func volume(length: Int) -> FirmwareVolume {
    var volume = FirmwareVolume(
      fileSystem: fileSystem, length: length, attributes: FirmwareVolume.Attributes(rawValue: attributes),
      blockMap: blockMap, contents: .files([]))
    volume.zeroVector = Array(zeroVector)
    volume.reserved = reserved
    volume.revision = revision
    volume.headerTrailing = trailing
    return volume
  }
}
