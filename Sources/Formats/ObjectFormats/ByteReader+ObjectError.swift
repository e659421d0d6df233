import Bytes

/// Reads fields and throws `ObjectError`.
extension ByteReader {
  mutating func field<I: FixedWidthInteger>(_: I.Type = I.self) throws(ObjectError) -> I {
    do { return try read() } catch { throw ObjectError(error) }
  }

  mutating func slice(_ count: Int) throws(ObjectError) -> ArraySlice<UInt8> {
    do { return try read(count: count) } catch { throw ObjectError(error) }
  }

  mutating func pass(_ count: Int) throws(ObjectError) { _ = try slice(count) }
}
