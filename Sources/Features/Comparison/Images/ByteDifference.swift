package import Sizes

/// Where the bytes of two contents differ.
package struct ByteDifference: Equatable, Sendable {
  /// A function or variable that has differing bytes, in the executable of B.
  package struct Part: Equatable, Sendable {
    package var name: String
    /// The library that it comes from; the module's own name for its own sources.
    package var library: String
    /// Size in bytes.
    package var size: Int
    /// The offset of the first differing byte from the start of the part.
    package var first: Int
    /// The number of its bytes that differ.
    package var count: Int
  }

  /// The offset of the first byte that differs; if one content begins with the other, the end of the shorter one.
  package var first: Int
  /// The offset of the last byte that differs; of contents of different sizes, that of the longer one's last byte.
  package var last: Int
  /// The number of differing bytes at offsets that both have.
  package var count: Int
  /// The differing bytes at `first`, at most `mostValues`; empty behind the end.
  package var valuesA: [UInt8]
  package var valuesB: [UInt8]
  /// In the order of offsets. Of contents of different sizes only the part with the first differing byte, as bytes behind
  /// it have moved. Empty without symbols.
  package var parts: [Part] = []

  package static let mostValues = 8

  /// - Parameter symbols: those of B in ascending order, without overlap.
  /// - Returns: nil if both are equal.
  package init?(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, symbols: [ModuleSymbol] = []) {
    guard a != b else { return nil }
    let (one, other) = (Array(a), Array(b))
    let common = min(one.count, other.count)
    first = (0..<common).first { one[$0] != other[$0] } ?? common
    let isSameSize = one.count == other.count
    last =
      isSameSize
      ? (0..<common).last { one[$0] != other[$0] } ?? first : max(one.count, other.count) - 1
    count = (first..<common).count { one[$0] != other[$0] }
    var end = first
    while end - first < Self.mostValues, end < max(one.count, other.count),
      end >= common || one[end] != other[end]
    {
      end += 1
    }
    valuesA = Array(one[min(first, one.count)..<min(end, one.count)])
    valuesB = Array(other[min(first, other.count)..<min(end, other.count)])
    for symbol in symbols {
      let held = symbol.range.clamped(to: 0..<common)
      let places = held.filter { one[$0] != other[$0] }
      guard let place = places.first else { continue }
      parts.append(
        Part(
          name: symbol.name, library: symbol.library, size: symbol.range.count,
          first: place - symbol.range.lowerBound, count: places.count))
      if !isSameSize { return }
    }
  }
}
