import Diagnostics

/// Stands at a token of an FDF and knows how deep in braces it is.
///
/// What each statement looks like is said beside the data it makes (`FDFRegion+Parsing.swift` and its
/// like). A statement that can't be read throws; the loop around it reports that and goes on at the
/// next statement, so that one run tells of several mistakes.
struct FDFParser {
  /// How deep sections may lie in each other. Each level costs stack.
  static let deepest = 64
  /// After so many errors, or so many warnings, the rest is noise.
  static let mostErrors = 100

  let lines: [ManifestLine]
  private let tokens: [FDFToken]
  private(set) var index = 0
  /// Open braces around `current`.
  private(set) var depth = 0
  private(set) var diagnostics = DiagnosticList()
  /// How many statements could not be read.
  private(set) var errorCount = 0
  private var warningCount = 0

  init(_ lines: [ManifestLine]) {
    self.lines = lines
    tokens = FDFTokenizer.tokens(of: lines)
  }

  var current: FDFToken { tokens[index] }
  var next: FDFToken { peek(1) }

  /// The token `distance` behind the current one; the end of the file goes on for ever.
  func peek(_ distance: Int) -> FDFToken { tokens[min(index + distance, tokens.count - 1)] }

  /// Whether `current` stands on the line of the token before it.
  var continuesLine: Bool { !current.isFirstOnLine }

  mutating func advance() {
    switch current.kind {
    case .openBrace: depth += 1
    case .closeBrace: depth = max(0, depth - 1)
    case .header, .openHeader: depth = 0
    case .endOfFile: return
    default: break
    }
    index += 1
  }

  /// Takes the tokens before `end` as text: braces among them don't count.
  mutating func skip(to end: Int) { index = min(max(index, end), tokens.count - 1) }

  mutating func skipLine() {
    let line = current.line
    while current.kind != .endOfFile && current.line == line { index += 1 }
  }

  func range(of token: FDFToken) -> SourceRange { lines[token.line].range(of: token.part) }

  func located(_ token: FDFToken) -> Located<String> { Located(token.text, at: range(of: token)) }

  mutating func report(_ error: DiagnosticError) {
    errorCount += 1
    diagnostics.add(contentsOf: error.diagnostics)
    if errorCount == Self.mostErrors {
      diagnostics.add(.fdfTooManyErrors(at: range(of: current)))
      index = tokens.count - 1
    }
  }

  mutating func warn(_ diagnostic: Diagnostic) {
    warningCount += 1
    if warningCount <= Self.mostErrors { diagnostics.add(diagnostic) }
  }
}

extension FDFParser {
  /// Where the statements of a block or a section end.
  var isAtEndOfBlock: Bool {
    switch current.kind {
    case .endOfFile, .header, .openHeader: true
    case .closeBrace: depth > 0
    default: false
    }
  }

  /// Reads statements up to the end of the block, or up to one that belongs to the block around it
  /// (a closing brace is missing then). `starts` says where reading may go on after a mistake.
  mutating func readStatements(
    starting starts: (FDFParser) -> Bool,
    leavingAt isOutside: (FDFParser) -> Bool = { _ in false },
    _ read: (inout FDFParser) throws(DiagnosticError) -> Void
  ) {
    let outside = depth
    while !isAtEndOfBlock, !(current.isFirstOnLine && isOutside(self)) {
      // The preprocessor has used it already.
      if current.text == "DEFINE" && current.isFirstOnLine {
        skipLine()
        continue
      }
      let start = index
      do {
        try read(&self)
      } catch {
        report(error)
        recover(from: start, depth: outside) { starts($0) || isOutside($0) }
      }
      if index == start { advance() }
    }
  }

  private mutating func recover(from start: Int, depth outside: Int, starting starts: (FDFParser) -> Bool) {
    while true {
      switch current.kind {
      case .endOfFile, .header, .openHeader: return
      case .closeBrace where depth <= outside && outside > 0: return
      default: break
      }
      if depth <= outside, index > start, current.isFirstOnLine, starts(self) { return }
      advance()
    }
  }

  /// Takes `{`.
  mutating func openBlock(of what: String) throws(DiagnosticError) -> SourceRange {
    let brace = range(of: current)
    guard current.kind == .openBrace else {
      throw .fdfExpected("'{' of \(what)", at: self, fix: "put what belongs to \(what) between '{' and '}'")
    }
    guard depth < Self.deepest else { throw .fdfNesting(at: brace, limit: Self.deepest) }
    advance()
    return brace
  }

  /// Takes `}`; says so and goes on when it is missing.
  mutating func closeBlock(of what: String, openedAt open: SourceRange) {
    guard current.kind != .closeBrace else { return advance() }
    report(.fdfUnclosed(what, at: self, openedAt: open))
    depth = max(0, depth - 1)
  }
}
