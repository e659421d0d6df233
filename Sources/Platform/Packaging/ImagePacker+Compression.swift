import Bytes
import Diagnostics
import FirmwareImage
import PlatformModel

extension ImagePacker {
  /// The platform's encoder for the volume that is being packed; nil where the FDF decides, and where SEC decodes
  /// none of those asked for, which is said.
  mutating func encoder(insteadOf guid: GUID) -> VolumeCompression.Encoder? {
    guard guid == SectionGUID.lzma || guid == SectionGUID.lzmaX86, let volume = underway.last,
      let compression = context.compressions[volume]
    else { return nil }
    let encoder = compression.encoders.first { isDecoded($0.guid) }
    if encoder == nil { diagnostics.add(.codecUndecodable(compression, volume: volume)) }
    return encoder
  }

  /// Whether SEC decodes a codec: decoders register themselves by its GUID, so the bytes of it are in the module.
  private func isDecoded(_ guid: GUID) -> Bool {
    let bytes = guid.mixedEndianBytes
    return flash.placements.contains { placement in
      placement.module.moduleType == "SEC"
        && context.modules.payloads(of: placement)?.contains(bytes) == true
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
      "\(volume.uppercased()) is compressed as the FDF says: SEC knows none of these codecs",
      notes: compression.encoders.map { Note("looked for \($0.guid) in SEC") },
      fix: "build SEC with the decoder's library, LzmaCustomDecompressLib or LzmaArchCustomDecompressLib")
  }
}
