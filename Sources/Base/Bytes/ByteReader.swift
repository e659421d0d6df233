/// Errors of reading bytes, before a format gives them a meaning.
package enum ByteError: Error, Equatable, Sendable {
  /// A field of `wanted` bytes starts at `offset`, but only `left` bytes are left.
  case truncated(offset: Int, wanted: Int, left: Int)
}

/// Reads little-endian fields from a slice of an image, and knows its offset.
///
/// Every read is bounds-checked: a reader never traps on input. Offsets are those of the slice's
/// own indices, so a reader over `image[a..<b]` reports offsets in `image`.
package struct ByteReader {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }
  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The offset, in bytes, of the next field.
  package var offset: Int { rest.startIndex }
  /// The number of bytes left.
  package var remaining: Int { rest.count }

  /// The next little-endian integer.
  package mutating func read<I: FixedWidthInteger>(_: I.Type = I.self) throws(ByteError) -> I {
    let field = try read(count: I.bitWidth / 8)
    return field.reversed().reduce(0) { $0 << 8 | I(truncatingIfNeeded: $1) }
  }

  /// The next `count` bytes; their indices are those of the image.
  package mutating func read(count: Int) throws(ByteError) -> ArraySlice<UInt8> {
    guard count >= 0, rest.count >= count else {
      throw .truncated(offset: offset, wanted: count, left: rest.count)
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// The next 16 bytes as a GUID in the mixed-endian form of the UEFI specification.
  package mutating func readGUID() throws(ByteError) -> GUID {
    GUID(mixedEndian: try read(count: 16))
  }

  /// Skips `count` bytes.
  package mutating func skip(_ count: Int) throws(ByteError) {
    _ = try read(count: count)
  }
}
