package import Diagnostics

extension Maintainers {
  /// Parses a Maintainers.txt. A line that is not a tag is text for people, and ends a section.
  package init(parsing file: SourceFile, diagnostics: inout DiagnosticList) {
    var parser = MaintainersParser(file: file)
    parser.parse()
    self = parser.result
    for diagnostic in parser.found { diagnostics.addBounded(diagnostic) }
  }
}

/// Parses the lines of a Maintainers.txt.
private struct MaintainersParser {
  var result: Maintainers
  var found: [Diagnostic] = []
  /// The current section, and whether it has any tag yet.
  private var section = Maintainers.Section()
  private var isOpen = false
  /// The previous line of text.
  private var title: Located<String>?

  init(file: SourceFile) { result = Maintainers(file: file) }

  mutating func parse() {
    let bytes = result.file.bytes
    var start = 0
    while start < bytes.count {
      // A CR alone ends a line too, as in Python's text mode.
      let end =
        bytes[start...].firstIndex { $0 == ASCII.newline || $0 == ASCII.carriageReturn } ?? bytes.count
      read(start..<end)
      start = end + 1
      if end + 1 < bytes.count, bytes[end] == ASCII.carriageReturn, bytes[end + 1] == ASCII.newline {
        start += 1
      }
    }
    close()
  }

  private mutating func read(_ line: Range<Int>) {
    let bytes = result.file.bytes
    guard line.count >= 2, bytes[line.lowerBound + 1] == UInt8(ascii: ":"),
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[line.lowerBound])
    else { return readText(line) }
    let letter = Unicode.Scalar(bytes[line.lowerBound])
    let start =
      bytes[(line.lowerBound + 2)..<line.upperBound].firstIndex { !Self.blanks.contains($0) }
      ?? line.upperBound
    let range = SourceRange(result.file, start..<line.upperBound)
    let value = Located(String(decoding: bytes[start..<line.upperBound], as: UTF8.self), at: range)
    guard Self.tags.contains(letter) else {
      found.append(.maintainersTagUnknown(String(letter), at: SourceRange(result.file, line)))
      return readText(line)
    }
    guard !value.value.isEmpty else {
      found.append(.maintainersTagEmpty(String(letter), at: SourceRange(result.file, line)))
      return close()
    }
    if !isOpen {
      isOpen = true
      section.name = title
      title = nil
    }
    switch letter {
    case "F": section.files.append(pattern(value))
    case "X": section.excluded.append(pattern(value))
    case "M": section.maintainers.append(value)
    case "R": section.reviewers.append(value)
    case "L": section.lists.append(value)
    case "S": section.statuses.append(value)
    case "W": section.pages.append(value)
    default: section.trees.append(value)
    }
  }

  private mutating func pattern(_ value: Located<String>) -> Maintainers.Pattern {
    if value.value.unicodeScalars.contains(where: Self.special.contains) {
      found.append(.maintainersPatternSpecial(value.value, at: value.range))
    }
    return Maintainers.Pattern(value)
  }

  private mutating func readText(_ line: Range<Int>) {
    close()
    let text = result.file.bytes[line]
    guard let first = text.firstIndex(where: { !Self.blanks.contains($0) }),
      let last = text.lastIndex(where: { !Self.blanks.contains($0) })
    else {
      title = nil
      return
    }
    // A line of dashes underlines the title.
    guard !text[first...last].allSatisfy({ $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") }) else {
      return
    }
    title = Located(
      String(decoding: text[first...last], as: UTF8.self), at: SourceRange(result.file, first..<last + 1))
  }

  private mutating func close() {
    if isOpen { result.sections.append(section) }
    section = Maintainers.Section()
    isOpen = false
  }

  private static let tags: Set<Unicode.Scalar> = ["F", "X", "M", "R", "L", "S", "W", "T"]
  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0B, 0x0C]
  /// Characters with a meaning in Python's regular expressions but not in patterns.
  private static let special: Set<Unicode.Scalar> = ["+", "[", "]", "(", ")", "{", "}", "|", "^", "$", "\\"]
}

extension Diagnostic {
  static func maintainersTagUnknown(_ tag: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .maintainersTagUnknown, at: .source(range),
      "unknown tag '\(tag):' ends the section",
      fix: "use F:, X:, M:, R:, L:, S:, W: or T:")
  }

  static func maintainersTagEmpty(_ tag: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .maintainersTagEmpty, at: .source(range),
      "tag '\(tag):' has no value and ends the section",
      fix: "add the value, or remove the line")
  }

  static func maintainersPatternSpecial(_ pattern: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .maintainersPatternSpecial, at: .source(range),
      "GetMaintainer.py reads a character of '\(pattern)' as part of a regular expression",
      fix: "replace it with '?'")
  }
}
