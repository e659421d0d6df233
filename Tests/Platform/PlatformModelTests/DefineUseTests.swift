import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing

@Suite struct DefineUseTests {
  /// The warnings for a platform with these lines, as `NAME: fix`.
  private func warnings(
    _ names: [String], _ lines: String, _ others: [String: String] = [:]
  ) -> [String] {
    var workspace = Workspace(texts: others)
    workspace.texts["Main.dsc"] = """
      [Defines]
        PLATFORM_NAME = Main
        PLATFORM_GUID = 11111111-2222-3333-4444-555555555555
        PLATFORM_VERSION = 1.0
        DSC_SPECIFICATION = 0x0001001C
        OUTPUT_DIRECTORY = Build/Main
        SUPPORTED_ARCHITECTURES = X64
        BUILD_TARGETS = RELEASE
        SKUID_IDENTIFIER = DEFAULT
      \(lines)

      """
    workspace.defines = names.map { ($0, "TRUE") }
    let outcome = workspace.resolve()
    #expect(outcome.value != nil, "\(outcome.codes)")
    return outcome.diagnostics.filter { $0.code == .defineUnused }.map { "\($0.message): \($0.fix ?? "")" }
  }

  @Test func aMisspeltNameGetsTheNearest() {
    let found = warnings(["SECUREBOOT_ENABLE"], "!if $(SECURE_BOOT_ENABLE) == TRUE\n!endif")
    #expect(
      found == [
        "no manifest of the platform asks for the macro 'SECUREBOOT_ENABLE': "
          + "write -D SECURE_BOOT_ENABLE if that is meant"
      ])
  }

  @Test func aNameLikeNoOther() {
    let found = warnings(["X", "X"], "!ifdef SECURE_BOOT_ENABLE\n!endif")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("'kiln switches' lists the macros that change the platform") ?? false)
  }

  /// Each line asks for FLAG.
  @Test(arguments: [
    "!ifdef FLAG\n!endif", "!ifndef $(FLAG)\n!endif", "!if $(FLAG)\n!endif", "DEFINE FLAG = FALSE",
    "!if 0\n  DEFINE A = $(FLAG)\n!endif", "!if 0\n!if \"$(FLAG)\" == \"x\"\n!endif\n!endif",
    "[BuildOptions]\n  *_*_*_CC_FLAGS = -DFLAG=$(FLAG)",
    "[UserExtensions.Kiln.\"Budget\"]\n#\n!if $(FLAG)\n!endif",
    "!include Asks.inc", "!if 0\n!include Asks.inc\n!endif", "!if 0\n!include Outer.inc\n!endif",
  ])
  func namesThatAreAskedFor(_ lines: String) {
    let others = ["Asks.inc": "!ifdef FLAG\n!endif\n", "Outer.inc": "!include Asks.inc\n"]
    #expect(warnings(["FLAG"], lines, others) == [])
  }

  @Test func theFDFAsksToo() {
    let fdf = "!if $(FLAG) == TRUE\n!endif\n"
    #expect(warnings(["FLAG"], "  FLASH_DEFINITION = Main.fdf", ["Main.fdf": fdf]) == [])
    #expect(warnings(["FLAGS"], "  FLASH_DEFINITION = Main.fdf", ["Main.fdf": fdf]).count == 1)
  }

  /// BaseTools looks for this name among the macros of the command line (BuildClassObject.py).
  @Test func namesThatTheBuildItselfAsksFor() {
    #expect(warnings(["PCD_DYNAMIC_AS_DYNAMICEX"], "") == [])
  }

  /// What these files ask for is unknown.
  @Test(arguments: ["!include Missing.inc", "!include $(WHERE)/Asks.inc"])
  func noWarningWhileAFileIsUnknown(_ include: String) {
    #expect(warnings(["FLAG"], "!if 0\n\(include)\n!endif") == [])
  }

  @Test func filesThatIncludeEachOtherWhereNothingIsTaken() {
    let others = ["A.inc": "!include B.inc\n", "B.inc": "!include A.inc\n"]
    #expect(warnings(["FLAG"], "!if 0\n!include A.inc\n!endif", others).count == 1)
  }

  @Test func whatOneOfSeveralPlatformsAsksForIsUsed() {
    let uses = ["!ifdef ONE\n!endif\n", "!ifdef TWO\n!endif\n"].map { text in
      var unsaid = DiagnosticList()
      let preprocessor = Preprocessor(.dsc, files: FilesInMemory(texts: [:]), roots: WorkspaceRoots(["."]))
      return preprocessor.preprocess(
        SourceFile(path: "a.dsc", bytes: Array(text.utf8)), diagnostics: &unsaid
      ).uses
    }
    var all = DefineUse()
    for use in uses { all.add(DefineUse(given: ["ONE", "TWO", "THREE"], uses: use)) }
    #expect(all.unused == ["THREE"])
  }
}
