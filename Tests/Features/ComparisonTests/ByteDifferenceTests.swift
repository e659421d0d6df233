import Sizes
import Testing

@testable import Comparison

@Suite struct ByteDifferenceTests {
  private let symbols = [
    ModuleSymbol(name: "First", library: "App", range: 0..<4),
    ModuleSymbol(name: "Second", library: "BaseLib", range: 6..<10),
  ]

  @Test func equalBytesHaveNone() {
    #expect(ByteDifference([1, 2], [1, 2]) == nil)
    #expect(ByteDifference([], []) == nil)
  }

  @Test func theFirstRunIsShownAndAllAreCounted() throws {
    let found = try #require(ByteDifference([0, 1, 2, 3, 4, 5], [0, 9, 8, 3, 4, 7]))
    #expect(found.first == 1)
    #expect(found.last == 5)
    #expect(found.count == 3)
    #expect(found.valuesA == [1, 2])
    #expect(found.valuesB == [9, 8])
    #expect(found.parts == [])
  }

  @Test func atMostEightValuesAreShown() throws {
    let found = try #require(
      ByteDifference([UInt8](repeating: 0, count: 20)[...], [UInt8](repeating: 1, count: 20)[...]))
    #expect(found.count == 20)
    #expect(found.valuesA == [UInt8](repeating: 0, count: 8))
    #expect(found.valuesB == [UInt8](repeating: 1, count: 8))
  }

  @Test func aLongerOneDiffersFromTheEndOfTheShorter() throws {
    let found = try #require(ByteDifference([1, 2], [1, 2, 3]))
    #expect(found.first == 2)
    #expect(found.last == 2)
    #expect(found.count == 0)
    #expect(found.valuesA == [])
    #expect(found.valuesB == [3])
    #expect(ByteDifference([1], [])?.valuesA == [1])
  }

  @Test func slicesAreComparedFromTheirStarts() throws {
    let one: [UInt8] = [9, 9, 1, 2, 3]
    let found = try #require(ByteDifference(one[2...], [1, 2, 4]))
    #expect(found.first == 2)
    #expect(found.valuesA == [3])
  }

  @Test func partsHaveTheirOwnOffsets() throws {
    let found = try #require(
      ByteDifference(
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 1, 0, 1, 0, 0, 1, 1, 0], symbols: symbols))
    #expect(
      found.parts == [
        .init(name: "First", library: "App", size: 4, first: 2, count: 1),
        .init(name: "Second", library: "BaseLib", size: 4, first: 1, count: 2),
      ])
  }

  @Test func whenBytesHaveMovedOnlyTheFirstPartIsNamed() throws {
    let found = try #require(
      ByteDifference([0, 1, 0, 0, 0, 0, 5, 5, 5, 5, 5], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1], symbols: symbols))
    #expect(found.parts.map(\.name) == ["First"])
  }
}
