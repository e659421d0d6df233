import Bytes
import Compression
import Diagnostics
import FirmwareImage
import TestSupport
import Testing

/// Damaged and malicious images: a diagnostic with its place, the rest of the image, and the same
/// bytes when written; never a trap, a hang, or memory out of proportion.
@Suite struct HostileImageTests {
  private static let path = "/usr/share/OVMF/OVMF_CODE.fd"

  private func parse(_ bytes: [UInt8], limits: ParsingLimits = ParsingLimits()) throws -> ParsedImage {
    let parsed = FlashImage.parse(bytes, path: "x.fd", decoder: SectionCodecs(), limits: limits)
    #expect(try parsed.image.bytes() == bytes)
    return parsed
  }

  /// A volume of 64 KiB with these files.
  private func volume(_ files: [FilePlan]) throws -> [UInt8] {
    let blocks = [FirmwareVolume.Block(count: 16, length: 0x1000)]
    return try VolumePlan(size: .fixed(blocks), attributes: .erasePolarity, files: files).placed().bytes()
  }

  private func file(_ sections: [SectionPlan], name: GUID = "00000000-0000-0000-0000-000000000001")
    -> FilePlan
  {
    FilePlan(name, type: .freeform, contents: .sections(sections))
  }

  @Test func truncatedImage() throws {
    let half = Array(try DebianImages.bytes(Self.path).prefix(0x10_0000))
    let parsed = try parse(half)
    #expect(parsed.diagnostics.map(\.code) == ["image-truncated"])
    #expect(parsed.diagnostics.first?.place == .image(path: "x.fd", offsets: [0]))
    #expect(parsed.image.volumes.isEmpty)
  }

  @Test func damagedVolumeHeaderDoesNotHideTheNextVolume() throws {
    var bytes = try DebianImages.bytes(Self.path)
    bytes[0x32] ^= 1
    let parsed = try parse(bytes)
    #expect(parsed.diagnostics.map(\.code) == ["fv-header-checksum"])
    // SECFV, at the offset that OvmfPkgDefines.fdf.inc of edk2 2022.11 gives it for 2 MB.
    #expect(parsed.image.volumes.map(\.length) == [0x34000])
  }

  @Test func sectionOfFourGigabytes() throws {
    var bytes = try volume([
      file([SectionPlan(.raw, payload: [1, 2, 3, 4, 5, 6, 7, 8])]),
      file([SectionPlan(.raw, payload: [9])], name: "00000000-0000-0000-0000-000000000002"),
    ])
    // The section's common header is behind 72 bytes of volume header and 24 of file header.
    bytes.replaceSubrange(96..<104, with: [0xFF, 0xFF, 0xFF, 0x19, 0xFF, 0xFF, 0xFF, 0xFF])
    let parsed = try parse(bytes)
    #expect(parsed.diagnostics.map(\.code) == ["section-size"])
    #expect(parsed.diagnostics.first?.place == .image(path: "x.fd", offsets: [96]))
    #expect(parsed.image.volumes[0].files.map(\.sections.count) == [0, 1])
  }

  @Test func streamThatClaimsATerabyte() throws {
    let header: [UInt8] = [0x5D, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]
    let lzma = EncodedPayload(attributes: .processingRequired, bytes: header + [0, 1, 2, 3])
    let parsed = try parse(try volume([file([.guidDefined(SectionGUID.lzma, lzma)])]))
    #expect(parsed.diagnostics.map(\.code) == ["lzma-size-limit"])
    #expect(parsed.diagnostics.first?.place == .image(path: "x.fd", offsets: [96 + 24]))
  }

  @Test func allStreamsTogetherHaveALimit() throws {
    let parsed = try parse(
      try DebianImages.bytes(Self.path), limits: ParsingLimits(decodedBytes: 13_500_559, depth: 64))
    // One byte less than the payload, as virt-fw-dump's decoder counts it.
    #expect(parsed.diagnostics.map(\.code) == ["lzma-size-limit"])
    #expect(parsed.image.volumes.count == 2)
  }

