import Bytes
import Compression
import FirmwareImage
import Inspection
import TestSupport
import Testing

@testable import Comparison

/// How an image differs from a build: in contents, in compression, or in layout.
@Suite struct VerifiedDifferenceTests {
  private static let a: GUID = "AAAAAAAA-0000-0000-0000-000000000001"
  private static let b: GUID = "BBBBBBBB-0000-0000-0000-000000000001"

  private func volume(_ files: [FilePlan]) throws -> [UInt8] {
    try VolumePlan(
      size: .fixed([.init(count: 16, length: 0x1000)]), attributes: [.erasePolarity, .memoryMapped],
      files: files
    ).placed().bytes()
  }

  private func file(_ name: GUID, _ text: String) -> FilePlan {
    FilePlan(
      name, type: .freeform, contents: .sections([SectionPlan(.raw, payload: Array(text.utf8))]))
  }

  private func compressed(_ text: String, settings: LZMASettings) throws -> [UInt8] {
    let inner = try PlacedSections([SectionPlan(.raw, payload: Array(text.utf8))]).bytes()
    let encoded = try #require(try SectionCodecs(settings: settings).encode(inner, for: SectionGUID.lzma))
    return try volume([
      FilePlan(Self.a, type: .freeform, contents: .sections([.guidDefined(SectionGUID.lzma, encoded)]))
    ])
  }

  private func difference(_ image: [UInt8], _ built: [UInt8]) throws -> VerifiedDifference {
    func parse(_ bytes: [UInt8]) -> FlashImage {
      FlashImage.parse(bytes, path: "x", decoder: SectionCodecs()).image
    }
    return VerifiedDifference(
      try #require(ByteDifference(image[...], built[...])), image: parse(image), built: parse(built),
      names: NameBook(), symbols: nil)
  }

  @Test func contentsComeFirst() throws {
    let found = try difference(volume([file(Self.a, "sixteen")]), volume([file(Self.a, "sixTeen")]))
    #expect(found.cause == .contents)
    #expect(found.bytes.valuesA == Array("t".utf8))
    #expect(found.place.last == "byte 0x3 of its contents")
    #expect(found.comparison?.files.map(\.verdict) == [.different])
  }

  @Test func otherSettingsOfTheCompressor() throws {
    let text = String(repeating: "kiln verifies an image. ", count: 40)
    var settings = LZMASettings()
    let image = try compressed(text, settings: settings)
    settings.lc = 0
    let found = try difference(image, compressed(text, settings: settings))
    #expect(found.cause == .compression)
    #expect(found.comparison?.differs == false)
    #expect(found.streams.map(\.codec) == ["LZMA"])
    // The first byte of an LZMA stream is (pb * 5 + lp) * 9 + lc.
    #expect(found.streams.first?.bytes.first == 0)
    #expect(found.inner == nil)
  }

  @Test func theOrderOfFilesIsLayout() throws {
    let files = [file(Self.a, "one"), file(Self.b, "two")]
    let found = try difference(volume(files), volume(files.reversed()))
    #expect(found.cause == .layout)
    #expect(found.streams == [])
    #expect(found.place.last == "its header")
  }

  @Test func whatIsNoImageIsOnlyComparedByBytes() throws {
    let found = VerifiedDifference(
      try #require(ByteDifference([1, 2], [1, 3])), image: nil, built: nil, names: NameBook(), symbols: nil)
    #expect(found.cause == .unknown)
    #expect(found.comparison == nil)
  }

  /// Debian's variable store with Microsoft's keys, and the empty one that the build gives.
  @Test func keysAreVariablesOfTheImage() throws {
    let image = try Provided.bytes("/usr/share/OVMF/OVMF_VARS_4M.ms.fd")
    let found = try difference(image, Provided.bytes("/usr/share/OVMF/OVMF_VARS_4M.fd"))
    #expect(found.cause == .contents)
    let rows = try #require(found.comparison).regions.filter { !$0.isSame }
    let store = try #require(rows.first { $0.name.hasPrefix("variable store") })
    #expect(store.isEmptyStoreInB)
    let offset = try #require(store.offset)
    // Each variable starts with 0x55AA (UEFI's MdeModulePkg/Include/Guid/VariableFormat.h).
    #expect(store.bytes?.first == 0)
    #expect(image[offset..<offset + 2].elementsEqual([0xAA, 0x55]))
    #expect(store.bytes?.valuesA.prefix(2) == [0xAA, 0x55])
  }

  @Test func theReportNamesTheRangeOfVariables() throws {
    let image = try Provided.bytes("/usr/share/OVMF/OVMF_VARS_4M.ms.fd")
    let built = try Provided.bytes("/usr/share/OVMF/OVMF_VARS_4M.fd")
    var summary = VerificationSummary()
    summary.images = [
      ImageVerification(
        path: "OVMF_VARS_4M.ms.fd", source: "OvmfX64", built: "OVMF_VARS.fd", size: image.count,
        builtSize: built.count, padding: nil, digest: SHA256.text(image), builtDigest: SHA256.text(built),
        random: [], difference: try difference(image, built))
    ]
    let text = VerificationReport(summary).text
    #expect(text.hasPrefix("OVMF_VARS_4M.ms.fd: different from OVMF_VARS.fd of OvmfX64\n"), "\(text)")
    // The store is behind the volume header of 72 bytes and its own of 28 (PI 1.8 Vol 3, 3.2.1).
    #expect(text.contains("    variable store at 0x48, "), "\(text)")
    #expect(text.contains(" differ, from 0x64 to 0x"), "\(text)")
    #expect(text.contains(" of the image: AA 55 "), "\(text)")
    #expect(text.contains("the build's store is empty: variables, such as keys, were written into the image"))
    #expect(text.hasSuffix("\n1 image: 1 different\n"))
  }
}
