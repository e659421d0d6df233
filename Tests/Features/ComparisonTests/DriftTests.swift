import Comparison
import Diagnostics
import TestSupport
import Testing

/// What a change of some members of a family leaves undone in others.
@Suite struct DriftTests {
  private static let members = """
    [UserExtensions.Kiln."Family"]
      A | A.dsc
      B | B.dsc
      C | C.dsc

    """

  /// Before, all say the same; afterwards each says what it is given.
  private func gate(_ after: [String: String], _ differences: String = "", today: String = "2026-11-21")
    throws
    -> DriftGate
  {
    let before = SmallPlatforms([
      "A": SmallPlatforms.usual, "B": SmallPlatforms.usual, "C": SmallPlatforms.usual,
    ])
    let changed = SmallPlatforms(
      ["A", "B", "C"].reduce(into: [:]) { $0[$1] = after[$1] ?? SmallPlatforms.usual })
    let (declared, codes) = family(
      Self.members + "[UserExtensions.Kiln.\"Difference\"]\n" + differences)
    #expect(codes.isEmpty)
    return DriftGate(
      declared,
      try ["A", "B", "C"].map { .init($0, before: try before.facts($0), after: try changed.facts($0)) },
      today: today)
  }

  private static let sleeping = SmallPlatforms.usual + "\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|FALSE\n"

  @Test func aPCDThatOneMemberChangesIsAskedOfItsSiblings() throws {
    let gate = try gate(["A": Self.sleeping])
    let change = try #require(gate.changes.first)
    #expect(gate.changes.count == 1 && change.topic == .pcd && change.subject == "gPkg.PcdWake")
    #expect(change.before == "0x1 [FixedAtBuild]" && change.after == "0x0 [FixedAtBuild]")
    #expect(change.changed.map(\.member) == ["A"] && change.lagging.map(\.member) == ["B", "C"])
    #expect(change.lagging.first?.modules == ["Pkg/User.inf"])
  }

  @Test func whatAllChangeIsSettled() throws {
    let gate = try gate(["A": Self.sleeping, "B": Self.sleeping, "C": Self.sleeping])
    #expect(gate.changes.isEmpty && gate.settledCount == 1)
  }

  @Test func aMemberThatWasOtherwiseBeforeIsNotAsked() throws {
    let before = SmallPlatforms([
      "A": SmallPlatforms.usual, "B": SmallPlatforms.usual.replacing("Slow", with: "Fast"),
    ])
    let after = SmallPlatforms([
      "A": SmallPlatforms.usual.replacing("Pkg/User.inf", with: ""), "B": SmallPlatforms.usual,
    ])
    let gate = DriftGate(
      family("[UserExtensions.Kiln.\"Family\"]\n  A | A.dsc\n  B | B.dsc\n").family,
      try ["A", "B"].map { .init($0, before: try before.facts($0), after: try after.facts($0)) },
      today: "2026-11-21")
    // B changed its library, which A has no module for any more; A dropped a module, which B still has.
    #expect(gate.changes.map(\.topic) == [.module] && gate.changes.first?.lagging.map(\.member) == ["B"])
  }

  @Test func aReasonExcuses() throws {
    let one = try gate(["A": Self.sleeping], "  pcd | gPkg.PcdWake | B | B never sleeps\n")
    #expect(one.changes.first?.lagging.map(\.member) == ["C"])
    #expect(one.changes.first?.excused.map(\.reason) == ["B never sleeps"])
    let all = try gate(["A": Self.sleeping], "  pcd | gPkg.* | * | nobody minds\n")
    #expect(all.changes.isEmpty)
  }

  @Test func anExpiredReasonExcusesNobody() throws {
    let reason = "  pcd | gPkg.PcdWake | B C | for now | until 2026-11-20\n"
    #expect(try gate(["A": Self.sleeping], reason).changes.count == 1)
    #expect(try gate(["A": Self.sleeping], reason, today: "2026-11-20").changes.isEmpty)
  }

  /// What only an excused member does is its own affair.
  @Test func whatAnExcusedMemberChangesIsAskedOfNobody() throws {
    let gate = try gate(["A": Self.sleeping], "  pcd | gPkg.PcdWake | A | A sleeps\n")
    #expect(gate.changes.isEmpty)
  }

  @Test func anOptionForATypeOfModules() throws {
    let aligned =
      SmallPlatforms.usual
      + "\n[BuildOptions.common.EDKII.DXE_DRIVER]\n  *_*_*_DLINK_FLAGS = -z common-page-size=0x1000\n"
    let gate = try gate(["A": aligned, "B": aligned])
    let change = try #require(gate.changes.first)
    #expect(gate.changes.count == 1 && change.topic == .option && change.subject == "DLINK_FLAGS")
    #expect(change.before == "" && change.after == "-z common-page-size=0x1000")
    #expect(change.lagging.map(\.member) == ["C"])
    #expect(change.lagging.first?.modules == ["Pkg/Maker.inf", "Pkg/User.inf"])
  }

  @Test func aLibraryInstance() throws {
    let gate = try gate(["C": SmallPlatforms.usual.replacing("Slow", with: "Fast")])
    let change = try #require(gate.changes.first)
    #expect(change.topic == .library && change.before == "Pkg/Slow.inf" && change.after == "Pkg/Fast.inf")
    #expect(change.lagging.map(\.member) == ["A", "B"])
  }

