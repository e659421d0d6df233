/// Builds a little-endian byte string.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  package mutating func write<I: FixedWidthInteger>(_ value: I) {
    for shift in stride(from: 0, to: I.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> I(shift)))
    }
  }

  package mutating func write(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Writes a GUID in the mixed-endian form of the UEFI specification.
  package mutating func write(_ guid: GUID) { bytes.append(contentsOf: guid.mixedEndianBytes) }

  /// Appends `value` until the length is a multiple of `alignment` bytes.
  package mutating func pad(to alignment: Int, with value: UInt8) {
    bytes.append(contentsOf: repeatElement(value, count: bytes.count.aligned(to: alignment) - bytes.count))
  }
}

extension Array where Element == UInt8 {
  /// Replaces the little-endian field at `offset`; the caller guarantees that it lies inside.
  package mutating func store<I: FixedWidthInteger>(_ value: I, at offset: Int) {
    for index in 0..<(I.bitWidth / 8) {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> I(index * 8))
    }
  }
}
