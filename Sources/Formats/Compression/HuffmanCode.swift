/// A canonical Huffman code: codes of the same length are consecutive, in the order of their symbols.
struct HuffmanCode {
  /// The lengths do not form a complete code of at most 16 bits.
  struct Malformed: Error {}

  /// The number of codes of each length.
  private var counts = [Int](repeating: 0, count: 17)
  /// Sorted by length, then by symbol.
  private var symbols: [Int]
  /// The only symbol, whose code has no bits.
  private let single: Int?

  init(single symbol: Int) {
    single = symbol
    symbols = []
  }

  /// - Parameter lengths: the length of each symbol's code in bits, 0 for a symbol without a code.
  init(lengths: [Int]) throws(Malformed) {
    single = nil
    symbols = []
    for length in lengths {
      guard length <= 16 else { throw Malformed() }
      if length > 0 { counts[length] += 1 }
    }
    var room = 1
    for length in 1...16 { room = room * 2 - counts[length] }
    guard room == 0 else { throw Malformed() }
    for length in 1...16 where counts[length] > 0 {
      for (symbol, other) in lengths.enumerated() where other == length { symbols.append(symbol) }
    }
  }

  /// Reads a code and returns its symbol.
  func symbol(from reader: inout BitReader) throws -> Int {
    if let single { return single }
    var code = 0
    var first = 0
    var offset = 0
    for length in 1...16 {
      code = code << 1 | (try reader.bit())
      if code - first < counts[length] { return symbols[offset + code - first] }
      offset += counts[length]
      first = (first + counts[length]) << 1
    }
    throw Malformed()
  }
}