  @Test func aModuleInThePlaceOfAnother() throws {
    let old = SmallPlatforms.usual + "\n  Pkg/Other.inf"
    let new = SmallPlatforms.usual + "\n  Pkg/Newer.inf"
    let before = SmallPlatforms(["A": old, "B": old, "C": SmallPlatforms.usual])
    let after = SmallPlatforms(["A": new, "B": old, "C": SmallPlatforms.usual])
    let gate = DriftGate(
      family(Self.members).family,
      try ["A", "B", "C"].map { .init($0, before: try before.facts($0), after: try after.facts($0)) },
      today: "2026-11-21")
    let change = try #require(gate.changes.first)
    #expect(
      gate.changes.count == 1 && change.subject == "Pkg/Other.inf" && change.replacement == "Pkg/Newer.inf")
    // C never had the old one, so it is not asked for the new one.
    #expect(change.lagging.map(\.member) == ["B"])
  }

  /// One cause is one finding, which names the configurations.
  @Test func theSameChangeInTwoConfigurations() throws {
    var gate = try gate(["A": Self.sleeping])
    let before = SmallPlatforms(["A": SmallPlatforms.usual, "B": SmallPlatforms.usual])
    let after = SmallPlatforms(["A": Self.sleeping, "B": SmallPlatforms.usual])
    gate.add(
      DriftGate(
        family(Self.members).family,
        try ["A", "B"].map { .init($0, before: try before.facts($0), after: try after.facts($0)) },
        today: "2026-11-21", configuration: "secure"))
    #expect(gate.changes.count == 1)
    #expect(gate.changes.first?.configurations == ["plain", "secure"])
    #expect(gate.changes.first?.lagging.map(\.member) == ["B", "C"])
    let finding = try #require(gate.findings(manifests: [:]) { _ in nil }.first)
    #expect(!finding.message.contains("configuration"))
    #expect(finding.notes.contains { $0.message == "seen in the configurations plain and secure" })
  }

  @Test func aChangeOfOneConfigurationNamesIt() throws {
    let before = SmallPlatforms(["A": SmallPlatforms.usual, "B": SmallPlatforms.usual])
    let after = SmallPlatforms(["A": Self.sleeping, "B": SmallPlatforms.usual])
    let gate = DriftGate(
      family(Self.members).family,
      try ["A", "B"].map { .init($0, before: try before.facts($0), after: try after.facts($0)) },
      today: "2026-11-21", configuration: "2MB")
    let finding = try #require(gate.findings(manifests: [:]) { _ in nil }.first)
    #expect(finding.message.hasSuffix("in B in the configuration 2MB"))
  }

  @Test func aMemberThatNoLongerResolves() throws {
    let gate = try gate(["B": SmallPlatforms.usual.replacing("TimeLib|Pkg/Slow.inf", with: "")])
    #expect(gate.breakages.map(\.member) == ["B"])
    #expect(gate.breakages.first?.error.code == "library-class-unresolved")
  }

  /// What lint has found before is nobody's news.
  @Test func aDefectIsABreakageWhenItIsNew() throws {
    let platforms = SmallPlatforms(["A": SmallPlatforms.usual, "B": SmallPlatforms.usual])
    let facts = try platforms.facts("A")
    let old = PlatformDefect(
      "depex-unmet Pkg/User.inf gMade", Diagnostic("depex-unmet", at: .commandLine, "old"))
    let new = PlatformDefect("pcd-lib-null Pkg/User.inf", Diagnostic("pcd-lib-null", at: .commandLine, "new"))
    let gate = DriftGate(
      family(Self.members).family,
      [
        .init("A", before: facts, after: facts, defectsBefore: [old], defectsAfter: [old, new]),
        .init("B", before: facts, after: facts, defectsBefore: [old], defectsAfter: []),
      ], today: "2026-11-21")
    #expect(gate.breakages.map(\.member) == ["A"] && gate.breakages.first?.error.message == "new")
    #expect(gate.breakages.first?.canBeBuilt == true && gate.changes.isEmpty)
  }

  @Test func standingDriftNamesTheFew() throws {
    let platforms = SmallPlatforms([
      "A": SmallPlatforms.usual, "B": Self.sleeping, "C": SmallPlatforms.usual + "\n  Pkg/Other.inf",
    ])
    let members = try ["A", "B", "C"].map { ($0, try platforms.facts($0)) }
    let drift = StandingDrift(family(Self.members).family, members, today: "2026-11-21")
    #expect(drift.rows.map(\.subject) == ["Pkg/Other.inf", "gPkg.PcdWake"])
    #expect(drift.rows.map { $0.parties.map(\.member) } == [["C"], ["B"]])
    #expect(drift.rows.map { $0.holders.map(\.member) } == [["A", "B"], ["A", "C"]])
    #expect(drift.rows.first?.usual == nil && drift.rows.last?.usual == "0x1 [FixedAtBuild]")
    let allowed = Self.members + "[UserExtensions.Kiln.\"Difference\"]\n  module | * | C | its own\n"
    let less = StandingDrift(family(allowed).family, members, today: "2026-11-21")
    #expect(less.rows.map(\.subject) == ["gPkg.PcdWake"] && less.excusedCount == 1)
  }
}
