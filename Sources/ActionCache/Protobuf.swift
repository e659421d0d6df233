/// Writes the wire format of Protocol Buffers, as far as `ActionResult` needs it: numbers and byte strings.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ field: UInt64, _ number: UInt64) {
    varint(field << 3)
    varint(number)
  }

  mutating func write(_ field: UInt64, _ content: some Collection<UInt8>) {
    varint(field << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }

  /// Seven bits a byte, the least significant first.
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads that format. Fields of other wire types are skipped.
struct ProtobufReader {
  enum Value {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>
  /// Whether reading ended before the end of the bytes.
  private(set) var isDamaged = false

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The index of the next field; nil at the end.
  var place: Int? { rest.isEmpty || isDamaged ? nil : rest.startIndex }

  mutating func next() -> (number: UInt64, value: Value)? {
    while place != nil {
      guard let tag = varint() else { break }
      switch tag & 7 {
      case 0:
        guard let number = varint() else { return nil }
        return (tag >> 3, .number(number))
      case 2:
        guard let count = varint(), let content = take(count) else { return nil }
        return (tag >> 3, .bytes(content))
      case 1: guard take(8) != nil else { return nil }
      case 5: guard take(4) != nil else { return nil }
      default:
        isDamaged = true
        return nil
      }
    }
    return nil
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = rest.popFirst() else { break }
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    isDamaged = true
    return nil
  }

  private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(rest.count) else {
      isDamaged = true
      return nil
    }
    let content = rest.prefix(Int(count))
    rest = rest.dropFirst(Int(count))
    return content
  }
}
