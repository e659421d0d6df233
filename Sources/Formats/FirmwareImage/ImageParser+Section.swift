internal import Bytes
internal import Diagnostics

extension ImageParser {
  /// Parses sections up to the end of `bytes`. If a section has an invalid size, the rest is opaque.
  mutating func sections(_ bytes: ArraySlice<UInt8>) -> SectionStream {
    var items: [SectionStream.Item] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let start = min(bytes.endIndex, bytes.startIndex + (index - bytes.startIndex).aligned(to: 4))
      let rest = bytes[start...]
      guard let header = header(rest) else {
        // Some tools pad the container of the sections.
        if rest.uniformByte == nil, !rest.isEmpty {
          report(
            .sectionSize, at: start,
            "the size of a section does not fit the \(rest.count) bytes that are left")
        }
        items.append(.opaque(bytes[index...]))
        break
      }
      if !bytes[index..<start].isFilled(with: 0) { items.append(.opaque(bytes[index..<start])) }
      let payload = rest[(start + header.length)..<(start + header.size)]
      items.append(
        .section(
          Section(
            header.type, hasExtendedSize: header.hasExtendedSize, fields: header.fields,
            payload: self.payload(payload, of: header))))
      index = start + header.size
    }
    return SectionStream(items)
  }

  private mutating func payload(_ bytes: ArraySlice<UInt8>, of header: StoredSectionHeader) -> Section.Payload
  {
    let opaque = Section.Payload.bytes(bytes)
    switch (header.type, header.fields) {
    case (.volumeImage, _):
      return volumeImage(bytes) ?? opaque
    case (.disposable, _), (_, .compression(.none, _)):
      return inPlace(bytes) ?? opaque
    case (_, .compression(let method, let length)):
      let problems = diagnostics.count
      let opened = encapsulation(bytes) { decoder, limit throws(SectionCodecError) in
        try decoder.decode(method, uncompressedLength: length, payload: bytes, limit: limit)
      }
      if opened == nil, decoder != nil, diagnostics.count == problems {
        report(
          .sectionCompression, at: bytes.startIndex,
          "unknown compression method \(method.rawValue); the section is not decoded")
      }
      return opened ?? opaque
    case (_, .guidDefined(let definition)):
      let opened = encapsulation(bytes) { decoder, limit throws(SectionCodecError) in
        try decoder.decode(definition, payload: bytes, limit: limit)
      }
      if let opened { return opened }
      return definition.attributes.contains(.processingRequired) ? opaque : inPlace(bytes) ?? opaque
    default:
      return opaque
    }
  }

  private mutating func inPlace(_ bytes: ArraySlice<UInt8>) -> Section.Payload? {
    nested(at: bytes.startIndex) { .sections($0.sections(bytes)) }
  }

  private mutating func volumeImage(_ bytes: ArraySlice<UInt8>) -> Section.Payload? {
    let problems = diagnostics.count
    guard let volume = volume(bytes) else {
      if diagnostics.count == problems {
        report(.fvHeader, at: bytes.startIndex, "a volume image section contains no volume")
      }
      return nil
    }
    return .volume(volume, trailing: bytes.dropFirst(volume.length))
  }

  /// Decodes an encapsulation; nil if there is no decoder for it, or if it is damaged, which is reported.
  private mutating func encapsulation(
    _ bytes: ArraySlice<UInt8>,
    decode: (any SectionDecoder, Int) throws(SectionCodecError) -> DecodedPayload?
  ) -> Section.Payload? {
    guard let decoder else { return nil }
    do throws(SectionCodecError) {
      switch try decode(decoder, decodedBytesLeft) {
      case .inPlace: return inPlace(bytes)
      case .bytes(let decoded):
        let stream = self.decoded(at: bytes.startIndex, count: decoded.count) { $0.sections(decoded[...]) }
        return stream.map { .encoded(Section.EncodedSections($0, encoded: bytes)) }
      case nil: return nil
      }
    } catch {
      spend(error.spent)
      report(error.code, at: bytes.startIndex, error.message)
      return nil
    }
  }

  /// The header at the first byte of `rest`; nil if it or the size in it exceeds the bytes.
  private func header(_ rest: ArraySlice<UInt8>) -> StoredSectionHeader? {
    guard let header = try? StoredSectionHeader(parsing: rest), header.length <= header.size,
      header.size <= rest.count
    else { return nil }
    return header
  }
}

/// The stored header of a section.
private struct StoredSectionHeader {
  let type: SectionType
  /// Size of the whole section in bytes.
  let size: Int
  let hasExtendedSize: Bool
  let fields: Section.Fields
  /// Size of the common header and the fields, in bytes.
  let length: Int

  init(parsing bytes: ArraySlice<UInt8>) throws(ByteError) {
    var reader = ByteReader(bytes)
    let word: UInt32 = try reader.read()
    type = SectionType(rawValue: UInt8(word >> 24))
    let short = Int(word & 0xFF_FFFF)
    hasExtendedSize = short == SectionHeader.extendedSizeFrom
    size = hasExtendedSize ? Int(try reader.read(UInt32.self)) : short
    switch type {
    case .compression:
      let length: UInt32 = try reader.read()
      let method = CompressionMethod(rawValue: try reader.read())
      fields = .compression(method: method, uncompressedLength: length)
    case .guidDefined:
      let guid = try reader.readGUID()
      let dataOffset = Int(try reader.read(UInt16.self))
      let attributes = GUIDAttributes(rawValue: try reader.read())
      let extra = try reader.read(count: dataOffset - (reader.offset - bytes.startIndex))
      fields = .guidDefined(
        Section.GUIDDefinition(guid, attributes: attributes, extraHeader: Array(extra)))
    case .freeformSubtypeGUID:
      fields = .freeform(try reader.readGUID())
    default:
      fields = .none
    }
    length = reader.offset - bytes.startIndex
  }
}
