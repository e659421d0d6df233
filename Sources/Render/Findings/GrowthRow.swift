/// A line of a table of growth. All sizes in bytes.
package struct GrowthRow: Equatable {
  package var name: String
  /// The volume that contains it.
  package var volume: String
  /// 0 if it is new.
  package var before: Int
  /// 0 if it was removed.
  package var after: Int
  /// Change in bytes of flash; nil if it is unknown.
  package var flashChange: Int?

  package init(name: String, volume: String, before: Int, after: Int, flashChange: Int?) {
    self.name = name
    self.volume = volume
    self.before = before
    self.after = after
    self.flashChange = flashChange
  }

  package var change: Int { after - before }
}
