/// Reads what an emulated machine says, and decides what happens then.
package protocol ConsoleReader: Sendable {
  mutating func read(_ bytes: [UInt8]) -> ConsoleReaction
}

/// What is to be done about something that a machine said.
package struct ConsoleReaction: Hashable, Sendable {
  /// What the user should see of it.
  package var shown: [UInt8] = []
  /// What is typed, line ends included.
  package var typed: [UInt8] = []
  /// What is going on, in words.
  package var notices: [String] = []
  /// Whether the reader has what it waits for, or can't get it any more.
  package var isOver = false

  package init() {}
}
