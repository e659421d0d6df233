import Vocabulary

/// `# 12 "file" flags` or `#line 12 "file"`: the origin of the following lines.
struct LineMarker {
  /// From 1.
  let number: Int
  /// Without `.` and doubled slashes, so that each file has one name.
  let file: [UInt8]

  /// nil for a line that is not a marker.
  init?(_ line: ArraySlice<UInt8>) {
    var rest = line.drop { $0.isSpace }
    guard rest.first == UInt8(ascii: "#") else { return nil }
    rest = rest.dropFirst()
    if rest.starts(with: "line".utf8) { rest = rest.dropFirst(4) }
    guard let blank = rest.first, blank.isSpace else { return nil }
    rest = rest.drop { $0.isSpace }
    let digits = rest.prefix { $0.isDecimal }
    rest = rest.dropFirst(digits.count)
    guard !digits.isEmpty, let behind = rest.first, behind.isSpace else { return nil }
    rest = rest.drop { $0.isSpace }
    // Opening quotes are optional, the closing one is required.
    let quotes = rest.prefix { $0 == UInt8(ascii: "\"") }.count
    var name = rest.dropFirst(quotes).prefix { $0 != UInt8(ascii: "\"") }
    if quotes + name.count == rest.count {
      guard quotes > 0 else { return nil }
      name = rest.prefix(0)
    }
    // A number that overflows an Int is not a line of any file.
    number = digits.reduce(0) { value, digit in
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      return overflow || product > Int.max - 9 ? Int.max : product + Int(digit - 0x30)
    }
    file = Array(TreePath.normalized(onDisk: String(decoding: name, as: UTF8.self)).utf8)
  }
}
