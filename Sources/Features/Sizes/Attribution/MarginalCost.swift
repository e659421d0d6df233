package import Bytes

/// A module's share of the compressed stream, and what leaving it out really saves, both in bytes.
///
/// The two differ where modules share code: the second of two similar modules costs next to nothing, while the
/// first pays for both.
package struct MarginalCost: Equatable, Sendable {
  package var name: String
  package var guid: GUID
  package var raw: Int
  package var share: Double
  package var saving: Int

  package init(name: String, guid: GUID, raw: Int, share: Double, saving: Int) {
    self.name = name
    self.guid = guid
    self.raw = raw
    self.share = share
    self.saving = saving
  }

  /// Spearman's rank correlation of shares and savings: 1 if both give the same order, −1 for the reverse; nil
  /// for fewer than two costs. Equal values share their rank.
  package static func rankCorrelation(_ costs: [MarginalCost]) -> Double? {
    guard costs.count > 1 else { return nil }
    let shares = ranks(costs.map(\.share))
    let savings = ranks(costs.map { Double($0.saving) })
    let mean = Double(costs.count + 1) / 2
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (share, saving) in zip(shares, savings) {
      product += (share - mean) * (saving - mean)
      first += (share - mean) * (share - mean)
      second += (saving - mean) * (saving - mean)
    }
    guard first > 0, second > 0 else { return nil }
    return product / (first * second).squareRoot()
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      // Equal values share the mean of the ranks start + 1 … end.
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
