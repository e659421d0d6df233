internal import Bytes

// Images have tens of megabytes, most of them erased. Scanning functions take 64 bytes at a time, so that debug
// builds are fast enough too.

extension ArraySlice<UInt8> {
  /// The value of all bytes; nil if they differ or there are none.
  var uniformByte: UInt8? {
    withUnsafeBytes { buffer in
      guard let first = buffer.first else { return nil }
      let pattern = SIMD64<UInt8>(repeating: first)
      var index = 0
      while index + 64 <= buffer.count {
        guard buffer.loadUnaligned(fromByteOffset: index, as: SIMD64<UInt8>.self) == pattern else {
          return nil
        }
        index += 64
      }
      return buffer[index...].allSatisfy { $0 == first } ? first : nil
    }
  }

  /// Whether all bytes are `value`; true if there are none.
  func isFilled(with value: UInt8) -> Bool { isEmpty || uniformByte == value }

  /// The sum of all bytes, modulo 2⁸.
  var sum8: UInt8 {
    withUnsafeBufferPointer { buffer in
      var sum: UInt8 = 0
      for byte in buffer { sum &+= byte }
      return sum
    }
  }

  /// The first index, not below `start` and a multiple of `step` bytes from `origin`, that has the
  /// little-endian `value` at `distance` bytes after it.
  func firstIndex(of value: UInt32, at distance: Int, step: Int, origin: Int, from start: Int) -> Int? {
    withUnsafeBytes { buffer in
      var index = origin + (Swift.max(start, startIndex) - origin).aligned(to: step)
      while index + distance + 4 <= endIndex {
        let word = buffer.loadUnaligned(fromByteOffset: index + distance - startIndex, as: UInt32.self)
        if UInt32(littleEndian: word) == value { return index }
        index += step
      }
      return nil
    }
  }
}
