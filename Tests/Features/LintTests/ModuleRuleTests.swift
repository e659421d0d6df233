import Bytes
import Diagnostics
import Lint
import TestSupport
import Testing

/// Modules: where they are, who they are, what they read, and who does not want them.
@Suite struct ModuleRuleTests {
  private let path = LintWorkspace.path

  @Test func aDriverThatIsBuiltAndPlacedNowhere() throws {
    var workspace = LintWorkspace()
    workspace.add("In")
    workspace.add("Out")
    workspace.unplaced = ["Out"]
    #expect(try workspace.told() == ["warning module-not-in-flash \(path("Out"))"])
  }

  @Test func anApplicationOutsideOfFlashIsANote() throws {
    var workspace = LintWorkspace()
    workspace.add("In")
    workspace.add("App", type: "UEFI_APPLICATION", depex: nil)
    workspace.add("Host", type: "HOST_APPLICATION", depex: nil)
    workspace.unplaced = ["App", "Host"]
    #expect(try workspace.told() == ["note module-not-in-flash \(path("App"))"])
  }

  @Test func whatAnotherConfigurationPlacesIsANote() throws {
    var workspace = LintWorkspace()
    workspace.add("In")
    workspace.add("Sometimes")
    workspace.placed =
      "INF \(path("In"))\n!if $(TARGET) == DEBUG\nINF \(path("Sometimes"))  # debug\n!endif"
    let finding = try #require(try workspace.findings().first)
    #expect(finding.severity == .note)
    #expect(finding.diagnostic.notes.map(\.message) == ["the FDF places it under $(TARGET) == DEBUG"])
  }

  @Test func whatAnOptionROMTakesIsPlaced() throws {
    var workspace = LintWorkspace()
    workspace.add("In")
    workspace.add("Rom", type: "UEFI_DRIVER", depex: nil)
    workspace.unplaced = ["Rom"]
    workspace.fdf = "[OptionRom.One]\nINF \(path("Rom"))"
    #expect(try workspace.told("module-not-in-flash") == [])
  }

  @Test func theReverseIsAnErrorOfTheResolver() throws {
    var workspace = LintWorkspace()
    workspace.add("In")
    workspace.texts["Pkg/Other/Other.inf"] =
      "[Defines]\n  INF_VERSION = 0x00010005\n  BASE_NAME = Other\n  FILE_GUID = 00000077-0000-4000-8000-000000000001\n  MODULE_TYPE = DXE_DRIVER\n[Sources]\n  Main.c\n"
    workspace.placed = "INF Pkg/Other/Other.inf\nINF \(path("In"))"
    #expect(try workspace.told() == ["error module-not-in-dsc Pkg/Other/Other.inf"])
  }

  @Test func modulesThatShareAGUIDOrAName() throws {
    var workspace = LintWorkspace()
    workspace.add("One", fileGUID: "00000077-0000-4000-8000-000000000001")
    workspace.add("Two", fileGUID: "00000077-0000-4000-8000-000000000001", baseName: "One")
    workspace.add("Three")
    workspace.unplaced = ["Two"]
    #expect(
      Set(try workspace.told().filter { !$0.contains("module-not-in-flash") }) == [
        "warning base-name-duplicate \(path("Two")) \(path("One"))",
        "warning file-guid-duplicate \(path("Two")) \(path("One"))",
        "error module-name-collision \(path("Two"))",
      ])
  }

  @Test func aFileStatementWithTheNameOfAModule() throws {
    var workspace = LintWorkspace()
    workspace.add("One", fileGUID: "00000077-0000-4000-8000-000000000001")
    workspace.placed = """
      INF \(path("One"))
      FILE RAW = 00000077-0000-4000-8000-000000000001 { some.bin }
      FILE RAW = 00000078-0000-4000-8000-000000000001 { some.bin }
      """
    #expect(
      try workspace.told("file-guid-duplicate") == [
        "error file-guid-duplicate MAIN 00000077-0000-4000-8000-000000000001"
      ])
  }

  // MARK: Policies

  @Test func whatThePolicyForbids() throws {
    var workspace = LintWorkspace()
    workspace.dsc = """
      [UserExtensions.Kiln."Policy"]
        forbidden | Pkg/Xen* | there is no Xen here
      [LibraryClasses]
        HyperLib|\(path("XenLib"))
      """
    workspace.addLibrary("XenLib", provides: "HyperLib")
    workspace.add("XenBus")
    workspace.add("NoXen", "[LibraryClasses]\n  HyperLib")
    #expect(
      Set(try workspace.told("policy-forbidden")) == [
        "error policy-forbidden \(path("XenBus"))", "error policy-forbidden \(path("XenLib"))",
      ])
  }

  @Test func aPolicyBesideThePlatformCountsToo() throws {
    var workspace = LintWorkspace()
    workspace.policy = "[UserExtensions.Kiln.\"Policy\"]\n  forbidden | *Virtio* | no virtio\n"
    workspace.add("VirtioNet")
    workspace.add("Net")
    let finding = try #require(try workspace.findings().first)
    #expect(finding.subject == path("VirtioNet"))
    #expect(finding.diagnostic.message == "\(path("VirtioNet")) is forbidden in this platform: no virtio")
  }

  @Test(arguments: ["forbidden | Pkg/*", "forbidden | | why", "wanted | Pkg/* | why", "forbidden | Pkg/* | "])
  func aPolicyWithoutAReasonIsNone(line: String) throws {
    var workspace = LintWorkspace()
    workspace.add("One")
    workspace.dsc = "[UserExtensions.Kiln.\"Policy\"]\n  \(line)\n"
    #expect(try workspace.findings().map(\.code) == ["policy-malformed"])
  }

  @Test(arguments: [
    ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "abd", false), ("*", "", true), ("?", "", false),
    ("*Xen*Dxe*", "OvmfPkg/XenBusDxe/XenBusDxe.inf", true), ("a?c", "a/c", true), ("abc", "abcd", false),
    ("a*b*c", "a-b-b-c", true), ("", "", true), ("xen", "Xen", false),
  ])
  func patterns(pattern: String, text: String, isMatch: Bool) {
    #expect(Glob(pattern).matches(text) == isMatch)
  }
}
