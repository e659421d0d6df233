import Testing

@testable import Sizes

/// What a treemap promises, for weights of many kinds.
@Suite struct TreemapLayoutTests {
  typealias Rectangle = TreemapLayout.Rectangle

  static let area = Rectangle(x: 10, y: 20, width: 600, height: 400)

  /// Numbers that look random and are the same every time.
  private static func noise(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / 1000
    }
  }

  static let cases: [[Double]] = [
    [1], [1, 1], [6, 6, 4, 3, 2, 2, 1], [1, 1000], Array(repeating: 7, count: 31), noise(200, seed: 1),
    noise(977, seed: 2).map { $0 * $0 * $0 }, [1e-9, 1, 1e9], [0, 5, 0, 5],
  ]

  @Test(arguments: cases)
  func areasAreAsWeights(weights: [Double]) {
    let total = weights.reduce(0, +)
    for (weight, place) in zip(weights, TreemapLayout.squarified(weights, in: Self.area)) {
      #expect(abs(place.area - weight / total * 240_000) < 0.01)
    }
  }

  @Test(arguments: cases)
  func theyFillTheAreaAndDoNotOverlap(weights: [Double]) {
    let places = TreemapLayout.squarified(weights, in: Self.area)
    #expect(abs(places.map(\.area).reduce(0, +) - 240_000) < 0.01)
    let slack = 1e-6
    for (index, one) in places.enumerated() {
      guard one.area > 0 else { continue }
      #expect(one.x >= 10 - slack && one.x + one.width <= 610 + slack)
      #expect(one.y >= 20 - slack && one.y + one.height <= 420 + slack)
      for other in places[(index + 1)...] {
        let width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
        let height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
        #expect(width <= slack || height <= slack, "\(one) and \(other)")
      }
    }
  }

  /// The example of the paper (Bruls, Huizing, van Wijk, figure 5): 6 6 4 3 2 2 1 in 6 by 4, of which the first
  /// two share the left half, and the next two stand on one another's side above the rest.
  @Test func theExampleOfThePaper() {
    let places = TreemapLayout.squarified(
      [6, 6, 4, 3, 2, 2, 1], in: Rectangle(x: 0, y: 0, width: 6, height: 4))
    #expect(places[0] == Rectangle(x: 0, y: 0, width: 3, height: 2))
    #expect(places[1] == Rectangle(x: 0, y: 2, width: 3, height: 2))
    #expect(abs(places[2].height - 7.0 / 3) < 1e-9 && abs(places[2].width - 12.0 / 7) < 1e-9)
    #expect(abs(places[3].height - 7.0 / 3) < 1e-9 && abs(places[3].width - 9.0 / 7) < 1e-9)
  }

  @Test func equalWeightsStayInOrder() {
    let places = TreemapLayout.squarified([2, 2, 2, 2], in: Self.area)
    #expect(places == TreemapLayout.squarified([2, 2, 2, 2], in: Self.area))
    #expect(places.map(\.x) == places.map(\.x).sorted())
  }

  static let odd: [[Double]] = [
    [], [0, 0], [-1, -2], [.nan], [.infinity, 1], [-1, .nan, 3],
    [.greatestFiniteMagnitude, .greatestFiniteMagnitude],
  ]

  @Test(arguments: odd)
  func whatIsNoWeightTakesNoRoom(weights: [Double]) {
    let places = TreemapLayout.squarified(weights, in: Self.area)
    #expect(places.count == weights.count)
    for (weight, place) in zip(weights, places) where !(weight > 0 && weight.isFinite) {
      #expect(place.area == 0)
    }
    #expect(places.allSatisfy { $0.width.isFinite && $0.height.isFinite })
  }

  @Test func anAreaWithoutRoomHoldsNothing() {
    for side in [0, -5, Double.nan] {
      let none = TreemapLayout.squarified([1, 2], in: Rectangle(x: 0, y: 0, width: side, height: 10))
      #expect(none.allSatisfy { $0.area == 0 })
    }
  }
}
