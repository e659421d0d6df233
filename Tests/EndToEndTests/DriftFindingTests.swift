import Foundation
import TestSupport
import Testing

/// What `kiln drift --since` asks of siblings, and what it does not.
@Suite struct DriftFindingTests {
  private static let members = ["One", "Two", "Three"]

  // MARK: switches that a change invents

  private static let feature = "!if $(NEW) == TRUE\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif\n"

  @Test func aSwitchOfOneMemberIsNotAskedOfSiblings() throws {
    let repository = try FamilyRepository(members: Self.members)
    try repository.append("[Defines]\n  DEFINE NEW = FALSE\n" + Self.feature)
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(
      kiln.output.contains(
        "\n  new switch NEW in One: siblings without it are not expected to have it\n"))
    #expect(kiln.output.contains("\n  examined -D NEW=TRUE (added for Pkg/One.dsc:"))
    #expect(kiln.output.contains("6 changed lines: 6 examined, 0 not examined"))
  }

  @Test func aSwitchOfTwoMembersIsAskedOfTheThird() throws {
    let repository = try FamilyRepository(members: Self.members)
    try repository.append(Self.feature, to: ["One", "Two"])
    let kiln = try repository.drift()
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("in One and Two, but still 0x1 [FixedAtBuild] in Three"))
  }

  @Test func aSwitchOfTheFamilysConfigurationsIsAskedOfSiblings() throws {
    let repository = try FamilyRepository("  new | * | -D NEW=TRUE\n", members: Self.members)
    try repository.append(Self.feature)
    #expect(try repository.drift().status == 3)
  }

  @Test func aRenamedSwitchIsNoNewFeature() throws {
    let repository = try FamilyRepository(members: Self.members)
    let names = ["One", "Two"]
    try repository.append(Self.feature.replacing("NEW", with: "OLD"), to: names)
    try repository.commit("A feature")
    for name in names { try repository.edit("Pkg/\(name).dsc") { $0.replacing("OLD", with: "NEW") } }
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("\n  new switch NEW in One Two: "))
  }

  /// A configuration with a member's own switch says nothing about siblings, so other lines get one of their own.
  @Test func aLineBesidesTheNewSwitchIsStillCompared() throws {
    let repository = try FamilyRepository(members: Self.members)
    let old = "!if $(MORE) == TRUE\n[PcdsFixedAtBuild]\n  gPkg.PcdSleep|2\n!endif\n"
    try repository.append(old, to: Self.members)
    try repository.commit("More")
    try repository.edit("Pkg/One.dsc") {
      $0.replacing(
        "gPkg.PcdSleep|2\n", with: "gPkg.PcdSleep|3\n!if $(NEW) == TRUE\n  gPkg.PcdWake|2\n!endif\n")
    }
    let kiln = try repository.drift()
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "gPkg.PcdSleep is now 0x3 [FixedAtBuild] in One, but still 0x2 [FixedAtBuild] in Two and Three"))
    #expect(!kiln.errors.contains("gPkg.PcdWake"))
  }

  // MARK: differences from before

  /// One sets the PCD always, and Two never; that One had an exception was the only likeness.
  @Test func aDifferenceThatStoodInThePlainConfiguration() throws {
    let repository = try FamilyRepository()
    try repository.append(
      "[PcdsFixedAtBuild]\n!if $(OLD) == TRUE\n  gPkg.PcdSleep|1\n!else\n  gPkg.PcdWake|2\n!endif\n")
    try repository.append("!if $(OLD) == TRUE\n!endif\n", to: ["Two"])
    try repository.commit("One differs")
    try repository.edit("Pkg/One.dsc") {
      $0.replacing(
        "!if $(OLD) == TRUE\n  gPkg.PcdSleep|1\n!else\n  gPkg.PcdWake|2\n!endif\n",
        with: "  gPkg.PcdWake|2\n")
    }
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("\n  examined -D OLD=TRUE "))
  }

  // MARK: the same change with another effect

  /// One has the switch on and Two off, so only one of them shows the change without further options.
  @Test func aSwitchWithAnotherValue() throws {
    let repository = try FamilyRepository()
    try repository.append("[Defines]\n  DEFINE NET = TRUE\n")
    try repository.append("[Defines]\n  DEFINE NET = FALSE\n", to: ["Two"])
    try repository.commit("A switch")
    try repository.append(
      "!if $(NET) == TRUE\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif\n", to: ["One", "Two"])
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
  }

  @Test func aNewConditionAroundWhatStays() throws {
    let repository = try FamilyRepository()
    try repository.append("[Defines]\n  DEFINE NET = TRUE\n")
    try repository.append("[Defines]\n  DEFINE NET = FALSE\n", to: ["Two"])
    let line = "[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n"
    try repository.append(line, to: ["One", "Two"])
    try repository.commit("A switch and a PCD")
    for name in ["One", "Two"] {
      try repository.edit("Pkg/\(name).dsc") {
        $0.replacing("  gPkg.PcdWake|2\n", with: "!if $(NET) == TRUE\n  gPkg.PcdWake|2\n!endif\n")
      }
    }
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
  }

  /// The same line where it has no effect for another reason is no excuse.
  @Test func theSameLineInAnotherSection() throws {
    let repository = try FamilyRepository()
    try repository.append("[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n")
    try repository.append("[UserExtensions.Other.\"x\"]\n  gPkg.PcdWake|2\n", to: ["Two"])
    #expect(try repository.drift().status == 3)
  }

  // MARK: errors

  /// A library class without an instance, which ten modules want.
  private func withoutInstance() throws -> FamilyRepository {
    let repository = try FamilyRepository()
    let modules = (2...9).map { "  Pkg/Module\($0).inf\n" }.joined()
    for number in 2...9 {
      try repository.scratch.write(
        "Pkg/Module\(number).inf",
        FamilyRepository.module("Module\(number)", number, "[LibraryClasses]\n  TimeLib"))
    }
    try repository.scratch.write("Pkg/Time.inf", FamilyRepository.library("Time", 0, "TimeLib"))
    try repository.append(
      modules + "[LibraryClasses]\n  TimeLib|Pkg/Time.inf\n", to: ["One", "Two"])
    try repository.git(["add", "."])
    try repository.commit("Modules")
    return repository
  }

  @Test func oneCauseIsOneFinding() throws {
    let repository = try withoutInstance()
    for name in ["One", "Two"] {
      try repository.edit("Pkg/\(name).dsc") { $0.replacing("  TimeLib|Pkg/Time.inf\n", with: "") }
    }
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.components(separatedBy: "[library-class-unresolved]").count == 2, "\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "it is an error in 7 more places, and concerns 8 modules and libraries (Module2.inf, "))
    #expect(kiln.errors.contains("before the change it was given here"))
    #expect(kiln.errors.contains("Pkg/One.dsc:21:11"))
    #expect(kiln.errors.contains("this error is new: One and Two can no longer be built"))
    #expect(kiln.errors.contains("the platforms are Pkg/One.dsc and Pkg/Two.dsc"))
    let json = try repository.drift(["--since", "HEAD", "--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let breakages = try #require(object["breakages"] as? [[String: Any]])
    #expect(breakages.map { $0["member"] as? String } == ["One", "Two"])
    #expect(breakages.map { $0["places"] as? Int } == [8, 8])
    #expect((object["notCompared"] as? [[String: Any]])?.count == 2)
  }

  @Test func aBrokenMemberHasNoFurtherFindings() throws {
    let repository = try withoutInstance()
    try repository.edit("Pkg/One.dsc") {
      $0.replacing("  TimeLib|Pkg/Time.inf\n", with: "").replacing("  Pkg/Driver.inf\n", with: "")
    }
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(
      kiln.output.contains("\n  not compared, as new errors keep them from being built: One (plain)\n"))
    #expect(!kiln.errors.contains("[drift-"), "\(kiln.errors)")
  }

  // MARK: tool chains

  private static let tools = """
    *_GCC5_*_*_FAMILY = GCC
    RELEASE_GCC5_X64_CC_PATH = gcc
    *_VS2019_*_*_FAMILY = MSFT
    RELEASE_VS2019_X64_CC_PATH = cl

    """

  @Test func aFamilyThatTheTreeHasNoToolChainOfIsSaidOnce() throws {
    let repository = try FamilyRepository(toolsDefinition: Self.tools)
    let names = ["One", "Two"]
    try repository.append(
      "[BuildOptions]\n  INTEL:*_*_*_CC_FLAGS = /x\n  INTEL:*_*_*_DLINK_FLAGS = /y\n", to: names)
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("6 changed lines: 2 examined, 4 not examined"))
    #expect(kiln.errors.components(separatedBy: "[change-not-examined]").count == 2, "\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "this changed line and 3 others are for the tool chain or family INTEL, which the tree's tools_def does not have"
      ))
  }

  /// The compiler need not be there.
  @Test func aFamilyThatTheTreeHasIsExamined() throws {
    let repository = try FamilyRepository(toolsDefinition: Self.tools)
    try repository.append("[BuildOptions]\n  MSFT:*_*_*_CC_FLAGS = /x\n")
    let kiln = try repository.drift()
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("\n  examined -t VS2019 (added for Pkg/One.dsc:"))
    #expect(kiln.errors.contains("in One, but still nothing in Two in the configuration -t VS2019"))
  }

  /// A file of another package, which platforms for other architectures include too.
  @Test func anArchitectureOfOtherPlatformsInASharedFile() throws {
    let repository = try FamilyRepository()
    try repository.scratch.write("Lib/Libs.dsc.inc", "[LibraryClasses]\n")
    try repository.append("!include Lib/Libs.dsc.inc\n", to: ["One", "Two"])
    try repository.git(["add", "."])
    try repository.commit("Libraries")
    try repository.edit("Lib/Libs.dsc.inc") { $0 + "[PcdsFixedAtBuild.AARCH64]\n  gPkg.PcdWake|2\n" }
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "this changed line and 1 others are for AARCH64 only, which no member of the family supports"))
  }
}
