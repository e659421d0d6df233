import Diagnostics
import Manifests
import TestSupport
import Testing

@Suite struct MacroUsesTests {
  private func uses(_ text: String, _ others: [String: String] = [:]) -> MacroUses {
    preprocess(text, others).manifest.uses
  }

  @Test func namesOfEveryLineCount() {
    let uses = uses(
      """
      [Defines]
      DEFINE ONE = $(TWO)
      !ifdef THREE
        A = $(FOUR)
        !if $(FIVE) == SIX
          DEFINE SEVEN = 1
        !endif
      !endif
      # $(COMMENT)
      """)
    #expect(uses.names == ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"])
  }

  @Test func conditionsAndWhatTheyCompareWith() {
    let uses = uses(
      """
      !ifndef $(A)
      !endif
      !if $(B) == 4096 || 1024 != "$(C)"
      !elseif $(D) AND $(E) IN "x y"
      !endif
      """)
    #expect(uses.conditions.map(\.name) == ["A", "B", "C", "D", "E"])
    #expect(uses.conditions.map(\.comparedWith) == [[], ["4096"], ["1024"], [], ["x y"]])
    #expect(uses.conditions.map(\.isAboutExistence) == [true, false, false, false, false])
    #expect(uses.conditions.map(\.range.line) == [1, 3, 3, 4, 4])
  }

  @Test func definitionsOfBothKindsOfBranches() {
    let uses = uses("[Defines]\nDEFINE A = 1\n!if 0\nEDK_GLOBAL B = $(A) x\n!endif\n")
    #expect(uses.definitions.map(\.name) == ["A", "B"])
    #expect(uses.definitions.map(\.value) == ["1", "$(A) x"])
    #expect(uses.definitions.map(\.isTaken) == [true, false])
  }

  @Test(arguments: [
    "!if", "!if ==", "!if $(", "!if $(A", "!if \"$(A", "!ifdef", "!ifdef $(", "!if 1 == ", "DEFINE",
    "DEFINE =",
  ])
  func whatIsCutShort(_ line: String) {
    #expect(uses("[Defines]\n\(line)\n").conditions.allSatisfy { $0.comparedWith.isEmpty })
  }
}
