/// Reads bits, starting with the most significant one of each byte.
struct BitReader {
  /// The stream ended.
  struct End: Error {}

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  /// Bits that were read from `bytes` but not returned yet, in the low `available` bits.
  private var pending: UInt64 = 0
  private var available = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// The next bit, 0 or 1.
  mutating func bit() throws(End) -> Int { try bits(1) }

  /// The next `count` bits as a number, most significant bit first; at most 32.
  mutating func bits(_ count: Int) throws(End) -> Int {
    while available < count {
      guard index < bytes.endIndex else { throw End() }
      pending = pending << 8 | UInt64(bytes[index])
      index += 1
      available += 8
    }
    available -= count
    return Int(pending >> UInt64(available) & ((1 << UInt64(count)) - 1))
  }
}
