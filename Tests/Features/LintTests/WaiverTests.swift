import Diagnostics
import Lint
import TestSupport
import Testing

/// What waivers take away, and what there is to say about them.
@Suite struct WaiverTests {
  private func workspace(_ waivers: String) -> LintWorkspace {
    var workspace = LintWorkspace()
    workspace.add("In")
    workspace.add("Out")
    workspace.unplaced = ["Out"]
    workspace.dsc = "[UserExtensions.Kiln.\"Waiver\"]\n\(waivers)\n"
    return workspace
  }

  @Test func aWaiverTakesAFindingAway() throws {
    let verdict = try workspace("  module-not-in-flash | Pkg/Out/* | loaded from disk").verdict()
    #expect(verdict.findings.isEmpty)
    #expect(verdict.waived.map(\.finding.subject) == [LintWorkspace.path("Out")])
    #expect(verdict.waived.first?.waiver.reason == "loaded from disk")
  }

  @Test(arguments: [
    "module-not-in-flash | Pkg/In/* | another one", "pcd-unused | * | another rule",
  ])
  func aWaiverOfSomethingElseDoesNot(line: String) throws {
    let verdict = try workspace("  \(line)").verdict()
    #expect(Set(verdict.findings.map(\.code)) == ["module-not-in-flash", "waiver-unused"])
    #expect(verdict.waived.isEmpty)
  }

  @Test(arguments: [
    ("2026-11-20", false), ("2026-11-21", true), ("2026-11-22", true), ("2027-01-01", true),
    ("2025-12-31", false),
  ])
  func aWaiverIsGoodForItsLastDayToo(until: String, isGood: Bool) throws {
    let verdict = try workspace("  module-not-in-flash | * | not yet | until \(until)").verdict(
      on: "2026-11-21")
    #expect(verdict.waived.count == (isGood ? 1 : 0))
    #expect(verdict.findings.map(\.code) == (isGood ? [] : ["waiver-expired", "module-not-in-flash"]))
    if !isGood {
      #expect(
        verdict.findings.last?.diagnostic.notes.map(\.message) == ["was waived until \(until): not yet"])
    }
  }

  @Test(arguments: [
    "module-not-in-flash | *", "module-not-in-flash | * |", "module-not-in-flash",
    "module-not-in-flash | * | why | until 2026-02-30", "module-not-in-flash | * | why | 2026-12-01",
    "module-not-in-flash | * | why | until 2026-12-01 | more", "| * | why",
  ])
  func aWaiverWithoutAReasonIsAnError(line: String) throws {
    let verdict = try workspace("  \(line)").verdict()
    #expect(Set(verdict.findings.map(\.code)) == ["waiver-malformed", "module-not-in-flash"])
    #expect(verdict.count(of: .error) == 1)
  }

  @Test func waiversOfAFileBesideThePlatform() throws {
    var workspace = workspace("")
    workspace.policy = "[UserExtensions.Kiln.\"Waiver\"]\n  module-not-in-flash | *Out* | loaded from disk\n"
    #expect(try workspace.verdict().findings.isEmpty)
  }

  @Test func anyWordOfASubjectWillDo() throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA AND gB")
    workspace.dsc = "[UserExtensions.Kiln.\"Waiver\"]\n  depex-unmet | gB | a driver on disk brings it\n"
    #expect(try workspace.verdict().findings.isEmpty)
  }

  @Test func warningsCanCountAsErrors() throws {
    let verdict = try workspace("").verdict()
    #expect((verdict.count(of: .error), verdict.count(of: .warning)) == (0, 1))
    let strict = verdict.withWarningsAsErrors
    #expect((strict.count(of: .error), strict.count(of: .warning)) == (1, 0))
  }

  @Test func everyCodeIsInTheListOfRules() throws {
    let codes = LintRules.all.map(\.name)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
  }
}
