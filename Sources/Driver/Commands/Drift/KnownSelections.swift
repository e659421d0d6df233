import Synchronization

/// The options of members that were parsed, as parsing takes much longer than looking them up.
final class KnownSelections: Sendable {
  private struct Key: Hashable {
    let member: [String]
    let words: [String]
  }

  private let selections = Mutex<[Key: PlatformSelection]>([:])

  /// - Parameter words: the options of a configuration; empty for the member alone.
  subscript(member: [String], words: [String]) -> PlatformSelection? {
    get { selections.withLock { $0[Key(member: member, words: words)] } }
    set { selections.withLock { $0[Key(member: member, words: words)] = newValue } }
  }
}
