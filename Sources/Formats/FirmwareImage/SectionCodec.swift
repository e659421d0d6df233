package import Bytes
package import Diagnostics

/// Decodes encapsulations. `Compression` implements it.
package protocol SectionDecoder: Sendable {
  /// Decodes the data of a GUID-defined section to a stream of sections.
  ///
  /// - Parameter limit: the maximum size of the result in bytes.
  /// - Returns: nil for an unknown GUID.
  /// - Throws: `SectionCodecError` if the data are damaged, or the result exceeds `limit`.
  func decode(_ definition: Section.GUIDDefinition, payload: ArraySlice<UInt8>, limit: Int)
    throws(SectionCodecError) -> DecodedPayload?

  /// Decodes the data of a compression section; nil for an unknown method.
  func decode(
    _ method: CompressionMethod, uncompressedLength: UInt32, payload: ArraySlice<UInt8>, limit: Int
  ) throws(SectionCodecError) -> DecodedPayload?
}

/// Encodes a stream of sections to the data of an encapsulation. `Compression` implements it.
package protocol SectionEncoder: Sendable {
  /// Encodes `payload` for `guid`; nil for an unknown GUID.
  func encode(_ payload: [UInt8], for guid: GUID) throws(SectionCodecError) -> EncodedPayload?
}

package enum DecodedPayload: Equatable, Sendable {
  /// The payload is the stream itself, as in a CRC-32 section.
  case inPlace
  case bytes([UInt8])
}

package struct EncodedPayload: Equatable, Sendable {
  package var attributes: GUIDAttributes
  package var extraHeader: [UInt8]
  package var bytes: [UInt8]

  package init(attributes: GUIDAttributes, extraHeader: [UInt8] = [], bytes: [UInt8]) {
    self.attributes = attributes
    self.extraHeader = extraHeader
    self.bytes = bytes
  }
}

/// Why a section could not be decoded or encoded.
package struct SectionCodecError: Error, Equatable, Sendable {
  /// The code of the diagnostic that reports it, such as `lzma-size-limit`.
  package let code: Diagnostic.Code
  package let message: String
  /// The number of bytes decoded before the failure, which also count against the limit.
  package let spent: Int

  package init(_ code: Diagnostic.Code, _ message: String, spent: Int = 0) {
    self.code = code
    self.message = message
    self.spent = spent
  }
}
