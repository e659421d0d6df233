/// A dialogue with the console of a guest of Xen, and what dom0 says about it meanwhile.
///
/// How the guest ended stands on its console as a last line, `guest ended: poweroff`, which can be
/// expected like any other.
package struct XenDialogue: ConsoleReader {
  package private(set) var dialogue: ConsoleDialogue
  package private(set) var hasGuest = false
  /// How the guest ended, when it did.
  package private(set) var ended: ShutdownReason?
  /// The step of dom0 that failed, and what was said about it.
  package private(set) var failure: (step: String, said: [String])?

  private var stream = Dom0Stream()
  private var said: [String] = []

  package init(_ dialogue: ConsoleDialogue) { self.dialogue = dialogue }

  package mutating func read(_ bytes: [UInt8]) -> ConsoleReaction {
    var reaction = ConsoleReaction()
    for part in stream.read(bytes) where !reaction.isOver {
      switch part {
      case .console(let bytes): show(bytes, in: &reaction)
      case .event(.up): reaction.notices.append("dom0 runs")
      case .event(.toolstack): reaction.notices.append("Xen's toolstack runs")
      case .event(.guestStarts):
        hasGuest = true
        reaction.notices.append("the guest starts")
      case .event(.said(let line)): said.append(line)
      case .event(.failed(let step)):
        failure = (step, said)
        reaction.isOver = true
      case .event(.ended(let reason)):
        show(Array("\r\nguest ended: \(reason)\r\n".utf8), in: &reaction)
        ended = reason
        reaction.isOver = true
      }
    }
    return reaction
  }

  private mutating func show(_ bytes: [UInt8], in reaction: inout ConsoleReaction) {
    let more = dialogue.read(bytes)
    reaction.shown += more.shown
    reaction.typed += more.typed
    reaction.isOver = more.isOver
  }
}
