import Testing

@testable import Compression

@Suite struct LZMASettingsTests {
  @Test func textThere() throws {
    let settings = try #require(LZMASettings("lc=4,pb=0,nice=273"))
    #expect(settings.lc == 4 && settings.lp == 0 && settings.pb == 0 && settings.niceLength == 273)
    #expect(LZMASettings("") == LZMASettings())
    #expect(LZMASettings(settings.text[...]) == settings)
  }

  @Test(arguments: [
    "lc=5", "lc=4,lp=1", "pb=5", "nice=4", "nice=274", "lc", "lc=", "mode=2", "lc=-1", "lc=4;pb=0",
  ])
  func textThatSaysNothing(_ text: String) {
    #expect(LZMASettings(text[...]) == nil)
  }

  /// What is accepted can be encoded, and decoded again.
  @Test func theCornersEncode() throws {
    let payload = Array("0123456789abcdef".utf8) + (0..<999).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for text in ["lc=4", "lc=0,lp=4,pb=4", "lc=2,lp=2,nice=5", "pb=0,nice=273"] {
      let settings = try #require(LZMASettings(text[...]))
      let stream = try LZMA(settings: settings).encode(payload)
      #expect(try LZMA().decode(stream[...], limit: payload.count) == payload)
    }
  }
}
