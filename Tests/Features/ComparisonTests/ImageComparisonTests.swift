import Bytes
import Comparison
import Compression
import FirmwareImage
import Testing

/// Images made of one volume, compared after everything in them is decoded.
@Suite struct ImageComparisonTests {
  private static let a: GUID = "AAAAAAAA-0000-0000-0000-000000000001"
  private static let b: GUID = "BBBBBBBB-0000-0000-0000-000000000001"

  private func file(_ name: GUID, _ sections: [SectionPlan]) -> FilePlan {
    FilePlan(name, type: .freeform, contents: .sections(sections))
  }

  private func raw(_ text: String) -> SectionPlan { SectionPlan(.raw, payload: Array(text.utf8)) }

  private func image(_ files: [FilePlan]) throws -> FlashImage {
    let plan = VolumePlan(
      size: .fixed([.init(count: 16, length: 0x1000)]), attributes: [.erasePolarity, .memoryMapped],
      files: files)
    return FlashImage.parse(try plan.placed().bytes(), path: "x", decoder: SectionCodecs()).image
  }

  private func compare(_ a: [FilePlan], _ b: [FilePlan]) throws -> ImageComparison {
    ImageComparison(("a.fd", try image(a)), ("b.fd", try image(b)))
  }

  @Test func equalFilesAreTheSame() throws {
    let files = [file(Self.a, [raw("one")]), file(Self.b, [raw("two")])]
    let comparison = try compare(files, files)
    #expect(!comparison.differs)
    #expect(comparison.files.map(\.verdict) == [.same, .same])
  }

  @Test func oneByteIsCounted() throws {
    let comparison = try compare([file(Self.a, [raw("sixteen")])], [file(Self.a, [raw("sixTEen")])])
    let row = try #require(comparison.files.first)
    #expect(comparison.differs && row.verdict == .different)
    #expect(row.sections.map(\.differingBytes) == [2])
  }

  @Test func sectionsOfOtherSizesHaveNoCount() throws {
    let comparison = try compare([file(Self.a, [raw("long")])], [file(Self.a, [raw("longer")])])
    let section = try #require(comparison.files.first?.sections.first)
    #expect(section.differingBytes == nil && section.sizeA == 4 && section.sizeB == 6)
  }

  @Test func filesOfOneSide() throws {
    let comparison = try compare([file(Self.a, [raw("x")])], [file(Self.b, [raw("x")])])
    #expect(comparison.files.map(\.verdict) == [.onlyInA, .onlyInB])
    #expect(comparison.files.map(\.guid) == [Self.a, Self.b])
  }

  /// The order of files in a volume is no difference in content.
  @Test func orderIsNoDifference() throws {
    let files = [file(Self.a, [raw("one")]), file(Self.b, [raw("two")])]
    #expect(try !compare(files, files.reversed()).files.contains { $0.verdict != .same })
  }

  /// Other LZMA settings make another stream of the same content.
  @Test func recompressionIsNoDifference() throws {
    let text = Array(String(repeating: "the same content, ", count: 100).utf8)
    // A RAW section (PI 1.8 Vol 3, 3.2.4): size in 24 bits with its own header, type 0x19.
    let inner = [UInt8((text.count + 4) & 0xFF), UInt8((text.count + 4) >> 8), 0x00, 0x19] + text
    func encoded(_ settings: LZMASettings) throws -> FilePlan {
      let codecs = SectionCodecs(settings: settings)
      let payload = try #require(try codecs.encode(inner, for: SectionGUID.lzma))
      return file(Self.a, [.guidDefined(SectionGUID.lzma, payload)])
    }
    var other = LZMASettings()
    other.lc = 0
    other.pb = 0
    let (one, two) = (try encoded(LZMASettings()), try encoded(other))
    #expect(one != two)
    #expect(try !compare([one], [two]).files.contains { $0.verdict != .same })
    #expect(try compare([one], [file(Self.a, [raw("other")])]).differs)
  }

  /// Nor does it matter behind which filter, nor under which GUID, a decoder finds the same.
  @Test func anotherCodecIsNoDifference() throws {
    let code: [UInt8] = (0..<400).flatMap { [0xE8 as UInt8, UInt8($0 & 0xFF), UInt8($0 >> 8), 0, 0, 0x90] }
    let inner = [UInt8((code.count + 4) & 0xFF), UInt8((code.count + 4) >> 8), 0x00, 0x19] + code
    func encoded(_ guid: GUID) throws -> FilePlan {
      let payload = try #require(try SectionCodecs().encode(inner, for: guid))
      return file(Self.a, [.guidDefined(guid, payload)])
    }
    let plain = try encoded(SectionGUID.lzma)
    #expect(try !compare([plain], [encoded(SectionGUID.lzmaX86)]).files.contains { $0.verdict != .same })
  }
}
