import Emulation
import Testing

/// What comes over dom0's port: the guest's console, between lines for kiln.
@Suite struct XenDialogueTests {
  private static let run = Array(
    ("noise\r\n\u{1E}up\n\u{1E}toolstack\n\u{1E}guest\nShell> " + "ver\r\nUEFI v2.70\r\nShell> reset -s\r\n"
      + "\u{1E}ended 0\n").utf8)

  @Test(arguments: [1, 2, 3, 7, 1000])
  func theConsoleIsTakenOutHoweverItIsCut(chunk: Int) {
    var dialogue = XenDialogue(
      ConsoleDialogue(expecting: "guest ended: poweroff", typing: ["ver", "reset -s"]))
    var total = ConsoleReaction()
    var rest = Self.run[...]
    while !rest.isEmpty {
      let reaction = dialogue.read(Array(rest.prefix(chunk)))
      total.shown += reaction.shown
      total.typed += reaction.typed
      total.notices += reaction.notices
      total.isOver = reaction.isOver
      rest = rest.dropFirst(chunk)
    }
    #expect(total.isOver)
    #expect(dialogue.dialogue.isMatched)
    #expect(dialogue.ended == .powerOff)
    #expect(String(decoding: total.typed, as: UTF8.self) == "ver\rreset -s\r")
    #expect(total.notices == ["dom0 runs", "Xen's toolstack runs", "the guest starts"])
    #expect(
      String(decoding: total.shown, as: UTF8.self)
        == "Shell> ver\r\nUEFI v2.70\r\nShell> reset -s\r\n\r\nguest ended: poweroff\r\n")
  }

  @Test func whatFailedIsSaid() {
    var dialogue = XenDialogue(ConsoleDialogue(expecting: "x"))
    let text = "\u{1E}up\n\u{1E}said xc: error: no loader found\r\n\u{1E}failed xl create\n"
    #expect(dialogue.read(Array(text.utf8)).isOver)
    #expect(dialogue.failure?.step == "xl create")
    #expect(dialogue.failure?.said == ["xc: error: no loader found"])
    #expect(!dialogue.hasGuest)
  }

  @Test func unknownLinesAndEndlessOnesArePassedOver() {
    var dialogue = XenDialogue(ConsoleDialogue())
    let text = "\u{1E}guest\n\u{1E}nonsense\n\u{1E}ended soon\n\u{1E}" + String(repeating: "x", count: 5000)
    #expect(!dialogue.read(Array(text.utf8)).isOver)
    #expect(dialogue.ended == nil)
    #expect(dialogue.hasGuest)
  }
}
