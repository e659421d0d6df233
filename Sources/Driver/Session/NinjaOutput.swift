/// Parses ninja's output line by line, and keeps what is relevant to the user.
///
/// If its output is not a terminal, ninja writes a line for each finished command, starting with NINJA_STATUS
/// and followed by the output of the command. For a failed command it writes `FAILED:`, the command and its
/// output.
struct NinjaOutput {
  /// Status lines start with a unit separator, which no program prints by itself.
  static let mark: UInt8 = 0x1F
  /// The value of NINJA_STATUS: the numbers of finished and of all commands, then the description.
  static let status = "\u{1F}%f/%t\u{1F}"

  enum Event: Equatable {
    case finished(count: Int, total: Int, description: String, number: Int? = nil)
    /// A command that failed.
    case failed(FailedCommand)
    /// An error of ninja itself.
    case error(String)
    /// A warning of ninja.
    case warning(String)
    /// Before ninja starts, it waits for an earlier build.
    case waiting(GuardNotice)
    /// Other output before the first command.
    case notice(String)
  }

  /// Lines that are not shown. The failure of a command is reported by its own event.
  private static let known = [
    "ninja: no work to do", "ninja: Entering directory", "ninja: build stopped: subcommand",
    "ninja: build stopped: cannot make progress due to previous errors", "ninja: build stopped: interrupted",
  ]

  private var description = ""
  private var failure: [String]?
  private var hasBegun = false
  private var outputs = ""
  private var rest: [UInt8] = []

  /// The events that are complete with these bytes.
  mutating func read(_ bytes: [UInt8]) -> [Event] {
    rest += bytes
    var events: [Event] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      events += read(line: rest[..<end])
      rest.removeSubrange(...end)
    }
    return events
  }

  /// The remaining events when ninja has ended.
  mutating func finish() -> [Event] {
    var events = rest.isEmpty ? [] : read(line: rest[...])
    rest = []
    events += endFailure()
    return events
  }

  private mutating func read(line: ArraySlice<UInt8>) -> [Event] {
    if line.first == Self.mark {
      hasBegun = true
      let parts = line.dropFirst().split(separator: Self.mark, maxSplits: 1, omittingEmptySubsequences: false)
      let counts = parts[0].split(separator: UInt8(ascii: "/")).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      let events = endFailure()
      description = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
      guard counts.count == 2, let count = counts[0], let total = counts[1] else { return events }
      return events + [.finished(count: count, total: total, description: description)]
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("FAILED: ") {
      let events = endFailure()
      failure = []
      outputs = String(text.dropFirst(8))
      return events
    }
    if text.hasPrefix("ninja: ") {
      let events = endFailure()
      return events + Self.event(ofNinja: text)
    }
    failure?.append(text)
    if hasBegun || failure != nil { return [] }
    return [GuardNotice(text).map(Event.waiting) ?? .notice(text)]
  }

  private static func event(ofNinja line: String) -> [Event] {
    if known.contains(where: line.hasPrefix) { return [] }
    let text = String(line.dropFirst("ninja: ".count))
    return [text.hasPrefix("warning: ") ? .warning(text) : .error(text)]
  }

  private mutating func endFailure() -> [Event] {
    guard let lines = failure else { return [] }
    failure = nil
    return [
      .failed(
        FailedCommand(
          description: description, output: outputs.split(separator: " ").first.map(String.init) ?? "",
          command: lines.first ?? "", transcript: lines.dropFirst().joined(separator: "\n")))
    ]
  }
}
