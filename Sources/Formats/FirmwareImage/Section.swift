package import Bytes

/// A section of a firmware file (PI 1.8 Vol 3, 3.2.5).
package struct Section: Equatable, Sendable {
  package var type: SectionType
  /// Whether the size is in the 32-bit field after the common header although 24 bits would be enough. A
  /// section of 0xFFFFFF bytes or more always has that field.
  package var hasExtendedSize: Bool
  /// The type-specific fields between the common header and the payload.
  package var fields: Fields
  package var payload: Payload

  package init(_ type: SectionType, hasExtendedSize: Bool = false, fields: Fields = .none, payload: Payload) {
    self.type = type
    self.hasExtendedSize = hasExtendedSize
    self.fields = fields
    self.payload = payload
  }

  /// The fields of one type of section.
  package enum Fields: Equatable, Sendable {
    case none
    case compression(method: CompressionMethod, uncompressedLength: UInt32)
    case guidDefined(GUIDDefinition)
    case freeform(GUID)
  }

  /// The fields of a GUID-defined section. Its data offset is computed from them.
  package struct GUIDDefinition: Equatable, Sendable {
    package var guid: GUID
    package var attributes: GUIDAttributes
    /// Data between the header and the payload that the GUID defines, such as a CRC-32.
    package var extraHeader: [UInt8]

    package init(_ guid: GUID, attributes: GUIDAttributes, extraHeader: [UInt8] = []) {
      self.guid = guid
      self.attributes = attributes
      self.extraHeader = extraHeader
    }
  }

  package enum Payload: Equatable, Sendable {
    /// A leaf, or an encapsulation that cannot be decoded.
    case bytes(ArraySlice<UInt8>)
    /// A firmware volume image, and bytes of the section after it, usually none.
    case volume(FirmwareVolume, trailing: ArraySlice<UInt8>)
    /// Sections that can be read in place.
    case sections(SectionStream)
    /// Sections that were decoded.
    case encoded(EncodedSections)
  }

  /// Sections with their encoded form. The encoded form is kept until the sections change, because another
  /// encoder, or another version of it, would give different bytes.
  package struct EncodedSections: Equatable, Sendable {
    package var stream: SectionStream { didSet { encoded = nil } }
    /// The payload in the image; nil if it must be encoded again.
    package private(set) var encoded: ArraySlice<UInt8>?

    package init(_ stream: SectionStream, encoded: ArraySlice<UInt8>? = nil) {
      self.stream = stream
      self.encoded = encoded
    }
  }
}

/// Consecutive sections, each at a multiple of four bytes from the start of the stream.
package struct SectionStream: Equatable, Sendable {
  package enum Item: Equatable, Sendable {
    /// Starts at the next multiple of four; the gap before it is zero.
    case section(Section)
    /// Damaged or unusual bytes, directly after the previous item.
    case opaque(ArraySlice<UInt8>)
  }

  package var items: [Item]

  package init(_ items: [Item] = []) { self.items = items }

  package var sections: [Section] {
    items.compactMap { if case .section(let section) = $0 { section } else { nil } }
  }
}
