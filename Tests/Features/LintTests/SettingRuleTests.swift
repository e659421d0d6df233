import Diagnostics
import Lint
import TestSupport
import Testing

/// Library classes and PCDs: what is named or set and does nothing, and what is read where nobody answers.
@Suite struct SettingRuleTests {
  private let path = LintWorkspace.path

  @Test func aClassThatNobodyAsksForAndOneThatDoesNotExist() throws {
    var workspace = LintWorkspace()
    workspace.declarations = "[LibraryClasses]\n  DebugLib|Include/DebugLib.h\n  TimerLib|Include/TimerLib.h"
    workspace.dsc = """
      [LibraryClasses]
        DebugLib|\(path("Debug"))
        TimerLib|\(path("Timer"))
        DebgLib|\(path("Debug"))
      """
    workspace.addLibrary("Debug", provides: "DebugLib")
    workspace.addLibrary("Timer", provides: "TimerLib")
    workspace.add("One", "[LibraryClasses]\n  DebugLib")
    #expect(
      try workspace.told() == [
        "note library-class-unused TimerLib", "error library-class-misspelt DebgLib",
      ])
    #expect(try workspace.findings().last?.diagnostic.fix == "write 'DebugLib'")
  }

  @Test func aClassOfAComponentThatItDoesNotAskFor() throws {
    var workspace = LintWorkspace()
    workspace.dsc = "[LibraryClasses]\n  DebugLib|\(path("Debug"))"
    workspace.overrides["Two"] = "{\n<LibraryClasses>\n DebugLib|\(path("Debug"))\n}"
    workspace.overrides["One"] = "{\n<LibraryClasses>\n DebugLib|\(path("Debug"))\n NULL|\(path("Debug"))\n}"
    workspace.addLibrary("Debug", provides: "DebugLib")
    workspace.add("One", "[LibraryClasses]\n  DebugLib")
    workspace.add("Two")
    #expect(try workspace.told() == ["note library-class-unused \(path("Two")) DebugLib"])
  }

  @Test(arguments: [
    ("DebgLib", "DebugLib"), ("DeubgLib", "DebugLib"), ("TimreLib", "TimerLib"), ("NothingLikeThat", nil),
  ])
  func theNearestNameIsOffered(written: String, meant: String?) throws {
    var workspace = LintWorkspace()
    workspace.declarations = "[LibraryClasses]\n  DebugLib|Include/DebugLib.h\n  TimerLib|Include/TimerLib.h"
    workspace.dsc = "[LibraryClasses]\n  \(written)|\(path("Odd"))"
    workspace.addLibrary("Odd", provides: "OddLibraryOfItsOwn")
    workspace.add("One")
    #expect(try workspace.findings().map(\.diagnostic.fix) == ["write '\(meant ?? "OddLibraryOfItsOwn")'"])
  }

  @Test func aClassWhoseInstanceIsMissingIsToldOnce() throws {
    var workspace = LintWorkspace()
    workspace.dsc = "[LibraryClasses]\n  GoneLib|Pkg/Gone/Gone.inf"
    workspace.add("One")
    #expect(try workspace.findings().map(\.code) == ["manifest-missing"])
  }

  // MARK: PCDs

  @Test func aPCDThatNobodyReads() throws {
    var workspace = LintWorkspace()
    workspace.dsc = "[PcdsFixedAtBuild]\n  gPkg.PcdOne|1\n  gPkg.PcdTwo|2"
    workspace.add("One", "[Pcd]\n  gPkg.PcdOne")
    #expect(try workspace.told() == ["warning pcd-unused gPkg.PcdTwo"])
  }

  @Test func whatConditionsAndTheFDFReadIsRead() throws {
    var workspace = LintWorkspace()
    workspace.dsc = "[PcdsFixedAtBuild]\n  gPkg.PcdOne|0x1000\n  gPkg.PcdTwo|2\n!if gPkg.PcdTwo == 3\n!endif"
    workspace.add("One")
    workspace.regions = "gPkg.PcdOne - 0x1000|0x10000\nFV = MAIN"
    #expect(try workspace.told("pcd-unused") == [])
  }

  @Test func whatOnlyTheFDFSetsIsANote() throws {
    var workspace = LintWorkspace()
    workspace.add("One", "[Pcd]\n  gPkg.PcdTwo")
    workspace.regions = "0x0|0x10000\ngPkg.PcdOne|gPkg.PcdTwo\nFV = MAIN"
    #expect(try workspace.told() == ["note pcd-unused gPkg.PcdOne"])
  }

  @Test func aPCDOfAComponentThatDoesNotReadIt() throws {
    var workspace = LintWorkspace()
    workspace.overrides["Two"] = "{\n<PcdsFixedAtBuild>\n gPkg.PcdOne|3\n}"
    workspace.overrides["One"] = "{\n<PcdsFixedAtBuild>\n gPkg.PcdOne|3\n}"
    workspace.add("One", "[Pcd]\n  gPkg.PcdOne")
    workspace.add("Two")
    #expect(try workspace.told() == ["warning pcd-unused \(path("Two")) gPkg.PcdOne"])
  }

  /// The platform of the three tests below: a TimerLib that reads a PCD, and a PcdLib.
  private func timed(_ type: String, pcdLib: String, kind: String = "PcdsDynamicDefault") -> LintWorkspace {
    var workspace = LintWorkspace()
    workspace.dsc = """
      [LibraryClasses]
        TimerLib|\(path("Timer"))
        SpinLib|\(path("Spin"))
        PcdLib|\(path(pcdLib))
      [\(kind)]
        gPkg.PcdOne|100
      """
    workspace.addLibrary("Timer", provides: "TimerLib", "[LibraryClasses]\n  PcdLib\n[Pcd]\n  gPkg.PcdOne")
    workspace.addLibrary("Spin", provides: "SpinLib", "[LibraryClasses]\n  TimerLib")
    workspace.addLibrary(
      pcdLib, provides: "PcdLib", pcdLib == "PcdLibNull" ? "" : "[Protocols]\n  gPcdProtocolGuid ## CONSUMES")
    workspace.add("Core", type: type, depex: nil, "[LibraryClasses]\n  TimerLib")
    workspace.add("Behind", type: type, depex: "TRUE", "[LibraryClasses]\n  SpinLib")
    return workspace
  }

  @Test func aDynamicPCDWithoutADatabase() throws {
    #expect(
      try timed("PEI_CORE", pcdLib: "PcdLibNull").told("pcd-lib-null") == [
        "error pcd-lib-null \(path("Core")) gPkg.PcdOne",
        "warning pcd-lib-null \(path("Behind")) gPkg.PcdOne",
      ])
    #expect(
      try timed("SEC", pcdLib: "PcdLibNull").told("pcd-lib-null") == [
        "note pcd-lib-null \(path("Core")) gPkg.PcdOne", "note pcd-lib-null \(path("Behind")) gPkg.PcdOne",
      ])
  }

  @Test func aPcdLibWithADatabaseAndAFixedPCDAreFine() throws {
    #expect(try timed("PEI_CORE", pcdLib: "PcdLibFull").told("pcd-lib-null") == [])
    #expect(
      try timed("PEI_CORE", pcdLib: "PcdLibNull", kind: "PcdsFixedAtBuild").told("pcd-lib-null") == [])
  }

  @Test func theDriverThatIsTheDatabaseAsksNone() throws {
    var workspace = timed("PEIM", pcdLib: "PcdLibNull")
    workspace.modules.removeLast(2)
    workspace.texts[path("Pcd")] = """
      [Defines]
        INF_VERSION = 0x00010005
        BASE_NAME = Pcd
        FILE_GUID = 00000077-0000-4000-8000-000000000001
        MODULE_TYPE = PEIM
        PCD_IS_DRIVER = PEI_PCD_DRIVER
      [Sources]
        Main.c
      [Packages]
        Pkg/Pkg.dec
      [LibraryClasses]
        TimerLib
      [Depex]
        TRUE

      """
    workspace.add("Pcd", type: "PEIM")
    #expect(try workspace.told("pcd-lib-null") == [])
  }
}
