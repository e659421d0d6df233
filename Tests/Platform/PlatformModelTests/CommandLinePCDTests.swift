import Diagnostics
import PlatformModel
import Testing
import Vocabulary

/// `--pcd` with a token space and without, as edk2's DscBuildData.py decides it.
@Suite struct CommandLinePCDTests {
  private static func platform(_ pcds: (name: String, value: String)..., fdf: String = "") -> Workspace {
    var flash = FlashWorkspace()
    flash.volume = fdf
    var workspace = flash.workspace
    workspace.texts["Main.dsc", default: ""] += """
      [Packages]
        Other/Other.dec

      """
    workspace.texts["Pkg/Pkg.dec", default: ""] += """
        gPkg.PcdShared|1|UINT32|4
        gPkg.PcdOwn|5|UINT32|5

      """
    workspace.texts["Other/Other.dec"] = """
      [Defines]
        PACKAGE_NAME = Other
      [PcdsFixedAtBuild]
        gOther.PcdShared|2|UINT32|4

      """
    workspace.pcds = pcds
    return workspace
  }

  @Test func theTokenSpaceIsFound() throws {
    let platform = try #require(Self.platform(("PcdOwn", "7")).resolve().value)
    #expect(platform.pcds.value(of: PCDName(tokenSpace: "gPkg", name: "PcdOwn")) == "7")
    #expect(platform.pcds.value(of: PCDName(tokenSpace: "gPkg", name: "PcdShared")) == "1")
  }

  @Test func theLastOfAPCDCountsHoweverItIsWritten() throws {
    let name = PCDName(tokenSpace: "gPkg", name: "PcdOwn")
    let short = try #require(Self.platform(("gPkg.PcdOwn", "7"), ("PcdOwn", "8")).resolve().value)
    #expect(short.pcds.value(of: name) == "8")
    let full = try #require(Self.platform(("PcdOwn", "8"), ("gPkg.PcdOwn", "7")).resolve().value)
    #expect(full.pcds.value(of: name) == "7")
  }

  @Test func conditionalsOfTheFDFKnowIt() {
    let condition = "!if gPkg.PcdOwn == 7\n!error reached\n!endif"
    #expect(Self.platform(("PcdOwn", "7"), fdf: condition).resolve().value == nil)
    #expect(Self.platform(("PcdOwn", "8"), fdf: condition).resolve().value != nil)
  }

  @Test func aNameInTwoTokenSpacesIsAmbiguous() {
    let outcome = Self.platform(("PcdShared", "3")).resolve()
    #expect(outcome.codes == ["pcd-ambiguous"])
    #expect(outcome.diagnostics.first?.fix == "write one of gOther.PcdShared, gPkg.PcdShared")
    #expect(Self.platform(("gOther.PcdShared", "3")).resolve().codes.isEmpty)
  }

  @Test func anUnknownNameGetsTheNearest() {
    for name in ["PcdOwnn", "gPkg.PcdOwnn"] {
      let outcome = Self.platform((name, "3")).resolve()
      #expect(outcome.codes == ["pcd-undeclared"])
      #expect(outcome.diagnostics.first?.notes.map(\.message) == ["declared: gPkg.PcdOwn"])
    }
    #expect(Self.platform(("Nonsense", "3")).resolve().diagnostics.first?.notes.isEmpty == true)
  }
}
