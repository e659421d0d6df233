/// Output of the C preprocessor, prepared for an assembler or for iasl (`Trim --source-code` of BaseTools).
///
/// Text from headers is removed, according to the line markers. Line numbers are kept. Suffixes of C numbers
/// are removed.
package struct PreprocessedSource {
  /// `Trim --trim-long`: LL and ULL are dropped too.
  package var dropsLongSuffixes: Bool
  /// `Trim --convert-hex`: 0x1F becomes 01Fh.
  package var convertsHexadecimal: Bool

  /// `Trim --source-code-format=NASM`: line markers of the source itself stay, which nasm takes for the places of its
  /// debug information.
  package var keepsLineMarkers: Bool

  package init(
    dropsLongSuffixes: Bool = false, convertsHexadecimal: Bool = false, keepsLineMarkers: Bool = false
  ) {
    self.dropsLongSuffixes = dropsLongSuffixes
    self.convertsHexadecimal = convertsHexadecimal
    self.keepsLineMarkers = keepsLineMarkers
  }

  /// The maximum number of lines; markers with larger numbers are ignored.
  private static let mostLines = 1 << 22

  package func trimmed(_ text: [UInt8]) -> [UInt8] {
    let lines = TextLines.split(text)
    var output: [[UInt8]] = []
    var own: [UInt8]?
    var isOwn = false
    var number: Int?
    for line in lines {
      if let marker = LineMarker(line) {
        // The first marker names the preprocessed file.
        if own == nil { own = marker.file }
        isOwn = own == marker.file
        number = marker.number
        // Trim counts the marker as a line, so that it may be replaced by the line that it announces.
        if isOwn, keepsLineMarkers { output.append(Self.nasmMarker(line)) }
      } else if isOwn {
        let line = withoutSuffixes(line)
        if let place = number {
          number = nil
          if place > output.count, place <= Self.mostLines {
            output += Array(repeating: [0x0A], count: place - 1 - output.count)
          } else if place <= output.count, !output.isEmpty {
            output[place > 0 ? place - 1 : output.count - 1] = line
            continue
          }
        }
        output.append(line)
      }
    }
    return own == nil ? ForeignDeclarations.removed(from: lines) : Array(output.joined())
  }

  /// `#line` becomes `%line`; nasm knows gcc's `# 1 "file"` as it is.
  private static func nasmMarker(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var text = Array(line)
    if let start = text.firstRange(of: Array("#line".utf8))?.lowerBound { text[start] = UInt8(ascii: "%") }
    return text
  }

  private func withoutSuffixes(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.contains(where: { $0.isDecimal }) else { return Array(line) }
    var text = Array(line)
    if dropsLongSuffixes { text = replacingNumbers(in: text, by: Self.long) }
    text = replacingNumbers(in: text, by: convertsHexadecimal ? Self.converted : Self.hexadecimal)
    return replacingNumbers(in: text, by: Self.decimal)
  }

  /// Calls `rule` at each digit after a character that cannot be part of a name. It returns the end of the text
  /// to replace, and the replacement.
  private func replacingNumbers(
    in text: [UInt8], by rule: ([UInt8], Int) -> (end: Int, replacement: [UInt8])?
  ) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      // The first character of a line is never replaced, because none precedes it.
      if text[index].isDecimal, index > 0, !text[index - 1].isNamePart, let found = rule(text, index) {
        output += found.replacement
        index = found.end
      } else {
        output.append(text[index])
        index += 1
      }
    }
    return output
  }

  private static func isEnd(_ text: [UInt8], _ index: Int) -> Bool {
    index >= text.count || !text[index].isNamePart
  }

  private static func end(_ text: [UInt8], from start: Int, while isPart: (UInt8) -> Bool) -> Int {
    var index = start
    while index < text.count, isPart(text[index]) { index += 1 }
    return index
  }

  /// The end of the digits of `0x…`; nil for other text.
  private static func hexadecimalEnd(_ text: [UInt8], _ start: Int) -> Int? {
    guard start + 2 < text.count, text[start] == 0x30, text[start + 1] & 0xDF == 0x58,
      text[start + 2].isHexadecimal
    else { return nil }
    return end(text, from: start + 2) { $0.isHexadecimal }
  }

  private static func long(_ text: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    let digits = hexadecimalEnd(text, start) ?? end(text, from: start) { $0.isDecimal }
    var index = digits
    if index < text.count, text[index] == UInt8(ascii: "U") { index += 1 }
    guard text[index...].starts(with: "LL".utf8), isEnd(text, index + 2) else { return nil }
    return (index + 2, Array(text[start..<digits]))
  }

  /// Removes a single U after the digits; other suffixes are kept.
  private static func hexadecimal(_ text: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    guard let digits = hexadecimalEnd(text, start) else { return nil }
    return (endOfUnsigned(text, digits), Array(text[start..<digits]))
  }

  private static func converted(_ text: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    guard let digits = hexadecimalEnd(text, start) else { return nil }
    return (
      endOfUnsigned(text, digits), [0x30] + Array(text[(start + 2)..<digits]) + [UInt8(ascii: "h")]
    )
  }

  private static func endOfUnsigned(_ text: [UInt8], _ digits: Int) -> Int {
    digits < text.count && text[digits] == UInt8(ascii: "U") && isEnd(text, digits + 1) ? digits + 1 : digits
  }

  private static func decimal(_ text: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    let digits = end(text, from: start) { $0.isDecimal }
    let after = endOfUnsigned(text, digits)
    return after > digits ? (after, Array(text[start..<digits])) : nil
  }
}
