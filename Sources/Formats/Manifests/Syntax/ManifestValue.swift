import Diagnostics

/// A line whose value continues on further lines until its braces and parentheses are closed: byte arrays and
/// `{CODE({…})}` of PCDs.
struct ManifestValue {
  let text: ManifestText
  /// The number of lines used.
  let lineCount: Int
  let isClosed: Bool

  /// The maximum number of continuation lines, more than in any manifest.
  static let mostLookAhead = 20_000

  /// Joins lines up to a section header. `lookAhead` limits the number of lines examined without success, so
  /// that a file with an open brace on each line does not take quadratic time.
  init(_ lines: [ManifestLine], from index: Int, lookAhead: inout Int) {
    let first = ManifestText(lines[index])
    var nesting = first.openNesting
    var end = index + 1
    while nesting > 0, end < lines.count, end - index < lookAhead, !lines[end].isSectionHeader {
      nesting += ManifestText(lines[end]).openNesting
      end += 1
    }
    let taken = nesting > 0 ? index..<(index + 1) : index..<end
    isClosed = nesting <= 0
    if !isClosed { lookAhead -= end - index }
    lineCount = taken.count
    guard taken.count > 1 else {
      text = first
      return
    }
    var joined = ""
    var starts: [Int] = []
    var pieces: [ManifestLine.Piece] = []
    for line in lines[taken] {
      if !joined.isEmpty { joined += "\n" }
      starts.append(joined.utf8.count)
      joined += line.text
    }
    // Precise enough for a caret: each line is mapped as a whole.
    for (start, line) in zip(starts, lines[taken]) where line.file === first.line.file {
      let end = start + line.text.utf8.count
      pieces.append(.init(text: start..<end, source: line.range.bytes))
    }
    text = ManifestText(ManifestLine(text: joined, file: first.line.file, pieces: pieces))
  }
}