  @Test func damageInsideAnEncapsulationHasBothOffsets() throws {
    let inner = try PlacedSections([SectionPlan(.raw, payload: [1, 2, 3, 4])]).bytes()
    let broken = inner + [0xFF, 0xFF, 0, 0x19]
    let encoded = try #require(try SectionCodecs().encode(broken, for: SectionGUID.lzma))
    let parsed = try parse(try volume([file([.guidDefined(SectionGUID.lzma, encoded)])]))
    #expect(parsed.diagnostics.map(\.code) == ["section-size"])
    #expect(parsed.diagnostics.first?.place == .image(path: "x.fd", offsets: [96 + 24, 8]))
  }

  @Test(arguments: [SectionType.disposable, .guidDefined])
  func nestingOfAThousand(type: SectionType) throws {
    let crc: GUID = "00000000-0000-0000-0000-0000000000FF"
    let fields: Section.Fields =
      type == .disposable ? .none : .guidDefined(Section.GUIDDefinition(crc, attributes: []))
    var payload: [UInt8] = [0, 0, 0, 0]
    for _ in 0..<1000 {
      payload = try PlacedSections([SectionPlan(type, fields: fields, payload: payload)]).bytes()
    }
    let parsed = try parse(try volume([file([SectionPlan(.disposable, payload: payload)])]))
    #expect(parsed.diagnostics.map(\.code) == ["image-nesting"])
  }

  @Test func damagedFileHeaderDoesNotHideTheNextFile() throws {
    var bytes = try volume([
      file([SectionPlan(.raw, payload: [1])]),
      file([SectionPlan(.raw, payload: [2])], name: "00000000-0000-0000-0000-000000000002"),
    ])
    bytes[72 + 16] ^= 0x10
    let parsed = try parse(bytes)
    #expect(parsed.diagnostics.map(\.code) == ["ffs-header-checksum"])
    #expect(parsed.diagnostics.first?.place == .image(path: "x.fd", offsets: [72]))
    #expect(parsed.image.volumes[0].files.map(\.name) == ["00000000-0000-0000-0000-000000000002"])
  }

  @Test func wrongDataChecksumIsKept() throws {
    var plan = file([SectionPlan(.raw, payload: [1, 2, 3])])
    plan.hasChecksum = true
    var bytes = try volume([plan])
    bytes[72 + 24 + 6] ^= 1
    #expect(try parse(bytes).diagnostics.map(\.code) == ["ffs-data-checksum"])
  }

  @Test func wrongCRC32() throws {
    let stream = try PlacedSections([SectionPlan(.raw, payload: [1, 2, 3, 4])]).bytes()
    var crc = try #require(try SectionCodecs().encode(stream, for: SectionGUID.crc32))
    let good = try parse(try volume([file([.guidDefined(SectionGUID.crc32, crc)])]))
    #expect(good.diagnostics == [])
    #expect(good.image.volumes[0].files[0].sections[0].children?.sections.map(\.type) == [.raw])
    crc.extraHeader[0] ^= 1
    let bad = try parse(try volume([file([.guidDefined(SectionGUID.crc32, crc)])]))
    #expect(bad.diagnostics.map(\.code) == ["section-crc32"])
  }

  /// Sixteen bytes that look like the middle of a volume header, over and over.
  @Test func falseHeadersWithoutEnd() throws {
    let period: [UInt8] = [
      0x5F, 0x46, 0x56, 0x48, 1, 1, 1, 1, 0xF0, 0xFF, 1, 1, 0, 0, 0, 2,
    ]
    var bytes: [UInt8] = []
    for _ in 0..<(1 << 16) { bytes += period }
    let parsed = FlashImage.parse(bytes, path: "x.fd", decoder: nil)
    #expect(parsed.diagnostics.map(\.code) == ["fv-search"])
  }

  /// Whatever is damaged, the bytes come back.
  @Test(arguments: 0..<40)
  func randomDamage(seed: UInt64) throws {
    var random = LinearCongruential(state: seed)
    // SECFV with its files, in front of a variable store.
    var bytes = Array(try DebianImages.bytes(Self.path).suffix(0x34000))
    bytes += try DebianImages.bytes("/usr/share/OVMF/OVMF_VARS.fd")
    for _ in 0..<Int(seed % 8 + 1) {
      let isHeader = random.next() % 2 == 0
      let range = isHeader ? UInt64(0x200) : UInt64(bytes.count)
      bytes[Int(random.next() % range)] = UInt8(truncatingIfNeeded: random.next())
    }
    _ = try parse(bytes)
  }
}

/// Knuth's MMIX generator: the same numbers in every run.
struct LinearCongruential {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
