/// The cost of every byte of a decoded payload in its LZMA stream.
///
/// The range coder narrows its range with every symbol. The bits of a symbol are log2 of the range before
/// divided by the range after, plus eight for every byte that was shifted in. The costs of all symbols add up
/// to the length of the stream; nothing is estimated.
package struct LZMALedger: Sendable {
  /// The offset in the output at which each symbol ends, ascending.
  private let ends: [UInt32]
  /// The sum of the costs of all symbols up to this one, in bits.
  private let costs: [Double]

  init(ends: [UInt32], costs: [Double]) {
    self.ends = ends
    self.costs = costs
  }

  /// Size of the output in bytes.
  package var size: Int { ends.last.map(Int.init) ?? 0 }
  /// Cost of the whole output in bits.
  package var total: Double { costs.last ?? 0 }

  /// Cost of the bytes in `range`, in bits. A match that is partly in the range counts in proportion.
  package func bits(in range: Range<Int>) -> Double {
    max(0, cost(upTo: range.upperBound) - cost(upTo: range.lowerBound))
  }

  private func cost(upTo offset: Int) -> Double {
    guard offset > 0, let last = ends.last else { return 0 }
    guard offset < Int(last) else { return total }
    // The first symbol that ends at or after the offset.
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
