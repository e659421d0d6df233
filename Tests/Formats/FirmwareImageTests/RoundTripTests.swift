import Compression
import Diagnostics
import FirmwareImage
import TestSupport
import Testing

/// Writing makes every header anew, so that equal bytes mean that the model has all that matters.
@Suite(.serialized) struct RoundTripTests {
  @Test(arguments: DebianImages.code + DebianImages.variables)
  func parsedImageWritesTheSameBytes(path: String) throws {
    let bytes = try DebianImages.bytes(path)
    let parsed = FlashImage.parse(bytes, path: path, decoder: SectionCodecs())
    #expect(parsed.diagnostics.filter { $0.severity == .error } == [])
    let written = try parsed.image.bytes()
    #expect(DebianImages.areEqual(written, bytes))
  }

  /// Encapsulations keep their encoded bytes, so that what is inside them is written apart.
  @Test(arguments: DebianImages.code)
  func decodedSectionsWriteTheSameBytes(path: String) throws {
    let parsed = FlashImage.parse(try DebianImages.bytes(path), path: path, decoder: SectionCodecs())
    let sections = parsed.image.allVolumes.flatMap { $0.files.flatMap(\.sections) }
    var count = 0
    for case .encoded(let inner) in sections.map(\.payload) {
      let decoded = try LZMA().decode(inner.encoded ?? [], limit: 1 << 28)
      #expect(DebianImages.areEqual(try inner.stream.bytes(), decoded))
      count += 1
    }
    #expect(count == 1)
  }

  /// The block map of these two says 64 MiB, the volume 768 KiB: whoever made them for QEMU's flash
  /// size, virt-fw-dump shows the same (`size=0xc0000 … blocks=256*262144`).
  @Test(arguments: ["/usr/share/AAVMF/AAVMF_VARS.ms.fd", "/usr/share/AAVMF/AAVMF_VARS.snakeoil.fd"])
  func wrongBlockMapIsAWarning(path: String) throws {
    let parsed = FlashImage.parse(try DebianImages.bytes(path), path: path, decoder: nil)
    #expect(parsed.diagnostics.map(\.code) == ["fv-block-map"])
    #expect(parsed.diagnostics.map(\.severity) == [.warning])
  }
}
