internal import Bytes

extension FirmwareVolume {
  /// `_FVH`, little-endian.
  static let signature: UInt32 = 0x4856_465F
  /// Offset of the signature in the header, in bytes.
  static let signatureOffset = 40

  /// The header with its checksum, `headerLength` bytes.
  func headerBytes(extendedHeaderOffset: UInt16) -> [UInt8] {
    var writer = ByteWriter(capacity: headerLength)
    writer.write(zeroVector)
    writer.write(fileSystem)
    writer.write(UInt64(length))
    writer.write(Self.signature)
    writer.write(attributes.rawValue)
    writer.write(UInt16(truncatingIfNeeded: headerLength))
    writer.write(UInt16(0))
    writer.write(extendedHeaderOffset)
    writer.write(reserved)
    writer.write(revision)
    for block in blockMap {
      writer.write(block.count)
      writer.write(block.length)
    }
    writer.write(UInt64(0))
    writer.write(headerTrailing)
    var bytes = writer.bytes
    bytes.store(0 &- Checksum.sum16(bytes), at: 50)
    return bytes
  }
}

extension FirmwareVolume.ExtendedHeader {
  func bytes() -> [UInt8] {
    var writer = ByteWriter(capacity: size)
    writer.write(name)
    writer.write(UInt32(truncatingIfNeeded: size))
    for entry in entries {
      writer.write(UInt16(truncatingIfNeeded: 4 + entry.data.count))
      writer.write(entry.type)
      writer.write(entry.data)
    }
    writer.write(trailing)
    return writer.bytes
  }
}
