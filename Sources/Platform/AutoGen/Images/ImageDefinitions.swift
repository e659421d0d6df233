import Diagnostics

/// The definitions in .idf files: lines `#image NAME [TRANSPARENT] file` (EDK II Image Definition (IDF) File
/// Format Specification).
struct ImageDefinitions {
  struct Image {
    /// The name in `IMAGE_TOKEN`.
    let name: String
    /// The path as in the module's [Sources].
    let file: String
    let isTransparent: Bool
    let range: SourceRange
  }

  private static let mostErrors = 20

  private(set) var images: [Image] = []
  private(set) var errors = DiagnosticList()
  private var ranges: [String: SourceRange] = [:]

  /// Adds the definitions of one file.
  mutating func parse(_ file: SourceFile) {
    var start = 0
    while start < file.bytes.count, errors.all.count < Self.mostErrors {
      let (bounds, next) = file.bytes.line(from: start)
      start = next
      let line = file.bytes.trimmedHII(bounds)
      let end = file.bytes.commentStart(in: line, pairsBackslashes: false)
      let rest = file.bytes.trimmedHII(line.lowerBound..<end)
      if !rest.isEmpty { parse(rest, of: file) }
    }
  }

  private mutating func parse(_ line: Range<Int>, of file: SourceFile) {
    let range = SourceRange(file, line)
    let words = file.bytes.words(in: line, limit: 5)
    let isTransparent = words.count == 4
    guard file.bytes[line].starts(with: "#image ".utf8), words.count == 3 || isTransparent,
      !isTransparent || file.bytes.text(words[2]) == "TRANSPARENT"
    else { return errors.add(.imageLineMalformed(at: range)) }
    let name = file.bytes.text(words[1])
    guard file.bytes.isTokenName(words[1]) else { return errors.add(.imageNameMalformed(name, at: range)) }
    if let first = ranges[name] { return errors.add(.imageDefinedTwice(name, first: first, at: range)) }
    ranges[name] = range
    images.append(
      Image(
        name: name, file: file.bytes.text(words[words.count - 1]), isTransparent: isTransparent, range: range)
    )
  }
}
