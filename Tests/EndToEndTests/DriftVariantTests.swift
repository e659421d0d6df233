import Foundation
import TestSupport
import Testing

/// `kiln drift --variants`: the options of each variant are a configuration.
@Suite struct DriftVariantTests {
  private static let switches = "!if $(SMALL) == TRUE\n!endif\n!if $(LARGE) == TRUE\n!endif\n"

  /// Two platforms with the switches SMALL and LARGE, and three variants.
  private func repository() throws -> FamilyRepository {
    let repository = try FamilyRepository()
    try repository.append(Self.switches, to: ["One", "Two"])
    try repository.scratch.write(
      "variants.inc",
      """
      [Defines]
        DEFINE COMMON = -b RELEASE
      [UserExtensions.Kiln."Variant"]
        One-small | Pkg/One.dsc $(COMMON) -D SMALL=TRUE | product = one
        One-large | Pkg/One.dsc $(COMMON) -D LARGE=TRUE | product = one
        Two-large | Pkg/Two.dsc $(COMMON) -D LARGE=TRUE

      """)
    try repository.git(["add", "."])
    try repository.commit("Switches")
    return repository
  }

  private func drift(
    _ repository: FamilyRepository, _ arguments: [String] = ["--since", "HEAD"], family: Bool = false
  ) throws -> Program {
    try Program.kiln(
      ["drift"] + (family ? ["\(repository.path)/family.inc"] : [])
        + ["--variants", "\(repository.path)/variants.inc", "-w", repository.path] + arguments)
  }

  /// One sets the PCD with a switch.
  private func set(_ macro: String, _ repository: FamilyRepository) throws {
    try repository.edit("Pkg/One.dsc") {
      $0.replacing(
        "!if $(\(macro)) == TRUE\n",
        with: "!if $(\(macro)) == TRUE\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n")
    }
  }

  private func json(_ program: Program) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(program.output.utf8)) as? [String: Any])
  }

  // MARK: changes

  @Test func theSiblingIsExaminedWithTheOptionsOfTheVariant() throws {
    let repository = try repository()
    try set("SMALL", repository)
    let kiln = try drift(repository)
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("\n  examined One-small: One Two\n"), "\(kiln.output)")
    #expect(!kiln.output.contains("examined plain"))
    #expect(
      kiln.errors.contains("but still 0x1 [FixedAtBuild] in Two in the configuration One-small [drift-pcd]"),
      "\(kiln.errors)")
    #expect(kiln.output.hasSuffix("\n3 variants looked at, 0 not looked at\n"), "\(kiln.output)")
  }

  @Test func variantsWithTheSameOptionsAreOneConfiguration() throws {
    let repository = try repository()
    try set("LARGE", repository)
    let kiln = try drift(repository)
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("in Two in the configuration One-large,Two-large [drift-pcd]"))
  }

  @Test func aChangeThatIsMadeInAllIsFine() throws {
    let repository = try repository()
    try repository.append("[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n", to: ["One", "Two"])
    let kiln = try drift(repository)
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains(": no change is missing in a sibling; 1 made in all members or allowed\n"))
  }

  @Test func onlySelectsVariants() throws {
    let repository = try repository()
    try repository.append("[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n", to: ["One", "Two"])
    let kiln = try drift(repository, ["--since", "HEAD", "--only", "*-large"])
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.hasSuffix("\n2 variants looked at, 0 not looked at, 1 left out by --only\n"))
    #expect(!kiln.output.contains("One-small"))
  }

  /// There is no sibling, but the variants are still looked at.
  @Test func variantsOfOnePlatform() throws {
    let repository = try repository()
    try repository.append("!if $(LARGE) == TRUE\n[Components]\n  Pkg/Missing.inf\n!endif\n")
    let kiln = try drift(repository, ["--since", "HEAD", "--only", "one"])
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("One in the configuration One-large can no longer be built"))
    #expect(kiln.output.hasSuffix("\n2 variants looked at, 0 not looked at, 1 left out by --only\n"))
  }

  /// No line of a manifest changes, and no configuration without options is there to show it.
  @Test func aChangedINF() throws {
    let repository = try repository()
    try repository.edit("Pkg/Driver.inf") {
      $0.replacing("[Depex]", with: "[LibraryClasses]\n  TimeLib\n[Depex]")
    }
    let kiln = try drift(repository)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("this error is new: One and Two in the configuration"), "\(kiln.errors)")
    #expect(kiln.errors.contains("One-small"))
  }

  @Test func aLineThatNoVariantReadsIsStillExamined() throws {
    let repository = try repository()
    try repository.append("!if $(LARGE) == SOME\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif\n")
    let kiln = try drift(repository)
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("\n  examined -D LARGE=SOME (added for Pkg/One.dsc:"), "\(kiln.output)")
  }

  @Test func aVariantOfAPlatformThatIsNotThere() throws {
    let repository = try repository()
    try repository.edit("variants.inc") { $0 + "  Gone | Pkg/Gone.dsc\n" }
    let kiln = try drift(repository)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("Gone: expected a platform, found 'Pkg/Gone.dsc'"), "\(kiln.errors)")
    #expect(kiln.output.hasSuffix("\n3 variants looked at, 1 not looked at: Gone\n"))
  }

  // MARK: a family

  @Test func variantsAddConfigurationsToAFamily() throws {
    let repository = try repository()
    try set("SMALL", repository)
    let kiln = try drift(repository, family: true)
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.hasPrefix("family: 1 change is missing in siblings (Two)"))
    #expect(kiln.errors.contains("in the configuration One-small [drift-pcd]"))
  }

  @Test func aVariantThatIsNoMember() throws {
    let repository = try repository()
    try repository.edit("variants.inc") { $0 + "  Other | Other/Other.dsc\n" }
    let kiln = try drift(repository, family: true)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "Other: expected a platform of the family 'family', found 'Other/Other.dsc' [variant-foreign]"))
  }

  // MARK: without a revision

  @Test func standingDifferencesOfVariants() throws {
    let repository = try repository()
    try set("LARGE", repository)
    let kiln = try drift(repository, [])
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("looked at: One-small One-large,Two-large\n"), "\(kiln.output)")
    #expect(kiln.output.contains("\n  gPkg.PcdWake\n"))
    #expect(kiln.output.contains("\n    in One-large,Two-large\n"))
    #expect(kiln.output.hasSuffix("\n3 variants looked at, 0 not looked at\n"))
  }

  @Test func standingDifferencesAsJSON() throws {
    let repository = try repository()
    try set("LARGE", repository)
    let object = try json(try drift(repository, ["--json"]))
    #expect(object["configurations"] as? [String] == ["One-small", "One-large,Two-large"])
    let rows = try #require(object["differences"] as? [[String: Any]])
    #expect(rows.map { $0["configurations"] as? [String] } == [["One-large,Two-large"]])
    let variants = try #require(object["variants"] as? [String: Any])
    #expect(variants["checked"] as? [String] == ["One-small", "One-large", "Two-large"])
  }

  @Test func theCoverageInJSON() throws {
    let repository = try repository()
    try set("SMALL", repository)
    let object = try json(try drift(repository, ["--since", "HEAD", "--json", "--only", "one"]))
    let variants = try #require(object["variants"] as? [String: Any])
    #expect(variants["checked"] as? [String] == ["One-small", "One-large"])
    #expect(variants["leftOut"] as? Int == 1)
  }

  @Test func onlyWithoutVariants() throws {
    let kiln = try Program.kiln(["drift", "--only", "x"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("--only requires --variants."))
  }
}
