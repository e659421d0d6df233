import Comparison
import Diagnostics
import Manifests
import Testing

/// Which switches that a change invents are expected of siblings.
@Suite struct NewSwitchesTests {
  private func manifest(_ before: String, _ after: String) -> ChangedManifest {
    ChangedManifest(
      "P.dsc", .dsc, before: SourceFile(path: "ws/P.dsc", bytes: Array(before.utf8)),
      after: SourceFile(path: "ws/P.dsc", bytes: Array(after.utf8)))
  }

  /// The members One and Two ask for these macros after the change, which gives one of them these lines.
  private func switches(
    _ one: Set<String>, _ two: Set<String>, before: Set<String> = ["OLD"], declared: Set<String> = [],
    _ texts: (String, String) = ("[Defines]\n", "[Defines]\n!if $(NEW)\n  A = 1\n!endif\n")
  ) -> NewSwitches {
    NewSwitches(
      before: [before, before], after: [("One", one), ("Two", two)], declared: declared,
      manifests: [manifest(texts.0, texts.1)])
  }

  @Test func theSwitchOfOneMemberIsItsOwn() {
    let found = switches(["OLD", "NEW"], ["OLD"])
    #expect(found.isOwn("NEW"))
    #expect(found.members == ["NEW": ["One"]])
    #expect(!found.isOwn("OLD"))
  }

  @Test func aSwitchOfSeveralIsForAll() {
    let found = switches(["OLD", "NEW"], ["OLD", "NEW"])
    #expect(found.shared == ["NEW"])
    #expect(!found.isOwn("NEW"))
  }

  @Test func aNewNameOfASwitchIsForNobodyElse() {
    let found = switches(
      ["NEW"], ["NEW"],
      ("[Defines]\n!if $(OLD)\n  A = 1\n!endif\n", "[Defines]\n!if $(NEW)\n  A = 1\n!endif\n"))
    #expect(found.isOwn("NEW"))
  }

  /// Whoever writes the family knows what the switch is for.
  @Test func aSwitchThatAConfigurationOfTheFamilySetsIsForAll() {
    #expect(switches(["NEW"], [], declared: ["NEW"]).shared == ["NEW"])
  }

  @Test func theMacrosThatALineStandsUnder() {
    let changed = manifest("[Defines]\n", "[Defines]\n!if $(X) == 1 && $(Y) == 2\n  A = 1\n!endif\n")
    let line = changed.lines.first { !$0.line.isConditional }
    #expect(line.map { changed.macros(in: $0.line.ways[0], .after) } == ["X", "Y"])
  }
}
