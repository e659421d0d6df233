/// Takes apart what comes over dom0's port: the guest's console, and between its bytes the lines that
/// dom0's script writes for kiln.
package struct Dom0Stream: Sendable {
  package enum Event: Hashable, Sendable {
    /// dom0's kernel runs.
    case up
    /// Xen's toolstack runs.
    case toolstack
    /// The guest starts: what comes from here on is its console.
    case guestStarts
    /// A program's word on what fails next.
    case said(String)
    /// A step without which there is no guest.
    case failed(step: String)
    case ended(ShutdownReason)
  }

  package enum Part: Hashable, Sendable {
    case console([UInt8])
    case event(Event)
  }

  /// The record separator: no console shows it, and no program prints it by itself.
  static let mark: UInt8 = 0x1E
  /// No line of the script is longer; more is a guest's console gone mad.
  private static let longestLine = 1024

  private var line: [UInt8]?
  private var hasGuest = false

  package init() {}

  /// What the bytes say, in their order. What comes before the guest starts is nobody's console.
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
  /// A line of the script without its mark; nil for one that says nothing.
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
