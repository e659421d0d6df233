package import Bytes
import Vocabulary

/// The module whose growth since the base explains why limits are exceeded.
package struct BudgetCulprit: Equatable, Sendable {
  package let guid: GUID
  package let name: String
  /// The volume in which it grew most.
  package let volume: String
  /// Whether the base does not contain it.
  package let isAdded: Bool
  /// Growth in bytes of its files.
  package let raw: Int
  /// Growth in bytes of flash; nil if it is unknown.
  package let flash: Int?

  /// `Shell was added (222303 bytes of flash, 878422 raw)`.
  var text: String {
    let bytes =
      if let flash, flash != raw { "\(flash) bytes of flash, \(raw) raw" } else { "\(raw) bytes" }
    return isAdded ? "\(name) was added (\(bytes))" : "\(name) grew (\(bytes))"
  }
}

extension SizeGrowth {
  /// The least growth in bytes that is worth a note. Alignment and the compression of neighbours change sizes by less.
  package static let leastNoted = 64

  /// The module that was added to the breach's volumes, or grew in them, most.
  ///
  /// It must have grown by as much as there is too much, or by what is worth a note.
  func culprit(of breach: BudgetBreach) -> BudgetCulprit? {
    var grown: [(module: Module, sum: Int, raw: Int, most: Int)] = []
    for module in modules where breach.concerns(module) {
      let growth = breach.growth(of: module)
      if let index = grown.firstIndex(where: { $0.module.guid == module.guid }) {
        grown[index].sum += growth
        grown[index].raw += module.raw.difference
        if growth > grown[index].most { (grown[index].module, grown[index].most) = (module, growth) }
      } else {
        grown.append((module, growth, module.raw.difference, growth))
      }
    }
    // The first of several with the same growth.
    guard let most = grown.max(by: { $0.sum < $1.sum }).flatMap({ top in grown.first { $0.sum == top.sum } }),
      most.sum >= max(1, min(Self.leastNoted, breach.excess))
    else { return nil }
    let same = modules.filter { $0.guid == most.module.guid && breach.concerns($0) }
    let flash = same.allSatisfy { $0.flashDifference != nil } ? same.compactMap(\.flashDifference) : []
    return BudgetCulprit(
      guid: most.module.guid, name: most.module.name, volume: most.module.volume,
      isAdded: same.allSatisfy { $0.verdict == .added }, raw: most.raw,
      flash: flash.isEmpty ? nil : Int(flash.reduce(0, +).rounded()))
  }
}
