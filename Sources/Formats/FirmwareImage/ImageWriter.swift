internal import Bytes

/// Appends parts of an image to `bytes`. Alignment is relative to the start of the enclosing part.
struct ImageWriter {
  let encoder: (any SectionEncoder)?
  var bytes: [UInt8] = []

  mutating func fill(_ value: UInt8, count: Int) {
    bytes.append(contentsOf: [UInt8](repeating: value, count: count))
  }

  mutating func write(_ region: Region) throws(ImageWritingError) {
    switch region {
    case .volume(let volume): try write(volume)
    case .fill(let value, let count): fill(value, count: count)
    case .bytes(let data): bytes.append(contentsOf: data)
    case .variableStore(let store):
      var header = ByteWriter(capacity: VariableStore.headerSize)
      header.write(store.signature)
      header.write(UInt32(truncatingIfNeeded: store.size))
      header.write(store.format)
      header.write(store.state)
      header.write(store.reserved)
      header.write(store.reserved1)
      bytes.append(contentsOf: header.bytes)
      bytes.append(contentsOf: store.data)
    case .workingBlock(let block):
      var header = ByteWriter(capacity: FaultTolerantWorkingBlock.headerSize)
      header.write(FaultTolerantWorkingBlock.signature)
      header.write(block.crc)
      header.write(block.state)
      header.write(block.reserved)
      header.write(UInt64(block.queue.count))
      bytes.append(contentsOf: header.bytes)
      bytes.append(contentsOf: block.queue)
    }
  }

  private mutating func write(_ volume: FirmwareVolume) throws(ImageWritingError) {
    let start = bytes.count
    let eraseByte = volume.attributes.eraseByte
    fill(eraseByte, count: volume.headerLength)
    var extendedOffset = Int(volume.looseExtendedHeaderOffset ?? 0)
    switch volume.contents {
    case .regions(let regions):
      for region in regions { try write(region) }
    case .files(let items):
      for item in items {
        switch item {
        case .opaque(let data): bytes.append(contentsOf: data)
        case .file(let file):
          fill(eraseByte, count: (bytes.count - start).aligned(to: 8) - (bytes.count - start))
          if case .extendedHeader = file.contents { extendedOffset = bytes.count - start + file.headerSize }
          try write(file)
        }
      }
    }
    let free = volume.length - (bytes.count - start)
    guard free >= 0 else { throw .volumeOverflow(name: volume.name, overage: -free) }
    fill(eraseByte, count: free)
    guard let offset = UInt16(exactly: extendedOffset) else { throw .extendedHeaderOffset(extendedOffset) }
    bytes.replaceSubrange(
      start..<(start + volume.headerLength), with: volume.headerBytes(extendedHeaderOffset: offset))
  }

  mutating func write(_ file: FFSFile) throws(ImageWritingError) {
    let start = bytes.count
    fill(0, count: file.headerSize)
    switch file.contents {
    case .sections(let stream): try write(stream)
    case .bytes(let data): bytes.append(contentsOf: data)
    case .fill(let value, let count): fill(value, count: count)
    case .extendedHeader(let header, let trailing):
      bytes.append(contentsOf: header.bytes())
      bytes.append(contentsOf: trailing)
    }
    let data = start + file.headerSize
    var checksum = FFSFile.fixedDataChecksum
    if file.attributes.contains(.checksum) { checksum = 0 &- bytes[data...].sum8 }
    let header = FFSHeader(
      name: file.name, type: file.type, attributes: file.attributes, state: file.state,
      size: bytes.count - start, unusedSize: file.unusedSize)
    bytes.replaceSubrange(start..<data, with: header.bytes(dataChecksum: file.wrongDataChecksum ?? checksum))
  }

  mutating func write(_ stream: SectionStream) throws(ImageWritingError) {
    let start = bytes.count
    for item in stream.items {
      switch item {
      case .opaque(let data): bytes.append(contentsOf: data)
      case .section(let section):
        fill(0, count: (bytes.count - start).aligned(to: 4) - (bytes.count - start))
        try write(section)
      }
    }
  }

  private mutating func write(_ section: Section) throws(ImageWritingError) {
    var section = section
    var inner = ImageWriter(encoder: encoder)
    switch section.payload {
    case .bytes(let data): return append(section, payload: data)
    case .sections(let stream):
      try inner.write(stream)
      try refreshExtraHeader(of: &section, for: inner.bytes)
    case .volume(let volume, let trailing):
      try inner.write(volume)
      inner.bytes.append(contentsOf: trailing)
    case .encoded(let sections):
      if let encoded = sections.encoded { return append(section, payload: encoded) }
      try inner.write(sections.stream)
      inner.bytes = try encode(inner.bytes, into: &section)
    }
    append(section, payload: inner.bytes[...])
  }

  private mutating func append(_ section: Section, payload: ArraySlice<UInt8>) {
    let header = SectionHeader(
      type: section.type, fields: section.fields, hasExtendedSize: section.hasExtendedSize)
    header.append(to: &bytes, payload: payload.count)
    bytes.append(contentsOf: payload)
  }

  private func encode(_ payload: [UInt8], into section: inout Section) throws(ImageWritingError) -> [UInt8] {
    guard case .guidDefined(var definition) = section.fields else { throw .noEncoder(section.type, nil) }
    do throws(SectionCodecError) {
      if let encoded = try encoder?.encode(payload, for: definition.guid) {
        definition.attributes.formUnion(encoded.attributes)
        definition.extraHeader = encoded.extraHeader
        section.fields = .guidDefined(definition)
        return encoded.bytes
      }
    } catch {
      throw .encoding(error)
    }
    throw .noEncoder(section.type, definition.guid)
  }

  /// Updates the extra header of a section that can be read in place, which may contain a checksum.
  private func refreshExtraHeader(of section: inout Section, for payload: [UInt8]) throws(ImageWritingError) {
    guard case .guidDefined(let definition) = section.fields, !definition.extraHeader.isEmpty,
      let encoder
    else { return }
    do throws(SectionCodecError) {
      guard let encoded = try encoder.encode(payload, for: definition.guid), encoded.bytes == payload,
        encoded.extraHeader.count == definition.extraHeader.count
      else { return }
      var refreshed = definition
      refreshed.extraHeader = encoded.extraHeader
      section.fields = .guidDefined(refreshed)
    } catch {
      throw .encoding(error)
    }
  }
}
