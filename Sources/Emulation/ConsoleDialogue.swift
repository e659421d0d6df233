/// A dialogue on a console: types each line when the UEFI Shell prompts for one, and waits for a text in the
/// output after the last line. If lines are to be typed, it also presses the key for the Shell; see `ShellHotKey`.
package struct ConsoleDialogue: ConsoleReader {
  /// Lines that are still to be typed.
  package private(set) var pending: [String]
  private let expectsText: Bool
  private var expectation: ConsoleExpectation
  private var prompt = ShellPrompt()
  private var hotKey = ShellHotKey()
  private var exceptions = ExceptionWatch()

  /// - Parameter typing: lines without line ends.
  package init(expecting text: String? = nil, typing lines: [String] = []) {
    pending = lines
    expectsText = text != nil
    expectation = ConsoleExpectation(text ?? "")
  }

  /// Whether all lines were typed and the text appeared.
  package var isMatched: Bool { expectsText && pending.isEmpty && expectation.verdict == .matched }

  /// The exception that the processor raised, as edk2's handler writes it; nil if there was none.
  package var exception: String? { exceptions.exception }

  /// The last lines of the console.
  package var lastLines: [String] { expectation.lastLines }

  /// Reads output of the console. The reaction is over when the text has appeared.
  package mutating func read(_ bytes: [UInt8]) -> ConsoleReaction {
    var reaction = ConsoleReaction()
    reaction.shown = bytes
    for byte in bytes {
      expectation.read(CollectionOfOne(byte))
      exceptions.read(byte)
      if hotKey.read(byte), !pending.isEmpty { reaction.typed.append(ShellHotKey.key) }
      guard prompt.read(byte), !pending.isEmpty else { continue }
      reaction.typed += pending.removeFirst().utf8
      // The Enter key of a terminal.
      reaction.typed.append(UInt8(ascii: "\r"))
      expectation.startOver()
    }
    reaction.isOver = isMatched || exceptions.isOver
    return reaction
  }
}
