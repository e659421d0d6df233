internal import Bytes

extension PlacedVolume {
  /// Replaces the payload of a section with `payload`. File and section are counted from 0 in the order of the
  /// plan.
  ///
  /// - Throws: if there is no such section, or its size would change.
  package mutating func replacePayload(ofFile file: Int, section: Int, with payload: [UInt8])
    throws(ReplacementError)
  {
    guard files.indices.contains(file), case .sections(var sections) = files[file].contents,
      sections.sections.indices.contains(section)
    else { throw .noSuchSection(file: file, section: section) }
    let size = sections.sections[section].plan.payload.count
    guard payload.count == size else { throw .size(was: size, is: payload.count) }
    sections.sections[section].plan.payload = payload
    files[file].contents = .sections(sections)
  }

  /// Sets the first 16 bytes, which ARM processors execute first.
  package mutating func setZeroVector(_ vector: [UInt8]) {
    header.zeroVector = Array(vector.prefix(16)) + Array(repeating: 0, count: max(0, 16 - vector.count))
  }

  /// The `size` bytes of the volume. This cannot fail.
  package func bytes() -> [UInt8] {
    let eraseByte = header.attributes.eraseByte
    var image = [UInt8](repeating: eraseByte, count: size)
    var extendedHeaderOffset = 0
    for pad in pads {
      var bytes = FFSHeader.pad(size: pad.size, eraseByte: eraseByte)
      if let extendedHeader = pad.extendedHeader {
        extendedHeaderOffset = pad.offset + bytes.count
        bytes += extendedHeader.bytes()
      }
      image.replaceSubrange(pad.offset..<(pad.offset + bytes.count), with: bytes)
    }
    for file in files {
      let bytes = file.bytes(eraseByte: eraseByte)
      image.replaceSubrange(file.offset..<(file.offset + bytes.count), with: bytes)
    }
    let headerBytes = header.headerBytes(
      extendedHeaderOffset: UInt16(truncatingIfNeeded: extendedHeaderOffset))
    image.replaceSubrange(0..<headerBytes.count, with: headerBytes)
    return image
  }
}

extension PlacedFile {
  /// The bytes of the file as stored in flash of this erase polarity.
  func bytes(eraseByte: UInt8) -> [UInt8] {
    let data =
      switch contents {
      case .bytes(let bytes): bytes
      case .sections(let sections): sections.bytes()
      }
    let header = FFSHeader(
      name: name, type: type, attributes: attributes,
      state: FFSFile.State.complete.stored(erasedTo: eraseByte), size: size)
    let checksum = attributes.contains(.checksum) ? 0 &- data[...].sum8 : FFSFile.fixedDataChecksum
    return header.bytes(dataChecksum: checksum) + data
  }
}
