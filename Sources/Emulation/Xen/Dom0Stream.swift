/// Splits the output of dom0's second serial port into the guest's console and the messages of dom0's script.
package struct Dom0Stream: Sendable {
  package enum Event: Hashable, Sendable {
    /// dom0's kernel has started.
    case up
    /// Xen's toolstack has started.
    case toolstack
    /// The guest starts; its console follows.
    case guestStarts
    /// Output of a program whose failure is reported next.
    case said(String)
    /// A step failed, so there is no guest.
    case failed(step: String)
    case ended(ShutdownReason)
  }

  package enum Part: Hashable, Sendable {
    case console([UInt8])
    case event(Event)
  }

  /// The record separator, which no console or program prints by itself.
  static let mark: UInt8 = 0x1E
  /// The maximum length of a message in bytes. Longer text is not a message.
  private static let longestLine = 1024

  private var line: [UInt8]?
  private var hasGuest = false

  package init() {}

  /// The parts in the bytes, in order. Console output before the start of the guest is ignored.
  package mutating func read(_ bytes: some Sequence<UInt8>) -> [Part] {
    var parts: [Part] = []
    var console: [UInt8] = []
    for byte in bytes {
      if var text = line {
        if byte != UInt8(ascii: "\n"), text.count < Self.longestLine {
          text.append(byte)
          line = text
          continue
        }
        line = nil
        guard let event = Event(text) else { continue }
        if !console.isEmpty { parts.append(.console(console)) }
        console = []
        parts.append(.event(event))
        if event == .guestStarts { hasGuest = true }
      } else if byte == Self.mark {
        line = []
      } else if hasGuest {
        console.append(byte)
      }
    }
    if !console.isEmpty { parts.append(.console(console)) }
    return parts
  }
}

extension Dom0Stream.Event {
  /// Parses a message without its mark; nil for an unknown one.
  init?(_ line: [UInt8]) {
    let text = String(decoding: line.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = words.count > 1 ? String(words[1]) : ""
    switch words.first {
    case "up": self = .up
    case "toolstack": self = .toolstack
    case "guest": self = .guestStarts
    case "said": self = .said(rest)
    case "failed": self = .failed(step: rest)
    case "ended":
      guard let code = Int(rest) else { return nil }
      self = .ended(ShutdownReason(rawValue: code))
    default: return nil
    }
  }
}
