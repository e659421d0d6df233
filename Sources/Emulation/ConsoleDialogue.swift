/// What is typed on a console and what is waited for: each line when the UEFI Shell asks for one, and
/// the text in what comes behind the last of them.
package struct ConsoleDialogue: ConsoleReader {
  /// Lines that wait for a prompt.
  package private(set) var pending: [String]
  private let expectsText: Bool
  private var expectation: ConsoleExpectation
  private var prompt = ShellPrompt()

  /// - Parameter typing: without line ends.
  package init(expecting text: String? = nil, typing lines: [String] = []) {
    pending = lines
    expectsText = text != nil
    expectation = ConsoleExpectation(text ?? "")
  }

  /// Whether everything was typed and the text came.
  package var isMatched: Bool { expectsText && pending.isEmpty && expectation.verdict == .matched }

  /// The last lines of the console.
  package var lastLines: [String] { expectation.lastLines }

  /// Reads on; over when matched.
  package mutating func read(_ bytes: [UInt8]) -> ConsoleReaction {
    var reaction = ConsoleReaction()
    reaction.shown = bytes
    for byte in bytes {
      expectation.read(CollectionOfOne(byte))
      guard prompt.read(byte), !pending.isEmpty else { continue }
      reaction.typed += pending.removeFirst().utf8
      // The Enter key of a terminal.
      reaction.typed.append(UInt8(ascii: "\r"))
      expectation.startOver()
    }
    reaction.isOver = isMatched
    return reaction
  }
}
