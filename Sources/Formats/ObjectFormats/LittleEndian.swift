extension RandomAccessCollection<UInt8> where Index == Int {
  /// The little-endian number at an index; the caller guarantees that it lies inside.
  ///
  /// For tables that were checked once and are read often; everything else goes through `ByteReader`.
  @inline(__always)
  func load<I: FixedWidthInteger>(_: I.Type = I.self, at index: Int) -> I {
    var value: I = 0
    for byte in 0..<(I.bitWidth / 8) { value |= I(truncatingIfNeeded: self[index + byte]) << I(byte * 8) }
    return value
  }
}
