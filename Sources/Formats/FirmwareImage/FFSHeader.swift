internal import Bytes

/// The stored header of a file (PI 1.8 Vol 3, 3.2.3).
struct FFSHeader {
  var name: GUID
  var type: FFSFile.FileType
  var attributes: FFSFile.Attributes
  /// The stored value.
  var state: FFSFile.State
  /// Size of the whole file in bytes, header included.
  var size: Int
  /// The value of the 24-bit size field in a large file.
  var unusedSize: UInt32 = 0

  /// The size in bytes, with the short header, from which GenFfs and GenFv use the 64-bit field.
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

  /// The header of a pad file as GenFv writes it, with an erased name.
  static func pad(size: Int, eraseByte: UInt8) -> [UInt8] {
    let attributes: FFSFile.Attributes = size >= largeFrom ? .largeFile : []
    let header = FFSHeader(
      name: GUID(mixedEndian: Array(repeating: eraseByte, count: 16)[...]), type: .pad,
      attributes: attributes, state: FFSFile.State.complete.stored(erasedTo: eraseByte), size: size)
    return header.bytes(dataChecksum: FFSFile.fixedDataChecksum)
  }
}
