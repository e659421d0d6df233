import Comparison
import Diagnostics
import TestSupport
import Testing

/// Errors with one cause are one finding, and what follows from an error is none.
@Suite struct DriftCauseTests {
  private static let members = """
    [UserExtensions.Kiln."Family"]
      A | A.dsc
      B | B.dsc
      C | C.dsc

    """

  /// `Pkg/Late.inf` and `Pkg/User.inf` want the class.
  private static let two = SmallPlatforms.usual + "\n  Pkg/Late.inf"
  private static let broken = two.replacing("TimeLib|Pkg/Slow.inf", with: "")

  private func member(_ name: String, _ before: String, _ after: String) throws -> DriftGate.Member {
    .init(name, before: try facts(name, before), after: try facts(name, after))
  }

  private func facts(_ name: String, _ text: String) throws -> PlatformFacts {
    var platforms = SmallPlatforms([name: text])
    platforms.texts["Pkg/Late.inf"] = platforms.texts["Pkg/User.inf"]?.replacing("User", with: "Late")
      .replacing("000000000002", with: "000000000007")
    return try platforms.facts(name)
  }

  private func gate(_ members: [DriftGate.Member], _ configuration: String = PlatformFamily.plain)
    -> DriftGate
  {
    DriftGate(
      family(Self.members).family, members, today: "2026-11-21", configuration: configuration)
  }

  @Test func oneClassWithoutAnInstanceIsOneFinding() throws {
    let gate = gate([
      try member("A", Self.two, Self.broken), try member("B", Self.two, Self.broken),
      try member("C", Self.two, Self.two),
    ])
    #expect(gate.breakages.count == 4)
    let causes = DriftCause.all(of: gate.breakages)
    #expect(causes.count == 1)
    #expect(causes.first?.members == ["A", "B"])
    #expect(causes.first?.files == ["Pkg/User.inf", "Pkg/Late.inf"])
    let findings = gate.findings(manifests: ["A": "A.dsc", "B": "B.dsc"]) { _ in nil }
    #expect(findings.count == 1)
    let notes = findings.first?.notes.map(\.message) ?? []
    #expect(
      notes.contains(
        "it is an error in 1 more place, and concerns 2 modules and libraries (User.inf, Late.inf)"))
    #expect(notes.contains("this error is new: A and B can no longer be built"))
    #expect(notes.contains("the platforms are A.dsc and B.dsc"))
  }

  @Test func theLineThatGaveTheInstanceBefore() throws {
    let gate = gate([try member("A", Self.two, Self.broken)])
    guard case .source(let range) = gate.breakages.first?.givenBefore else {
      Issue.record("the line is not known")
      return
    }
    #expect(range.line == 11)
  }

  @Test func configurationsAreOneCause() throws {
    var gate = gate([try member("A", Self.two, Self.broken)])
    gate.add(self.gate([try member("A", Self.two, Self.broken)], "secure"))
    let causes = DriftCause.all(of: gate.breakages)
    #expect(causes.map(\.parties) == [[.init(member: "A", configurations: ["plain", "secure"])]])
  }

  @Test func differentErrorsAreDifferentCauses() throws {
    let gate = gate([
      try member("A", Self.two, Self.broken + "\n  Pkg/Gone.inf")
    ])
    #expect(DriftCause.all(of: gate.breakages).count == 2)
  }

  /// The library instance of all its modules is gone, and that is said already.
  @Test func aMemberThatBreaksIsNotCompared() throws {
    let gate = gate([
      try member("A", Self.two, Self.broken.replacing("Pkg/Maker.inf", with: "Pkg/Other.inf")),
      try member("B", Self.two, Self.two), try member("C", Self.two, Self.two),
    ])
    #expect(gate.changes.isEmpty)
    #expect(gate.notCompared == [.init(member: "A", configurations: ["plain"])])
  }

  @Test func theOthersAreStillCompared() throws {
    let gate = gate([
      try member("A", Self.two, Self.broken),
      try member("B", Self.two, Self.two.replacing("Slow", with: "Fast")),
      try member("C", Self.two, Self.two),
    ])
    #expect(gate.changes.map(\.subject) == ["TimeLib"])
    #expect(gate.changes.first?.lagging.map(\.member) == ["C"])
  }

  /// A is given in another configuration what it had without further options, where B never had it.
  @Test func aDifferenceFromBeforeIsNoNews() throws {
    let fast = Self.two.replacing("Slow", with: "Fast")
    var gate = gate(
      [try member("A", Self.two, fast), try member("B", Self.two, Self.two)], "secure")
    #expect(gate.changes.count == 1)
    #expect(gate.membersOfOtherConfigurations == ["A", "B"])
    gate.dropStanding([try member("A", fast, fast), try member("B", Self.two, Self.two)])
    #expect(gate.changes.isEmpty)
  }

  @Test func aDifferenceThatIsNewStays() throws {
    let fast = Self.two.replacing("Slow", with: "Fast")
    var gate = gate(
      [try member("A", Self.two, fast), try member("B", Self.two, Self.two)], "secure")
    gate.dropStanding([try member("A", Self.two, Self.two), try member("B", Self.two, Self.two)])
    #expect(gate.changes.count == 1)
    gate.dropStanding([try member("A", fast, fast), try member("B", fast, fast)])
    #expect(gate.changes.count == 1)
  }
}
