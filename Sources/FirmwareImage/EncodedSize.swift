internal import Bytes

// Sizes of parts as they stand in an image. An encapsulation whose sections were changed has none
// until it is encoded again.

extension FFSFile {
  /// In bytes, header included, the padding up to the next file not.
  package var size: Int? {
    switch contents {
    case .sections(let stream): stream.size.map { headerSize + $0 }
    case .bytes(let bytes): headerSize + bytes.count
    case .fill(_, let count): headerSize + count
    case .extendedHeader(let header, let trailing): headerSize + header.size + trailing.count
    }
  }
}

extension SectionStream {
  /// In bytes, with the gaps between sections.
  package var size: Int? {
    var end = 0
    for item in items {
      switch item {
      case .opaque(let bytes): end += bytes.count
      case .section(let section):
        guard let size = section.size else { return nil }
        end = end.aligned(to: 4) + size
      }
    }
    return end
  }
}

extension Section {
  /// In bytes, header included.
  package var size: Int? {
    payloadSize.map { payload in
      SectionHeader(type: type, fields: fields, hasExtendedSize: hasExtendedSize).size(payload: payload)
        + payload
    }
  }

  /// Of what stands behind the header, in bytes: the encoded size of an encapsulation.
  package var payloadSize: Int? {
    switch payload {
    case .bytes(let bytes): bytes.count
    case .volume(let volume, let trailing): volume.length + trailing.count
    case .sections(let stream): stream.size
    case .encoded(let sections): sections.encoded?.count
    }
  }
}
