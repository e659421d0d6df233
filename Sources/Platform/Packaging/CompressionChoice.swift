package import Bytes
package import Diagnostics
package import FirmwareImage
import PlatformModel
import Vocabulary

/// Encodes the contents of a GUIDed section; nil if there is no encoder for the GUID.
///
/// Asynchronous because the encoder may be a program that the caller starts.
package typealias PayloadEncoder =
  @Sendable (_ payload: [UInt8], _ guid: GUID) async throws(SectionCodecError) -> EncodedPayload?

/// Encoders that replace the FDF's for the compressed sections of one volume.
package struct VolumeCompression: Sendable {
  package struct Encoder: Sendable {
    /// The GUID of the codec. The module that decodes the section must have a decoder for it.
    package var guid: GUID
    package var encode: PayloadEncoder

    package init(guid: GUID, encode: @escaping PayloadEncoder) {
      self.guid = guid
      self.encode = encode
    }
  }

  /// In order of preference. The first one that the firmware can decode is used.
  package var encoders: [Encoder]
  /// The line that requests them.
  package var range: SourceRange

  package init(_ encoders: [Encoder], range: SourceRange) {
    self.encoders = encoders
    self.range = range
  }
}

/// Selects the encoder for the GUIDed sections of one volume: the FDF's or the one that the platform requests.
struct CompressionChoice {
  private let volume: VolumeDescription
  private let flash: FlashDescription
  private let modules: any ModuleSource
  /// The encoder for the codecs that the FDF names.
  private let encode: PayloadEncoder
  /// The platform's request.
  private let wanted: VolumeCompression?

  init(for volume: VolumeDescription, in flash: FlashDescription, context: PackingContext) {
    self.volume = volume
    self.flash = flash
    modules = context.modules
    encode = context.encode
    wanted = context.compressions[volume.name]
  }

  /// The encoder of a section for which the FDF names `guid`. Only LZMA is replaced, and only by a codec that
  /// SEC can decode. If SEC can decode none of the requested ones, a warning is added and the FDF's codec is
  /// used.
  func encoder(for guid: GUID, diagnostics: inout DiagnosticList) -> VolumeCompression.Encoder {
    let standard = VolumeCompression.Encoder(guid: guid, encode: encode)
    guard let wanted, guid == SectionGUID.lzma || guid == SectionGUID.lzmaX86 else { return standard }
    if let encoder = wanted.encoders.first(where: { isDecoded($0.guid) }) { return encoder }
    diagnostics.add(.codecUndecodable(wanted, volume: volume.name))
    return standard
  }

  /// Whether SEC can decode a codec. A decoder registers itself by the codec's GUID, so SEC contains the bytes
  /// of the GUID.
  private func isDecoded(_ guid: GUID) -> Bool {
    let bytes = guid.mixedEndianBytes
    return flash.placements.contains { placement in
      placement.module.moduleType == .sec
        && modules.payloads(of: placement)?.contains(bytes) == true
    }
  }
}

extension ModulePayloads {
  fileprivate func contains(_ bytes: [UInt8]) -> Bool {
    leaves.contains { $0.payload.firstRange(of: bytes) != nil }
  }
}

extension Diagnostic {
  static func codecUndecodable(_ compression: VolumeCompression, volume: VolumeName) -> Diagnostic {
    Diagnostic(
      .compressionUndecodable, at: .source(compression.range),
      "SEC decodes none of the codecs asked for, so \(volume) is compressed as the FDF says",
      notes: compression.encoders.map { Note("looked for \($0.guid) in SEC") },
      fix: "link the decoder's library into SEC: LzmaCustomDecompressLib or LzmaArchCustomDecompressLib")
  }
}
