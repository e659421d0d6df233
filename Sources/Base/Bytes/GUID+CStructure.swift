extension GUID {
  /// Parses the C initialiser that DEC and INF files use,
  /// `{0x8be4df61, 0x93ca, 0x11d2, {0xaa, 0x0d, 0x00, 0xe0, 0x98, 0x03, 0x2b, 0x8c}}`.
  ///
  /// Blanks are optional and the inner braces may be missing, as edk2 allows. nil for other text, or if a field
  /// has more digits than its size allows.
  package init?(cStructure text: some StringProtocol) {
    var depth = 0
    var fields: [[UInt8]] = [[]]
    for byte in text.utf8 where byte != 0x20 && !(0x09...0x0D).contains(byte) {
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ","): fields.append([])
      default: fields[fields.count - 1].append(byte)
      }
      guard (0...2).contains(depth) else { return nil }
    }
    guard depth == 0, fields.count == 11 else { return nil }

    var stored = ByteWriter(capacity: 16)
    for (index, field) in fields.enumerated() {
      guard let value = Self.number(String(decoding: field, as: UTF8.self)) else { return nil }
      switch index {
      case 0:
        guard let word = UInt32(exactly: value) else { return nil }
        stored.write(word)
      case 1, 2:
        guard let word = UInt16(exactly: value) else { return nil }
        stored.write(word)
      default:
        guard let byte = UInt8(exactly: value) else { return nil }
        stored.write(byte)
      }
    }
    self.init(mixedEndian: stored.bytes[...])
  }

  private static func number(_ text: String) -> UInt64? {
    text.hasPrefix("0x") || text.hasPrefix("0X") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
  }
}
