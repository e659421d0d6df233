package import Bytes
import Diagnostics
package import FirmwareImage

/// The codecs of the encapsulations in OVMF-style firmware: LZMA, LZMA with the x86 branch filter, and CRC-32.
/// UEFI compression can only be decoded.
package struct SectionCodecs: SectionDecoder, SectionEncoder {
  /// Settings for encoding; a stream contains those for decoding.
  package var settings: LZMASettings

  package init(settings: LZMASettings = LZMASettings()) { self.settings = settings }

  package func decode(_ definition: Section.GUIDDefinition, payload: ArraySlice<UInt8>, limit: Int)
    throws(SectionCodecError) -> DecodedPayload?
  {
    switch definition.guid {
    case SectionGUID.lzma: .bytes(try LZMA().decode(payload, limit: limit))
    case SectionGUID.lzmaX86: .bytes(try LZMA(hasBranchFilter: true).decode(payload, limit: limit))
    case SectionGUID.tiano: .bytes(try UEFIDecompression.tiano.decode(payload, limit: limit))
    case SectionGUID.crc32: try checked(payload, against: definition.extraHeader)
    default: nil
    }
  }

  package func decode(
    _ method: CompressionMethod, uncompressedLength: UInt32, payload: ArraySlice<UInt8>, limit: Int
  ) throws(SectionCodecError) -> DecodedPayload? {
    guard method == .standard else { return nil }
    return .bytes(try UEFIDecompression.standard.decode(payload, limit: limit))
  }

  package func encode(_ payload: [UInt8], for guid: GUID) throws(SectionCodecError) -> EncodedPayload? {
    switch guid {
    case SectionGUID.lzma:
      EncodedPayload(attributes: .processingRequired, bytes: try LZMA(settings: settings).encode(payload))
    case SectionGUID.lzmaX86:
      EncodedPayload(
        attributes: .processingRequired,
        bytes: try LZMA(settings: settings, hasBranchFilter: true).encode(payload))
    case SectionGUID.crc32:
      EncodedPayload(
        attributes: .authenticationStatusValid, extraHeader: littleEndian(crc32(payload[...])), bytes: payload
      )
    default: nil
    }
  }

  private func checked(_ payload: ArraySlice<UInt8>, against extraHeader: [UInt8])
    throws(SectionCodecError) -> DecodedPayload
  {
    guard extraHeader.starts(with: littleEndian(crc32(payload))) else {
      throw SectionCodecError(.sectionCrc32, "the CRC-32 of a section is wrong", spent: payload.count)
    }
    return .inPlace
  }

  private func littleEndian(_ value: UInt32) -> [UInt8] {
    var writer = ByteWriter(capacity: 4)
    writer.write(value)
    return writer.bytes
  }
}
