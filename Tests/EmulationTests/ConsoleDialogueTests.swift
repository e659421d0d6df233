import Emulation
import Testing

@Suite struct ConsoleDialogueTests {
  private func typed(_ dialogue: inout ConsoleDialogue, _ text: String) -> String {
    String(decoding: dialogue.read(Array(text.utf8)).typed, as: UTF8.self)
  }

  @Test func eachLineWaitsForAPrompt() {
    var dialogue = ConsoleDialogue(expecting: "done", typing: ["ver", "fs0:", "reset -s"])
    #expect(typed(&dialogue, "UEFI Interactive Shell v2.2\r\nPress ESC in 1 seconds\r\n") == "")
    #expect(typed(&dialogue, "\u{1B}[1m\u{1B}[33mShell>") == "")
    #expect(typed(&dialogue, "\u{1B}[0m\u{1B}[37m ") == "ver\r")
    #expect(typed(&dialogue, "ver\r\nUEFI v2.70\r\ndone\r\n") == "")
    #expect(!dialogue.isMatched)
    #expect(typed(&dialogue, "Shell> ") == "fs0:\r")
    #expect(typed(&dialogue, "fs0:\r\nFS0:\\EFI> ") == "reset -s\r")
    // What came before the last line was typed does not count.
    #expect(!dialogue.isMatched)
    #expect(dialogue.pending.isEmpty)
    #expect(dialogue.read(Array("done".utf8)).isOver)
    #expect(dialogue.isMatched)
  }

  /// ArmPkg's boot manager registers the key after the words and before the first point.
  @Test func theKeyForTheShellIsPressedOnce() {
    var dialogue = ConsoleDialogue(typing: ["ver"])
    #expect(typed(&dialogue, "\u{1B}[2J\u{1B}[04D\u{1B}[9DPress ESCAPE for boot options ") == "")
    #expect(typed(&dialogue, ".") == "s")
    #expect(typed(&dialogue, "..\r\nPress ESCAPE for boot options .") == "")
    #expect(typed(&dialogue, "\r\nShell> ") == "ver\r")
  }

  @Test func noKeyIsPressedIfNothingIsToBeTyped() {
    var dialogue = ConsoleDialogue(expecting: "x")
    #expect(typed(&dialogue, "Press ESCAPE for boot options ...") == "")
  }

  @Test func whatIsNoPrompt() {
    var dialogue = ConsoleDialogue(typing: ["x"])
    #expect(typed(&dialogue, "type Shell> here\r\nMy Shell> \r\n a:b > \r\nC: is > 4\r\n") == "")
    #expect(dialogue.pending == ["x"])
  }

  @Test func withoutATextNothingMatches() {
    var dialogue = ConsoleDialogue()
    #expect(!dialogue.read(Array("anything".utf8)).isOver)
    #expect(dialogue.lastLines == ["anything"])
  }
}
