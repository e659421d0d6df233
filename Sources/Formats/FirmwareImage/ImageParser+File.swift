internal import Bytes
internal import Diagnostics

extension ImageParser {
  /// Parses the files of a volume. `bytes` is the range from the end of the header to the end of the volume.
  ///
  /// - Parameter extendedHeader: the index of the extended header, for a volume that has one.
  mutating func files(
    _ bytes: ArraySlice<UInt8>, volumeStart: Int, eraseByte: UInt8, extendedHeader: Int?
  ) -> [FirmwareVolume.Item] {
    var items: [FirmwareVolume.Item] = []
    var index = bytes.startIndex
    if let end = endOfLooseHeader(extendedHeader, in: bytes) {
      items.append(.opaque(bytes[index..<end]))
      index = end
    }
    while index < bytes.endIndex {
      let start = min(bytes.endIndex, volumeStart + (index - volumeStart).aligned(to: 8))
      let rest = bytes[start...]
      if rest.count < 24 || rest.prefix(24).isFilled(with: eraseByte) {
        if !bytes[index...].isFilled(with: eraseByte) {
          report(
            .fvFreeSpace, at: index, "the free space after the last file of a volume is not erased")
          items.append(.opaque(bytes[index...]))
        }
        break
      }
      let (file, size) = self.file(rest, eraseByte: eraseByte, extendedHeader: extendedHeader)
      guard let file else {
        items.append(.opaque(bytes[index..<(start + size)]))
        index = start + size
        continue
      }
      if !bytes[index..<start].isFilled(with: eraseByte) { items.append(.opaque(bytes[index..<start])) }
      items.append(.file(file))
      index = start + size
    }
    return items
  }

  /// Where the files start if the extended header directly follows the volume header, without a pad file;
  /// otherwise nil.
  private func endOfLooseHeader(_ extendedHeader: Int?, in bytes: ArraySlice<UInt8>) -> Int? {
    guard let extendedHeader, extendedHeader == bytes.startIndex,
      let header = self.extendedHeader(bytes)
    else { return nil }
    return min(bytes.endIndex, bytes.startIndex + header.size)
  }

  /// Parses the file at the first byte of `rest`, which extends to the end of the volume.
  ///
  /// - Returns: nil for a damaged file, with the number of bytes to skip.
  private mutating func file(_ rest: ArraySlice<UInt8>, eraseByte: UInt8, extendedHeader: Int?)
    -> (FFSFile?, size: Int)
  {
    let start = rest.startIndex
    guard let header = try? StoredFileHeader(parsing: rest), header.size >= UInt64(header.length),
      header.size <= UInt64(rest.count)
    else {
      report(
        .ffsFileSize, at: start,
        "the size of a file does not fit the \(rest.count) bytes that are left in its volume")
      return (nil, rest.count)
    }
    let size = Int(header.size)
    guard header.isChecksumRight else {
      report(.ffsHeaderChecksum, at: start, "the checksum of the header of file \(header.name) is wrong")
      return (nil, size)
    }
    let data = rest[(start + header.length)..<(start + size)]
    var file = FFSFile(
      name: header.name, type: header.type, attributes: header.attributes, state: header.state,
      contents: contents(data, type: header.type, eraseByte: eraseByte, extendedHeader: extendedHeader))
    if header.attributes.contains(.largeFile) { file.unusedSize = header.shortSize }
    let hasChecksum = header.attributes.contains(.checksum)
    if header.dataChecksum != (hasChecksum ? 0 &- data.sum8 : FFSFile.fixedDataChecksum) {
      file.wrongDataChecksum = header.dataChecksum
      report(
        .ffsDataChecksum, hasChecksum ? .error : .warning, at: start,
        "the data checksum of file \(header.name) is wrong")
    }
    return (file, size)
  }

  private mutating func contents(
    _ data: ArraySlice<UInt8>, type: FFSFile.FileType, eraseByte: UInt8, extendedHeader: Int?
  ) -> FFSFile.Contents {
    if type == .pad {
      if data.startIndex == extendedHeader, let header = self.extendedHeader(data) {
        return .extendedHeader(header, trailing: data.dropFirst(header.size))
      }
      if data.isEmpty { return .fill(eraseByte, count: 0) }
      return data.uniformByte.map { .fill($0, count: data.count) } ?? .bytes(data)
    }
    return type.hasSections ? .sections(sections(data)) : .bytes(data)
  }
}

/// The stored header of a file.
private struct StoredFileHeader {
  let name: GUID
  let dataChecksum: UInt8
  let type: FFSFile.FileType
  let attributes: FFSFile.Attributes
  let state: FFSFile.State
  let shortSize: UInt32
  let size: UInt64
  let length: Int
  let isChecksumRight: Bool

  init(parsing bytes: ArraySlice<UInt8>) throws(ByteError) {
    var reader = ByteReader(bytes)
    name = try reader.readGUID()
    try reader.skip(1)
    dataChecksum = try reader.read()
    type = FFSFile.FileType(rawValue: try reader.read())
    attributes = FFSFile.Attributes(rawValue: try reader.read())
    let word: UInt32 = try reader.read()
    shortSize = word & 0xFF_FFFF
    state = FFSFile.State(rawValue: UInt8(word >> 24))
    let isLarge = attributes.contains(.largeFile)
    size = isLarge ? try reader.read() : UInt64(shortSize)
    length = isLarge ? 32 : 24
    // The checksum is computed with state and data checksum as zero.
    isChecksumRight = bytes.prefix(length).sum8 &- dataChecksum &- state.rawValue == 0
  }
}
