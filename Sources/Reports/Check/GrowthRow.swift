import Analysis

/// A line of a table of growth. All sizes in bytes.
struct GrowthRow: Equatable {
  var name: String
  /// Where it lies.
  var volume: String
  /// 0 when it was not there.
  var before: Int
  /// 0 when it is gone.
  var after: Int
  var change: Int { after - before }
  /// What the flash holds more; nil where that is not known.
  var flashChange: Int?

  /// The modules that changed most.
  static func all(_ growth: SizeGrowth, top: Int = 10) -> [GrowthRow] {
    growth.modules.prefix(top).map {
      GrowthRow(
        name: $0.name, volume: $0.volume, before: $0.raw.before ?? 0, after: $0.raw.after ?? 0,
        flashChange: $0.flashDifference.map { Int($0.rounded()) })
    }
  }
}
