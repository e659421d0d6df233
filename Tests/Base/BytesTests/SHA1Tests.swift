import Testing

@testable import Bytes

/// Expectations are the examples of FIPS 180-4 and of RFC 3174.
@Suite struct SHA1Tests {
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
  ])
  func examples(text: String, digest: String) {
    #expect(SHA1.text(Array(text.utf8)) == digest)
  }

  @Test func aMillionBytes() {
    #expect(
      SHA1.text([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }
}
