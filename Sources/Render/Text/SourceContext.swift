import Diagnostics

extension SourceRange {
  /// The line that it stands on, without the comment behind it.
  package var statement: String {
    let line = file.line(at: bytes.lowerBound)
    let code = line.prefix { $0 != "#" }
    return String(
      code.reversed().drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" })
  }

  /// The header of the section that it stands in, such as `[PcdsFixedAtBuild]`; nil where the file has none above
  /// it, as in one that is included within a section.
  package var section: String? {
    var end = min(bytes.lowerBound, file.bytes.count)
    while end > 0 {
      let start = file.bytes[..<(end - 1)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let line = file.bytes[start..<end].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if line.first == UInt8(ascii: "["), let close = line.lastIndex(of: UInt8(ascii: "]")) {
        return String(decoding: line[...close], as: UTF8.self)
      }
      end = start
    }
    return nil
  }
}
