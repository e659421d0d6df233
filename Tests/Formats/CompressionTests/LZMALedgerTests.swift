import Bytes
import Compression
import FirmwareImage
import TestSupport
import Testing

/// The books of a stream: they add up to the stream, and bytes that are hard to guess cost more.
@Suite struct LZMALedgerTests {
  /// Numbers that repeat on every machine (xorshift).
  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
  }

  private static let text = Array(String(repeating: "PEIFV and DXEFV share one stream. ", count: 2000).utf8)

  private static var settings: [LZMASettings] {
    [(3, 0, 2), (4, 0, 0), (0, 2, 3), (3, 1, 4)].map { (lc: UInt32, lp: UInt32, pb: UInt32) in
      var settings = LZMASettings()
      (settings.lc, settings.lp, settings.pb) = (lc, lp, pb)
      return settings
    }
  }

  @Test(arguments: settings)
  func theBooksAddUpToTheStream(_ settings: LZMASettings) throws {
    for payload in [Self.noise(50_000), Self.text, Self.text + Self.noise(5_000) + Self.text, [7]] {
      let stream = try LZMA(settings: settings).encode(payload)
      let ledger = try LZMA().ledger(of: stream[...], limit: payload.count)
      #expect(ledger.size == payload.count)
      // The header has 13 bytes; the coder's own start and end take a few more.
      #expect(abs(ledger.total / 8 - Double(stream.count - 13)) < 16)
      let cuts = [0, 1, payload.count / 3, payload.count / 2, payload.count - 1, payload.count].sorted()
      let parts = zip(cuts, cuts.dropFirst()).map { ledger.bits(in: $0..<$1) }
      #expect(abs(parts.reduce(0, +) - ledger.total) < 0.001)
      #expect(parts.allSatisfy { $0 >= 0 })
    }
  }

  /// What cannot be guessed costs its eight bits; what has been seen costs next to nothing.
  @Test func noiseCostsItsBitsAndItsRepetitionNone() throws {
    let noise = Self.noise(20_000)
    let stream = try LZMA().encode(noise + noise)
    let ledger = try LZMA().ledger(of: stream[...], limit: 40_000)
    #expect(abs(ledger.bits(in: 0..<20_000) / 160_000 - 1) < 0.03)
    #expect(ledger.bits(in: 20_000..<40_000) < 1_600)
  }

  @Test func debiansStream() throws {
    let image = FlashImage.parse(
      try Provided.bytes("/usr/share/OVMF/OVMF_CODE.fd"), path: "x", decoder: SectionCodecs()
    ).image
    let sections = image.volumes.flatMap(\.files).flatMap(\.sections)
    let section = try #require(sections.first { $0.type == .guidDefined })
    guard case .encoded(let encoded) = section.payload else { throw Missing() }
    let stream = try #require(encoded.encoded)
    #expect(stream.count == 1_512_740)
    let ledger = try #require(LZMALedgers().ledger(SectionGUID.lzma, payload: stream, limit: 13_500_560))
    #expect(abs(ledger.total / 8 - 1_512_727) < 16)
    #expect(LZMALedgers().ledger(SectionGUID.crc32, payload: stream, limit: 13_500_560) == nil)
  }

  private struct Missing: Error {}

  @Test func damagedStreamsAreErrors() throws {
    let payload = Self.text + Self.noise(2_000)
    let stream = try LZMA().encode(payload)
    for count in stride(from: 0, to: stream.count - 8, by: 37) {
      #expect(throws: SectionCodecError.self) {
        try LZMA().ledger(of: stream.prefix(count), limit: payload.count)
      }
    }
    #expect(throws: SectionCodecError.self) { try LZMA().ledger(of: stream[...], limit: payload.count - 1) }
    // Any byte may be any other: never a trap, and never more than the payload's size.
    for offset in stride(from: 0, to: stream.count, by: 11) {
      var damaged = stream
      damaged[offset] ^= 0x55
      let ledger = try? LZMA().ledger(of: damaged[...], limit: payload.count)
      #expect((ledger?.size ?? 0) <= payload.count)
    }
  }
}
