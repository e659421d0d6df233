private import CLZMA

/// The settings of the LZMA encoder.
package struct LZMASettings: Hashable, Sendable {
  /// Literal context bits, 0–4; lc + lp must be at most 4.
  package var lc: UInt32 = 3
  /// Literal position bits, 0–4.
  package var lp: UInt32 = 0
  /// Position bits, 0–4.
  package var pb: UInt32 = 2
  /// Dictionary size in bytes, at least 4 KiB.
  package var dictionarySize: UInt32 = 1 << 24
  /// The length of a match, in bytes, at which the encoder stops searching for a longer one: 5–273.
  package var niceLength: UInt32 = 32

  /// The settings of edk2's LzmaCompress: level 5 of the LZMA SDK. Its output differs nevertheless, because
  /// liblzma is a different encoder.
  package init() {}

  /// The first byte of a stream, which encodes lc, lp and pb.
  var propertiesByte: UInt8 { UInt8(truncatingIfNeeded: (pb &* 5 &+ lp) &* 9 &+ lc) }

  /// Parses the first byte of a stream; nil if it is out of range.
  init?(propertiesByte: UInt8, dictionarySize: UInt32) {
    guard propertiesByte < 9 * 5 * 5 else { return nil }
    lc = UInt32(propertiesByte) % 9
    lp = UInt32(propertiesByte) / 9 % 5
    pb = UInt32(propertiesByte) / 45
    self.dictionarySize = dictionarySize
  }
}
