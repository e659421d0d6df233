internal import Bytes

/// The bytes of a file header (PI 1.8 Vol 3, 3.2.3).
struct FFSHeader {
  var name: GUID
  var type: FFSFile.FileType
  var attributes: FFSFile.Attributes
  /// As stored.
  var state: FFSFile.State
  /// Of the whole file in bytes, header included.
  var size: Int
  /// What the 24-bit field holds in a large file.
  var unusedSize: UInt32 = 0

  /// From this size on, in bytes, GenFfs and GenFv use the 64-bit field. It counts the short header.
  static let largeFrom = 0x100_0000

  /// The header with its checksum; `dataChecksum` is stored as it is.
  ///
  /// The header's checksum is computed with the state and the data checksum taken as zero.
  func bytes(dataChecksum: UInt8) -> [UInt8] {
    let isLarge = attributes.contains(.largeFile)
    var writer = ByteWriter(capacity: 32)
    writer.write(name)
    writer.write(UInt16(0))
    writer.write(type.rawValue)
    writer.write(attributes.rawValue)
    writer.write((isLarge ? unusedSize : UInt32(truncatingIfNeeded: size)) & 0xFF_FFFF)
    if isLarge { writer.write(UInt64(size)) }
    var header = writer.bytes
    header[16] = Checksum.complement8(header)
    header[17] = dataChecksum
    header[23] = state.rawValue
    return header
  }

  /// The header of a pad file as GenFv writes it: the name stays erased.
  static func pad(size: Int, eraseByte: UInt8) -> [UInt8] {
    let attributes: FFSFile.Attributes = size >= largeFrom ? .largeFile : []
    let header = FFSHeader(
      name: GUID(mixedEndian: Array(repeating: eraseByte, count: 16)[...]), type: .pad,
      attributes: attributes, state: FFSFile.State.complete.stored(erasedTo: eraseByte), size: size)
    return header.bytes(dataChecksum: FFSFile.fixedDataChecksum)
  }
}
