import Comparison
import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing

/// Which changed lines a configuration reads.
@Suite struct ChangeCoverageTests {
  private func manifest(_ before: String, _ after: String) -> ChangedManifest {
    ChangedManifest(
      "P.dsc", .dsc, before: SourceFile(path: "ws/P.dsc", bytes: Array(before.utf8)),
      after: SourceFile(path: "ws/P.dsc", bytes: Array(after.utf8)))
  }

  private func reading(_ text: String, _ defines: [String: String] = [:]) throws -> PlatformReading {
    try #require(
      PlatformResolver.read(
        "ws/P.dsc",
        configuration: BuildConfiguration(
          architectures: ["X64"], defines: defines.map { (name: $0, value: $1) }), families: ["GCC"],
        files: FilesInMemory(texts: ["ws/P.dsc": text]), roots: WorkspaceRoots(["ws"])))
  }

  /// Lines that stay open, as `-` or `+` and their numbers, after these configurations were read on both sides.
  private func open(_ before: String, _ after: String, _ configurations: [[String: String]]) throws
    -> [String]
  {
    var coverage = ChangeCoverage([manifest(before, after)])
    for defines in configurations {
      coverage.note(try reading(before, defines), .before, path: { "ws/\($0)" }, as: "plain")
      coverage.note(try reading(after, defines), .after, path: { "ws/\($0)" }, as: "plain")
    }
    var lines: [String] = []
    for index in coverage.open {
      let line = coverage.goals[index].line
      lines.append((line.side == .before ? "-" : "+") + String(line.place.line))
    }
    return lines
  }

  @Test func commentsAndBlanksAreNoChange() {
    let changed = manifest("[Defines]\n  A = 1\n", "# new\n\n[Defines]  # here\nA = 1\n")
    #expect(changed.lines.isEmpty)
  }

  @Test func addedAndRemovedLines() {
    let changed = manifest("[Defines]\n  A = 1\n  B = 2\n", "[Defines]\n  B = 2\n  C = 3\n  D = 4\n")
    #expect(changed.lines.map(\.place.line) == [2, 3, 4])
    #expect(changed.lines.map { $0.side == .before } == [true, false, false])
  }

  @Test func aNewFileAndOneThatIsGone() {
    let file = SourceFile(path: "ws/P.dsc", bytes: Array("[Defines]\n  A = 1\n".utf8))
    #expect(ChangedManifest("P.dsc", .dsc, before: nil, after: file).lines.count == 2)
    let gone = ChangedManifest("P.dsc", .dsc, before: file, after: nil)
    #expect(gone.lines.allSatisfy { $0.side == .before })
  }

  @Test func aLineUnderAConditionIsReadWithIt() throws {
    let before = "[Defines]\n!if $(X) == TRUE\n  A = 1\n!endif\n"
    let after = "[Defines]\n!if $(X) == TRUE\n  A = 2\n!endif\n"
    #expect(try open(before, after, [[:]]) == ["-3", "+3"])
    #expect(try open(before, after, [[:], ["X": "TRUE"]]) == [])
  }

  /// A condition with one result says nothing about the other.
  @Test func aChangedConditionIsReadWithBothResults() throws {
    let before = "[Defines]\n!if $(X) == TRUE\n  A = 1\n!endif\n"
    let after = "[Defines]\n!if $(Y) == TRUE\n  A = 1\n!endif\n"
    #expect(try open(before, after, [[:]]) == ["-2", "+2"])
    #expect(try open(before, after, [[:], ["X": "TRUE"]]) == ["+2"])
    #expect(try open(before, after, [[:], ["X": "TRUE"], ["Y": "TRUE"]]) == [])
  }

  @Test func whatIsNotReadIsAnErrorWithItsPlace() throws {
    let before = "[Defines]\n"
    let after = "[Defines]\n!if $(X) == TRUE\n  A = 2\n  B = 3\n!endif\n"
    var coverage = ChangeCoverage([manifest(before, after)])
    coverage.note(try reading(before), .before, path: { "ws/\($0)" }, as: "plain")
    coverage.note(try reading(after), .after, path: { "ws/\($0)" }, as: "plain")
    let findings = coverage.findings(before: "HEAD")
    #expect(findings.allSatisfy { $0.code == "change-not-examined" && $0.severity == .error })
    #expect(coverage.count == 4)
    #expect(coverage.openCount == 4)
    let lines = findings.compactMap { if case .source(let range) = $0.place { range.line } else { nil } }
    #expect(lines == [2, 3, 5])
  }
}
