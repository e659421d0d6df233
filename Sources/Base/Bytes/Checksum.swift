/// The additive checksums of the PI specification, by which a block is valid if its sum is zero, and a hash for
/// text.
package enum Checksum {
  /// The sum of all bytes, modulo 2⁸.
  package static func sum8(_ bytes: some Sequence<UInt8>) -> UInt8 {
    bytes.reduce(0, &+)
  }

  /// FNV-1a, 64 bits, for telling texts apart. It does not prevent deliberate collisions.
  package static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    // A generic sequence takes a hundred times as long.
    bytes.withContiguousStorageIfAvailable(fnv1a) ?? Array(bytes).withUnsafeBufferPointer(fnv1a)
  }

  private static func fnv1a(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return sum
  }

  /// The byte that makes the sum of `bytes` and itself zero, modulo 2⁸.
  package static func complement8(_ bytes: some Sequence<UInt8>) -> UInt8 {
    0 &- sum8(bytes)
  }

  /// The sum of all little-endian 16-bit words, modulo 2¹⁶; an odd last byte counts as a low byte.
  package static func sum16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var sum: UInt16 = 0
    var isHigh = false
    for byte in bytes {
      sum &+= isHigh ? UInt16(byte) << 8 : UInt16(byte)
      isHigh.toggle()
    }
    return sum
  }
}
