import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// PCDs of a platform and of one module, each resolver by itself (EDK II DSC Specification, 2.2.9 and 3.10; EDK II
/// Build Specification, 8.2.4 on precedence).
@Suite struct PCDResolverTests {
  private static func workspace(
    dec: String = "[PcdsFixedAtBuild]\n gPkg.A|1|UINT32|1", dsc: String = "", inf: String = "",
    fdf: String = ""
  ) -> Workspace {
    Workspace(
      "\(dsc)\n[Components]\n  Pkg/Dxe.inf", [.module("Dxe", inf)], dec: dec,
      fdf: fdf.isEmpty ? "" : Workspace.fdf(["Pkg/Dxe.inf"], sets: fdf))
  }

  // MARK: The platform

  @Test func aPCDThatThePlatformDoesNotNameHasNoSetting() throws {
    let fixture = try PCDFixture(Self.workspace())
    #expect(fixture.platform.settings.isEmpty)
  }

  static let scoped = workspace(dsc: "[PcdsFixedAtBuild.X64]\n gPkg.A|3\n[PcdsFixedAtBuild]\n gPkg.A|2")

  @Test func aSectionForTheArchitectureOverridesACommonOne() throws {
    #expect(try PCDFixture(Self.scoped, .x64)["A"]?.value == .number(3))
  }

  @Test func aSectionForAnotherArchitectureDoesNotApply() throws {
    #expect(try PCDFixture(Self.scoped, .ia32)["A"]?.value == .number(2))
  }

  @Test func theFDFOverridesTheDSC() throws {
    let workspace = Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.A|2", fdf: "SET gPkg.A = 4")
    #expect(try PCDFixture(workspace)["A"]?.value == .number(4))
  }

  @Test func theCommandLineOverridesTheFDF() throws {
    var workspace = Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.A|2", fdf: "SET gPkg.A = 4")
    workspace.pcds = [("gPkg.A", "5")]
    let fixture = try PCDFixture(workspace)
    #expect(fixture["A"]?.value == .number(5))
    #expect(fixture.platform.settings.values.first?.value?.place == .commandLine)
  }

  // MARK: Values

  @Test func aLiteralKeepsItsText() throws {
    let fixture = try PCDFixture(Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.A|0x0004"))
    #expect(fixture["A"]?.value == .number(4))
    #expect(fixture["A"]?.text == "0x0004")
  }

  @Test func anExpressionIsWrittenInDecimal() throws {
    let fixture = try PCDFixture(Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.A|0x10 + 1"))
    #expect(fixture["A"]?.value == .number(17))
    #expect(fixture["A"]?.text == "17")
  }

  @Test(arguments: [(#""Hi""#, 3), (#"L"Hi""#, 6), ("{0x1, 0x2}", 2)])
  func aPointerCountsItsBytesAndTheNULOfAString(text: String, size: Int) throws {
    let workspace = Self.workspace(
      dec: "[PcdsFixedAtBuild]\n gPkg.A|\"\"|VOID*|1", dsc: "[PcdsFixedAtBuild]\n gPkg.A|\(text)")
    #expect(try PCDFixture(workspace)["A"]?.size == size)
  }

  // MARK: Modules

  @Test func theINFsValueOverridesThePackagesDefault() throws {
    var fixture = try PCDFixture(Self.workspace(inf: "[FixedPcd]\n gPkg.A|9"))
    let uses = fixture.uses()
    #expect(uses.first?.pcd.content == .number(9))
    #expect(uses.first?.pcd.value.overrode.map(\.value.value) == [.number(1)])
  }

  @Test func thePlatformsValueOverridesTheINFs() throws {
    var fixture = try PCDFixture(
      Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.A|2", inf: "[FixedPcd]\n gPkg.A|9"))
    let uses = fixture.uses()
    #expect(uses.first?.pcd.content == .number(2))
    #expect(uses.first?.pcd.text == "2")
  }

  @Test func anOpenPCDTakesTheKindThatThePlatformGives() throws {
    var fixture = try PCDFixture(
      Self.workspace(
        dec: "[PcdsFixedAtBuild, PcdsPatchableInModule]\n gPkg.A|1|UINT32|1",
        dsc: "[PcdsPatchableInModule]\n gPkg.A|2", inf: "[Pcd]\n gPkg.A"))
    let uses = fixture.uses()
    #expect(uses.first?.pcd.access == .patchableInModule)
    #expect(fixture.codes == [])
  }

  @Test func aModuleThatDemandsAnotherKindIsAnError() throws {
    var fixture = try PCDFixture(
      Self.workspace(
        dec: "[PcdsFixedAtBuild, PcdsPatchableInModule]\n gPkg.A|1|UINT32|1",
        dsc: "[PcdsPatchableInModule]\n gPkg.A|2", inf: "[FixedPcd]\n gPkg.A"))
    _ = fixture.uses()
    #expect(fixture.codes == ["pcd-type-mismatch"])
  }
}
