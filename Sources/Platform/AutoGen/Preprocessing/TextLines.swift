/// Splits text into lines as Python's text mode does: `\r\n` and `\r` are line ends like `\n`.
enum TextLines {
  /// Each line with its `\n`; the last one without, if the text does not end with a line end.
  static func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    let text = text.contains(0x0D) ? normalized(text) : text
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while let end = text[start...].firstIndex(of: 0x0A) {
      lines.append(text[start...end])
      start = end + 1
    }
    if start < text.count { lines.append(text[start...]) }
    return lines
  }

  private static func normalized(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      if byte != 0x0D {
        output.append(byte)
      } else if index + 1 == text.count || text[index + 1] != 0x0A {
        output.append(0x0A)
      }
    }
    return output
  }
}

extension UInt8 {
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) || (0x1C...0x1F).contains(self) }
  var isDecimal: Bool { (0x30...0x39).contains(self) }
  var isHexadecimal: Bool { isDecimal || (0x41...0x46).contains(self & 0xDF) }
  /// Whether it is a character of a C name.
  var isNamePart: Bool { isDecimal || (0x41...0x5A).contains(self & 0xDF) || self == 0x5F }
}
