import Bytes
import Diagnostics
import FirmwareImage
import PlatformModel

extension ImagePacker {
  /// The platform's compressor for the volume that is being packed; nil where the FDF decides, and where no module
  /// that runs before the volume is opened knows the codec, which is said.
  mutating func compression(insteadOf guid: GUID) -> VolumeCompression? {
    guard guid == SectionGUID.lzma || guid == SectionGUID.lzmaX86, let volume = underway.last,
      let compression = context.compressions[volume]
    else { return nil }
    guard compression.guid == guid || isDecoded(compression.guid) else {
      diagnostics.add(.codecUndecodable(compression, volume: volume))
      return nil
    }
    return compression
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
    var copy = self
    while let leaf = copy.take(Set(copy.remaining.prefix(1))) {
      if leaf.payload.firstRange(of: bytes) != nil { return true }
    }
    return false
  }
}

extension Diagnostic {
  static func codecUndecodable(_ compression: VolumeCompression, volume: String) -> Diagnostic {
    Diagnostic(
      "compression-undecodable", .note, at: .source(compression.range),
      "\(volume.uppercased()) is compressed as the FDF says: SEC does not know \(compression.guid)",
      fix: "build SEC with the decoder's library, such as LzmaArchCustomDecompressLib")
  }
}
