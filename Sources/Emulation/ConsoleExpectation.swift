/// A text expected on a console, and the last lines of the console.
///
/// The bytes can be passed in chunks of any size, even if they split the text or an escape sequence. The text
/// is searched in the visible lines: without escape sequences and carriage returns.
package struct ConsoleExpectation: Sendable {
  package enum Verdict: Sendable { case notYet, matched }

  /// The expected text; may contain line feeds.
  package let text: String
  private let lineLimit: Int
  /// The maximum length of a line in bytes. A longer one is broken.
  private static let lineLength = 512

  private var filter = TerminalFilter()
  private var matcher: TextMatcher
  private var finished: [[UInt8]] = []
  private var current: [UInt8] = []

  /// - Parameter lineLimit: the number of lines to keep, at least 1.
  package init(_ text: String, keeping lineLimit: Int = 40) {
    self.text = text
    self.lineLimit = max(1, lineLimit)
    matcher = TextMatcher(text)
  }

  /// Stays `matched` after the first match.
  package var verdict: Verdict { matcher.isFound ? .matched : .notYet }

  /// Reads output of the console. Lines are recorded even after a match.
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

  /// Starts the search again from here; the recorded lines stay.
  mutating func startOver() { matcher = TextMatcher(text) }

  /// The last lines, including an unfinished one but without empty ones, for a message if the text did not
  /// appear.
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
