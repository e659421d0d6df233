/// A dialogue with the console of a guest of Xen, together with the messages of dom0.
///
/// When the guest ends, the line `guest ended: poweroff` is added to its console, so that it can be expected
/// like other output.
package struct XenDialogue: ConsoleReader {
  package private(set) var dialogue: ConsoleDialogue
  package private(set) var hasGuest = false
  /// The reason why the guest ended; nil while it runs.
  package private(set) var ended: ShutdownReason?
  /// The step of dom0 that failed, with its output.
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
