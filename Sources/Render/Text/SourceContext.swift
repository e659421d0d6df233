import Diagnostics

extension SourceRange {
  /// The line that contains the range, without comment and surrounding blanks.
  package var statement: String {
    let line = file.line(at: bytes.lowerBound)
    let code = line.prefix { $0 != "#" }
    return String(
      code.reversed().drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" })
  }

  /// The section header above the line, such as `[PcdsFixedAtBuild]`; nil if there is none in the file, as in a
  /// file that is included inside a section.
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
