/// A text that a console should show, and what it showed last.
///
/// Feed it the console's bytes as they come: chunks may be cut anywhere, in the text and in an escape
/// sequence. The text is looked for in what a reader would see: without escape sequences, without
/// carriage returns, in lines.
package struct ConsoleExpectation: Sendable {
  package enum Verdict: Sendable { case notYet, matched }

  /// What is expected; may hold line ends.
  package let text: String
  private let lineLimit: Int
  /// No console line is longer; more is noise from a confused firmware, which goes to a new line.
  private static let lineLength = 512

  private var filter = TerminalFilter()
  private var matcher: TextMatcher
  private var finished: [[UInt8]] = []
  private var current: [UInt8] = []

  /// - Parameter lineLimit: how many lines to keep, one or more.
  package init(_ text: String, keeping lineLimit: Int = 40) {
    self.text = text
    self.lineLimit = max(1, lineLimit)
    matcher = TextMatcher(text)
  }

  /// Once matched, always matched.
  package var verdict: Verdict { matcher.isFound ? .matched : .notYet }

  /// Reads on; the lines go on too when the text has been seen.
  @discardableResult
  package mutating func read(_ bytes: some Sequence<UInt8>) -> Verdict {
    for byte in bytes {
      guard let visible = filter.text(from: byte) else { continue }
      matcher.read(visible)
      if visible == UInt8(ascii: "\n") {
        endLine()
      } else {
        if current.count == Self.lineLength { endLine() }
        current.append(visible)
      }
    }
    return verdict
  }

  /// Looks for the text in what comes from here on; the lines stay.
  mutating func startOver() { matcher = TextMatcher(text) }

  /// The last lines, the unfinished one included, to show when the text did not come. Empty lines are left out.
  package var lastLines: [String] {
    let lines = current.isEmpty ? finished : finished + [current]
    return lines.suffix(lineLimit).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func endLine() {
    guard !current.isEmpty else { return }
    finished.append(current)
    current = []
    if finished.count > lineLimit { finished.removeFirst() }
  }
}

extension ConsoleExpectation {
  /// What the UEFI shell says first. Its prompt comes five seconds later, when it has waited for
  /// somebody to skip `startup.nsh`.
  package static let shellBanner = "UEFI Interactive Shell"
  /// What the shell says when it takes commands.
  package static let shellPrompt = "Shell> "
}
