package import Bytes
package import Diagnostics
package import FirmwareImage
import PlatformModel
import Vocabulary

/// Encodes the contents of a GUIDed section; nil when nothing here knows the GUID.
///
/// Asynchronous because the encoder may be a program, which the caller starts.
package typealias PayloadEncoder =
  @Sendable (_ payload: [UInt8], _ guid: GUID) async throws(SectionCodecError) -> EncodedPayload?

/// Other encoders than the FDF's, for the compressed sections of one volume.
package struct VolumeCompression: Sendable {
  package struct Encoder: Sendable {
    /// The codec, which the module that opens the section must know.
    package var guid: GUID
    package var encode: PayloadEncoder

    package init(guid: GUID, encode: @escaping PayloadEncoder) {
      self.guid = guid
      self.encode = encode
    }
  }

  /// The first that the firmware decodes is taken.
  package var encoders: [Encoder]
  /// Where they are asked for.
  package var range: SourceRange

  package init(_ encoders: [Encoder], range: SourceRange) {
    self.encoders = encoders
    self.range = range
  }
}

/// Which encoder makes the GUIDed sections of one volume: the FDF's, or the platform's in its place.
struct CompressionChoice {
  private let volume: VolumeDescription
  private let flash: FlashDescription
  private let modules: any ModuleSource
  /// What the FDF's own codecs are encoded with.
  private let encode: PayloadEncoder
  /// What the platform asks for.
  private let wanted: VolumeCompression?

  init(for volume: VolumeDescription, in flash: FlashDescription, context: PackingContext) {
    self.volume = volume
    self.flash = flash
    modules = context.modules
    encode = context.encode
    wanted = context.compressions[VolumeName(volume.name)]
  }

  /// The encoder of a section for which the FDF names `guid`. Only LZMA is replaced, and only by a codec that
  /// SEC decodes; where it decodes none of those asked for, a warning says so and the FDF's counts.
  func encoder(for guid: GUID, diagnostics: inout DiagnosticList) -> VolumeCompression.Encoder {
    let standard = VolumeCompression.Encoder(guid: guid, encode: encode)
    guard let wanted, guid == SectionGUID.lzma || guid == SectionGUID.lzmaX86 else { return standard }
    if let encoder = wanted.encoders.first(where: { isDecoded($0.guid) }) { return encoder }
    diagnostics.add(.codecUndecodable(wanted, volume: volume.name))
    return standard
  }

  /// Whether SEC decodes a codec: decoders register themselves by its GUID, so the bytes of it are in the module.
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
  static func codecUndecodable(_ compression: VolumeCompression, volume: String) -> Diagnostic {
    Diagnostic(
      .compressionUndecodable, at: .source(compression.range),
      "SEC decodes none of the codecs asked for, so \(volume) is compressed as the FDF says",
      notes: compression.encoders.map { Note("looked for \($0.guid) in SEC") },
      fix: "link the decoder's library into SEC: LzmaCustomDecompressLib or LzmaArchCustomDecompressLib")
  }
}
