extension RandomAccessCollection<UInt8> where Index == Int {
  /// The little-endian number at an index, which the caller guarantees to be inside.
  ///
  /// For tables that were checked before and are read often; other code uses `ByteReader`.
  @inline(__always)
  func load<I: FixedWidthInteger>(_: I.Type = I.self, at index: Int) -> I {
    var value: I = 0
    for byte in 0..<(I.bitWidth / 8) { value |= I(truncatingIfNeeded: self[index + byte]) << I(byte * 8) }
    return value
  }
}
