import Bytes
import Compression
import Diagnostics
import FirmwareImage
import TestSupport
import Testing

/// The streams are what edk2 2022.11's TianoCompress wrote, without and with `--uefi`.
@Suite struct UEFIDecompressionTests {
  private static let text = Array("abababababcdcdcdcd".utf8)
  private static let tianoText = bytes("0f000000120000000006330d460dc9a57453001978e000")
  private static let standardText = bytes("0f000000120000000006330d460dc9a574530065e38000")
  /// 70,000 times the byte 9: several blocks would not fit one match.
  private static let tianoRun = bytes(
    "2f00000070110100011328646bfd9a53a1f38010000000000000000000000000"
      + "0000000000000000000000000000000000000000000300")

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  @Test func whatEdk2Compressed() throws {
    #expect(try UEFIDecompression.tiano.decode(Self.tianoText[...], limit: 18) == Self.text)
    #expect(try UEFIDecompression.standard.decode(Self.standardText[...], limit: 18) == Self.text)
    let run = try UEFIDecompression.tiano.decode(Self.tianoRun[...], limit: 1 << 20)
    #expect(run == [UInt8](repeating: 9, count: 70_000))
  }

  @Test func sizeLimit() {
    let error = #expect(throws: SectionCodecError.self) {
      try UEFIDecompression.tiano.decode(Self.tianoText[...], limit: 17)
    }
    #expect(error?.code == "uefi-size-limit")
  }

  @Test(arguments: [0, 7, 8, 15, 22])
  func cutStream(count: Int) {
    let error = #expect(throws: SectionCodecError.self) {
      try UEFIDecompression.tiano.decode(Self.tianoText.prefix(count), limit: 18)
    }
    #expect(error?.code == "uefi-data")
  }

  /// Any byte of the stream may be anything.
  @Test(arguments: 8..<23)
  func damagedStream(index: Int) {
    for value in UInt8.min...UInt8.max {
      var stream = Self.tianoText
      stream[index] = value
      if let output = try? UEFIDecompression.tiano.decode(stream[...], limit: 18) {
        #expect(output.count == 18)
      }
    }
  }

  /// A compression section with a section inside, `GenSec -s EFI_SECTION_COMPRESSION -c PI_NONE` in
  /// form, and the same with a method that nobody knows.
  @Test func compressionSections() throws {
    let stream = try PlacedSections([SectionPlan(.raw, payload: [1, 2, 3, 4])]).bytes()
    for (method, codes) in [
      (CompressionMethod.none, []), (CompressionMethod(rawValue: 9), ["section-compression"]),
    ] {
      let fields = Section.Fields.compression(method: method, uncompressedLength: UInt32(stream.count))
      let file = FilePlan(
        "00000000-0000-0000-0000-000000000001", type: .freeform,
        contents: .sections([SectionPlan(.compression, fields: fields, payload: stream)]))
      let plan = VolumePlan(
        size: .computed(blockLength: 0x1000), attributes: .erasePolarity, files: [file])
      let bytes = try plan.placed().bytes()
      let parsed = FlashImage.parse(bytes, path: "x.fv", decoder: SectionCodecs())
      #expect(parsed.diagnostics.map(\.code.name) == codes)
      let section = parsed.image.volumes[0].files[0].sections[0]
      #expect(section.children?.sections.map(\.payload) == (codes.isEmpty ? [.bytes([1, 2, 3, 4])] : nil))
      #expect(try parsed.image.bytes() == bytes)
    }
  }
}
