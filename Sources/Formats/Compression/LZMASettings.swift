private import CLZMA

/// How hard the LZMA encoder tries, and what the decoder must know.
package struct LZMASettings: Hashable, Sendable {
  /// Literal context bits, 0–4; with `lp` at most 4, else the encoder refuses.
  package var lc: UInt32 = 3
  /// Literal position bits, 0–4.
  package var lp: UInt32 = 0
  /// Position bits, 0–4.
  package var pb: UInt32 = 2
  /// In bytes, at least 4 KiB.
  package var dictionarySize: UInt32 = 1 << 24
  /// The length of a match, in bytes, that ends the search for a better one: 5–273.
  package var niceLength: UInt32 = 32

  /// What edk2's LzmaCompress uses: level 5 of the LZMA SDK. The bytes differ from that tool's
  /// nevertheless, as the encoder is another one.
  package init() {}

  /// The first byte of a stream: lc, lp and pb in one number.
  var propertiesByte: UInt8 { UInt8(truncatingIfNeeded: (pb &* 5 &+ lp) &* 9 &+ lc) }

  /// Reads the first byte of a stream; nil when it is out of range.
  init?(propertiesByte: UInt8, dictionarySize: UInt32) {
    guard propertiesByte < 9 * 5 * 5 else { return nil }
    lc = UInt32(propertiesByte) % 9
    lp = UInt32(propertiesByte) / 9 % 5
    pb = UInt32(propertiesByte) / 45
    self.dictionarySize = dictionarySize
  }
}
