/// What every byte of a decoded payload cost in its LZMA stream.
///
/// The range coder narrows its range with every symbol: the bits that a symbol took are log2 of the range
/// before over the range after, with eight more for every byte that was shifted in. Booked so, the symbols of a
/// stream cost what the stream is long, whatever their kind: nothing is estimated.
package struct LZMALedger: Sendable {
  /// Where in the output each symbol ends, ascending.
  private let ends: [UInt32]
  /// What all symbols up to that one cost together, in bits.
  private let costs: [Double]

  init(ends: [UInt32], costs: [Double]) {
    self.ends = ends
    self.costs = costs
  }

  /// Of the output, in bytes.
  package var size: Int { ends.last.map(Int.init) ?? 0 }
  /// Of the whole output, in bits.
  package var total: Double { costs.last ?? 0 }

  /// What the bytes in `range` cost, in bits. Of a match that reaches over an end, the share.
  package func bits(in range: Range<Int>) -> Double {
    max(0, cost(upTo: range.upperBound) - cost(upTo: range.lowerBound))
  }

  private func cost(upTo offset: Int) -> Double {
    guard offset > 0, let last = ends.last else { return 0 }
    guard offset < Int(last) else { return total }
    // The first symbol that ends at the offset or behind it.
    var low = 0
    var high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(ends[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    let start = low == 0 ? 0 : Int(ends[low - 1])
    let before = low == 0 ? 0 : costs[low - 1]
    let share = Double(offset - start) / Double(Int(ends[low]) - start)
    return before + (costs[low] - before) * share
  }
}
