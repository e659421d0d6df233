import Bytes
import Diagnostics
import FirmwareImage
import PlatformModel
import Testing
import Vocabulary

@testable import Packaging

@Suite struct CompressionChoiceTests {
  /// GUIDs of edk2's MdeModulePkg.dec and of PI 1.8 Vol 3, 3.2.5.
  private static let lzma: GUID = "EE4E5898-3914-4259-9D6E-DC7BD79403CF"
  private static let lzmaX86: GUID = "D42AE6BD-1352-4BFB-909A-CA72A6EAE889"
  private static let crc32: GUID = "FC1BCDB0-7D31-49AA-936A-A4600D9DD083"

  /// Which codec is taken where the FDF names `guid`, the platform asks for `wanted` in this order, and SEC's
  /// executable holds the GUIDs `decoded`.
  private func choice(
    of guid: GUID, wanted: [GUID], decoded: [GUID], in module: String = "SEC", of volume: String = "MAIN"
  ) throws -> (guid: GUID, codes: [String]) {
    var workspace = PackingWorkspace(
      """
      [FV.MAIN]
      INF Pkg/Core.inf
      [Rule.Common.\(module)]
      FILE SEC = $(NAMED_GUID) {
        PE32 PE32 |.efi
      }
      """)
    workspace.module(
      "Core", module, number: 1,
      ModulePayloads([.init(.pe32, payload: [0xCC] + decoded.flatMap(\.mixedEndianBytes))]))
    let flash = try workspace.flash()
    let main = try #require(flash.volumes.first)
    workspace.compressions[VolumeName(volume)] = VolumeCompression(
      wanted.map { VolumeCompression.Encoder(guid: $0, encode: { _, _ in nil }) }, range: main.range)
    let choice = CompressionChoice(for: main, in: flash, context: workspace.context)
    var said = DiagnosticList()
    let encoder = choice.encoder(for: guid, diagnostics: &said)
    return (encoder.guid, said.all.map(\.code.name))
  }

  @Test func theFirstCodecThatSECDecodesIsTaken() throws {
    let choice = try choice(
      of: Self.lzma, wanted: [Self.lzmaX86, Self.lzma], decoded: [Self.lzmaX86, Self.lzma])
    #expect(choice.guid == Self.lzmaX86)
    #expect(choice.codes.isEmpty)
  }

  @Test func aCodecThatSECDoesNotDecodeIsPassedOver() throws {
    let choice = try choice(of: Self.lzmaX86, wanted: [Self.lzmaX86, Self.lzma], decoded: [Self.lzma])
    #expect(choice.guid == Self.lzma)
    #expect(choice.codes.isEmpty)
  }

  @Test func whereSECDecodesNoneTheFDFsStaysAndThatIsSaid() throws {
    let choice = try choice(of: Self.lzma, wanted: [Self.lzmaX86], decoded: [Self.lzma])
    #expect(choice.guid == Self.lzma)
    #expect(choice.codes == ["compression-undecodable"])
  }

  @Test func onlySECIsAsked() throws {
    let choice = try choice(of: Self.lzma, wanted: [Self.lzmaX86], decoded: [Self.lzmaX86], in: "PEI_CORE")
    #expect(choice.guid == Self.lzma)
    #expect(choice.codes == ["compression-undecodable"])
  }

  @Test func whatIsNotLZMAStaysAsTheFDFHasIt() throws {
    let choice = try choice(of: Self.crc32, wanted: [Self.lzmaX86], decoded: [Self.lzmaX86])
    #expect(choice.guid == Self.crc32)
    #expect(choice.codes.isEmpty)
  }

  @Test func anotherVolumesRequestMeansNothing() throws {
    let choice = try choice(of: Self.lzma, wanted: [Self.lzmaX86], decoded: [Self.lzmaX86], of: "OTHER")
    #expect(choice.guid == Self.lzma)
  }

  @Test func theRequestIsFoundInAnyCaseOfLetters() throws {
    let choice = try choice(of: Self.lzma, wanted: [Self.lzmaX86], decoded: [Self.lzmaX86], of: "Main")
    #expect(choice.guid == Self.lzmaX86)
  }
}
