/// What a file, a volume or an image has gained or lost since another measurement. All sizes in bytes.
package struct GrowthRow: Equatable, Sendable {
  package var name: String
  /// Where it lies; empty for a volume or a device itself.
  package var volume: String
  /// 0 when it was not there.
  package var before: Int
  /// 0 when it is gone.
  package var after: Int
  /// What it costs of the flash, compression counted in; nil where that is not known.
  package var flashBefore: Int?
  package var flashAfter: Int?

  package init(
    name: String, volume: String, before: Int, after: Int, flashBefore: Int? = nil, flashAfter: Int? = nil
  ) {
    self.name = name
    self.volume = volume
    self.before = before
    self.after = after
    self.flashBefore = flashBefore
    self.flashAfter = flashAfter
  }

  var change: Int { after - before }

  /// What the flash holds more; nil where that is not known.
  var flashChange: Int? {
    guard let flashBefore, let flashAfter else { return nil }
    return flashAfter - flashBefore
  }
}
