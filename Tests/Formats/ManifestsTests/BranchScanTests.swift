import Manifests
import Testing

/// Under which conditions the lines of a manifest stand, taken or not.
@Suite struct BranchScanTests {
  private static let text = """
    # a comment
    [Defines]
    !if $(A) == TRUE
      one
    !elseif $(B)
      two
      !ifdef C   # deeper
        three
      !endif
    !else
      four
    !endif
    last
    """

  /// Each wish as the line of its condition, negative if it must not hold.
  private func ways(_ text: String, _ line: String) throws -> [[Int]] {
    let scan = BranchScan(Array(text.utf8), .dsc)
    let found = try #require(scan.lines.first { $0.text == line })
    return found.ways.map { way in
      way.map { wish in
        let number = text.utf8.prefix(wish.offset).count { $0 == UInt8(ascii: "\n") } + 1
        return wish.holds ? number : -number
      }
    }
  }

  @Test(arguments: [
    ("[Defines]", []), ("one", [3]), ("two", [-3, 5]), ("three", [-3, 5, 7]), ("four", [-3, -5]),
    ("last", []),
  ])
  func aLineHasOneWay(line: String, way: [Int]) throws {
    #expect(try ways(Self.text, line) == [way])
  }

  @Test(arguments: [
    ("!if $(A) == TRUE", [[-3], [3]]), ("!elseif $(B)", [[3], [-3, 5]]), ("!else", [[-3, 5], [-3, -5]]),
    ("!ifdef C", [[-3, 5, -7], [-3, 5, 7]]),
  ])
  func aDirectiveHasTheBranchesBesideIt(line: String, both: [[Int]]) throws {
    #expect(try ways(Self.text, line) == both)
  }

  @Test func theEndIsThatOfTheLastBranch() throws {
    #expect(try ways("!if $(A)\none\n!endif\n", "!endif") == [[1], [-1]])
    #expect(try ways("!if $(A)\none\n!else\ntwo\n!endif\n", "!endif") == [[-1], [1]])
  }

  @Test func commentsAndBlankLinesAreNoLines() {
    #expect(BranchScan(Array("\n# one\n  \n/* two\n three */\n".utf8), .fdf).lines.isEmpty)
    #expect(BranchScan(Array("\n# one\n  \n".utf8), .dsc).lines.isEmpty)
  }

  @Test func aStrayEndIsALineWithoutConditions() {
    let scan = BranchScan(Array("!endif\n!else\none\n".utf8), .dsc)
    #expect(scan.lines.map(\.text) == ["!endif", "!else", "one"])
    #expect(scan.conditions.isEmpty)
  }

  @Test func aConditionKnowsWhatItAsksFor() throws {
    let scan = BranchScan(
      Array("!if ($(A) == \"x\") || (gPkg.PcdWake > 3)\n!endif\n!ifndef $(B)\n!endif\n".utf8), .dsc)
    let first = try #require(scan.conditions[0])
    #expect(first.macros == ["A"])
    #expect(first.pcds == ["gPkg.PcdWake"])
    let second = try #require(scan.conditions.first { $0.key > 0 }?.value)
    #expect(second.macros == ["B"])
    #expect(second.holds(macro: { _ in nil }, pcd: { _ in nil }) == true)
    #expect(second.holds(macro: { _ in "" }, pcd: { _ in nil }) == false)
  }
}
