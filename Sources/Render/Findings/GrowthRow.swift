/// A line of a table of growth. All sizes in bytes.
package struct GrowthRow: Equatable {
  package var name: String
  /// Where it lies.
  package var volume: String
  /// 0 when it was not there.
  package var before: Int
  /// 0 when it is gone.
  package var after: Int
  /// What the flash holds more; nil where that is not known.
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
