package import Diagnostics
import Manifests
package import Vocabulary

/// How what is compressed in a volume is to be compressed, where the platform does not leave it to the FDF.
package struct CompressionRequest: Sendable {
  /// The volume that holds the compressed section.
  package var volume: VolumeName
  /// As `kiln size --compressor` takes them, such as `lzma-f86:lc=4,pb=0`; the first that the firmware decodes.
  package var compressors: [String]
  package var range: SourceRange
}

extension PlatformResolver {
  /// `[UserExtensions.Kiln."Compression"]`: lines of `volume | compressor | another …`, of which the last for a
  /// volume counts. edk2 passes over the section and compresses as the FDF says.
  mutating func readCompression(_ dsc: DSCFile, flash: FlashDescription?) -> [CompressionRequest] {
    var requests: [CompressionRequest] = []
    for section in dsc.userExtensions where section.identifier.map(\.value) == ["Kiln", "Compression"] {
      for line in section.lines {
        let fields = line.fields
        guard fields.count > 1, fields.allSatisfy({ !$0.text.isEmpty }) else {
          diagnostics.add(.compressionMalformed(line))
          continue
        }
        guard let volume = flash?.volume(named: VolumeName(fields[0].text)) else {
          diagnostics.add(.compressionVolumeUnknown(fields[0].text, line, flash: flash))
          continue
        }
        requests.removeAll { $0.volume == volume.name }
        requests.append(
          CompressionRequest(
            volume: volume.name, compressors: fields.dropFirst().map(\.text), range: line.range))
      }
    }
    return requests
  }
}

extension Diagnostic {
  static func compressionMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .compressionMalformed, at: .source(line.range), "expected the compression of a volume",
      fix: "write an FV, '|' and a compressor, such as 'FVMAIN_COMPACT | lzma-f86:lc=4,pb=0,nice=273'")
  }

  static func compressionVolumeUnknown(
    _ name: String, _ line: ManifestLine, flash: FlashDescription?
  ) -> Diagnostic {
    Diagnostic(
      .compressionVolumeUnknown, at: .source(line.range), "the platform has no volume '\(name)'",
      fix: "use one of \((flash?.volumes.map(\.name.text) ?? []).joined(separator: ", "))")
  }
}
