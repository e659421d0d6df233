package import Bytes
package import Diagnostics

/// Opens what sections enclose. `Compression` implements it; this room knows no algorithm.
package protocol SectionDecoder: Sendable {
  /// Decodes the data of a GUID-defined section to a stream of sections.
  ///
  /// - Parameter limit: how many bytes the result may have.
  /// - Returns: nil when the GUID is not known.
  /// - Throws: `SectionCodecError` when the data are damaged or want more than `limit`.
  func decode(_ definition: Section.GUIDDefinition, payload: ArraySlice<UInt8>, limit: Int)
    throws(SectionCodecError) -> DecodedPayload?

  /// Decodes the data of a compression section; nil when the method is not known.
  func decode(
    _ method: CompressionMethod, uncompressedLength: UInt32, payload: ArraySlice<UInt8>, limit: Int
  ) throws(SectionCodecError) -> DecodedPayload?
}

/// Makes the data of an encapsulation from a stream of sections.
package protocol SectionEncoder: Sendable {
  /// Encodes `payload` for `guid`; nil when the GUID is not known.
  func encode(_ payload: [UInt8], for guid: GUID) throws(SectionCodecError) -> EncodedPayload?
}

package enum DecodedPayload: Equatable, Sendable {
  /// The payload is the stream of sections itself, as in a CRC-32 section.
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
  /// How many bytes were decoded before it failed: they count against the limit too.
  package let spent: Int

  package init(_ code: Diagnostic.Code, _ message: String, spent: Int = 0) {
    self.code = code
    self.message = message
    self.spent = spent
  }
}
