/// Reads the console of an emulated machine and reacts to it.
package protocol ConsoleReader: Sendable {
  mutating func read(_ bytes: [UInt8]) -> ConsoleReaction
}

/// The reaction to output of the machine.
package struct ConsoleReaction: Hashable, Sendable {
  /// Bytes to show to the user.
  package var shown: [UInt8] = []
  /// Bytes to type, line ends included.
  package var typed: [UInt8] = []
  /// Progress messages.
  package var notices: [String] = []
  /// Whether the reader has what it waits for, or can no longer get it.
  package var isOver = false

  package init() {}
}
