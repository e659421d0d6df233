import Diagnostics

/// Splits a file into lines and removes comments.
///
/// Works on bytes; no strings are created.
struct SourceLineReader {
  private let bytes: [UInt8]
  private let dialect: Preprocessor.Dialect
  private var next = 0
  private var isInBlockComment = false
  /// Lines that were read before; nil if they are read now.
  private let ready: [Line]?

  /// A non-empty line: its bytes and their offsets in the file. The bytes are those of the file, except that
  /// `/* … */` is replaced by blanks.
  struct Line {
    let bytes: ArraySlice<UInt8>
    let source: Range<Int>
  }

  init(_ bytes: [UInt8], _ dialect: Preprocessor.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
    ready = nil
    // Skips the UTF-8 byte order mark that some editors write.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
  }

  /// - Parameter lines: those of a file, as a reader found them.
  init(lines: [Line], _ dialect: Preprocessor.Dialect) {
    bytes = []
    self.dialect = dialect
    ready = lines
  }

  /// The next line with more than blanks and comments; nil at the end.
  mutating func nextLine() -> Line? {
    if let ready {
      guard next < ready.count else { return nil }
      next += 1
      return ready[next - 1]
    }
    while next < bytes.count {
      let start = next
      var end = start
      while end < bytes.count, bytes[end] != ASCII.newline { end += 1 }
      next = end + 1
      if let line = cleaned(start..<end) { return line }
    }
    return nil
  }

  private mutating func cleaned(_ range: Range<Int>) -> Line? {
    let inside = bytes.trimmedBounds(range)
    guard !inside.isEmpty else { return nil }
    switch dialect {
    case .dsc, .dec:
      let code = bytes.trimmedBounds(inside.lowerBound..<commentStart(inside, slashes: false))
      return code.isEmpty ? nil : Line(bytes: bytes[code], source: code)
    case .inf, .fdf:
      if isInBlockComment || hasBlockComment(inside) { return withoutBlockComments(inside) }
      let code = bytes.trimmedBounds(inside.lowerBound..<commentStart(inside, slashes: true))
      return code.isEmpty ? nil : Line(bytes: bytes[code], source: code)
    }
  }

  /// The start of a comment outside quotation marks; the end of the line if there is none.
  private func commentStart(_ range: Range<Int>, slashes: Bool) -> Int {
    var quote: UInt8 = 0
    for index in range {
      let byte = bytes[index]
      if byte == ASCII.quote || (byte == ASCII.apostrophe && dialect != .fdf) {
        if quote == 0 { quote = byte } else if quote == byte { quote = 0 }
      } else if quote == 0 {
        if byte == ASCII.hash { return index }
        if slashes, byte == ASCII.slash, index + 1 < range.upperBound, bytes[index + 1] == ASCII.slash {
          return index
        }
      }
    }
    return range.upperBound
  }

  private func hasBlockComment(_ range: Range<Int>) -> Bool {
    let end = commentStart(range, slashes: true)
    var index = range.lowerBound
    while index + 1 < end {
      if bytes[index] == ASCII.slash, bytes[index + 1] == ASCII.star { return true }
      index += 1
    }
    return false
  }

  /// Replaces `/* … */` by blanks, within the line or up to a later one.
  private mutating func withoutBlockComments(_ range: Range<Int>) -> Line? {
    var copy = Array(bytes[range])
    var index = 0
    var isQuoted = false
    while index < copy.count {
      let pair = (copy[index], index + 1 < copy.count ? copy[index + 1] : 0)
      if isInBlockComment {
        let ends = pair == (ASCII.star, ASCII.slash)
        copy[index] = ASCII.space
        if ends { copy[index + 1] = ASCII.space }
        isInBlockComment = !ends
        index += ends ? 2 : 1
      } else if !isQuoted, pair == (ASCII.slash, ASCII.star) {
        copy[index] = ASCII.space
        copy[index + 1] = ASCII.space
        isInBlockComment = true
        index += 2
      } else if !isQuoted, pair.0 == ASCII.hash || pair == (ASCII.slash, ASCII.slash) {
        copy.removeSubrange(index...)
      } else {
        if pair.0 == ASCII.quote { isQuoted.toggle() }
        index += 1
      }
    }
    let code = copy.trimmedBounds(0..<copy.count)
    guard !code.isEmpty else { return nil }
    let lower = range.lowerBound + code.lowerBound
    return Line(bytes: copy[code], source: lower..<(lower + code.count))
  }
}
