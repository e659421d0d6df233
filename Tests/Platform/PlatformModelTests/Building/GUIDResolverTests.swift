import Bytes
import Diagnostics
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// GUIDs, protocols and PPIs by their C names (EDK II INF Specification, 3.11 to 3.13; EDK II DEC Specification, 2.5
/// on private declarations).
@Suite struct GUIDResolverTests {
  /// `Pkg/Dxe.inf`, with `Other/Other.dec` behind `Pkg/Pkg.dec` in its [Packages].
  private static func fixture(_ sections: String, dec: String = "", other: String = "") throws -> PCDFixture {
    var workspace = Workspace(
      "[Components]\n  Pkg/Dxe.inf", [.module("Dxe", "[Packages]\n  Other/Other.dec\n\(sections)")], dec: dec)
    workspace.texts["Other/Other.dec"] = """
      [Defines]
        DEC_SPECIFICATION = 0x00010005
        PACKAGE_NAME = Other
        PACKAGE_GUID = 12345678-1234-1234-1234-123456789013
        PACKAGE_VERSION = 1.0
      \(other)

      """
    return try PCDFixture(workspace)
  }

  private static func guid(_ name: String, _ first: Int) -> String {
    "  \(name) = { 0x\(first), 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }\n"
  }

  private static func guids(_ fixture: inout PCDFixture) throws -> [NamedGUID] {
    let view = try #require(fixture.components.first?.view)
    let uses = fixture.uses()
    return GUIDResolver(fixture.architecture.store).guids(of: view, uses: uses, &fixture.diagnostics)
  }

  @Test func theFirstPackageThatDeclaresANameCounts() throws {
    var fixture = try Self.fixture(
      "[Guids]\n  gBoth", dec: "[Guids]\n\(Self.guid("gBoth", 7))",
      other: "[Guids]\n\(Self.guid("gBoth", 8))")
    let guids = try Self.guids(&fixture)
    #expect(guids.map(\.package) == ["Pkg/Pkg.dec"])
    #expect(guids.first?.value == "00000007-0002-0003-0001-020304050607")
  }

  @Test func aPrivateGUIDIsNotSeenFromOutside() throws {
    var fixture = try Self.fixture(
      "[Guids]\n  gHidden", other: "[Guids.common.Private]\n\(Self.guid("gHidden", 7))")
    #expect(try Self.guids(&fixture).isEmpty)
    #expect(fixture.codes == ["guid-undeclared"])
  }

  @Test func aGUIDOfAnotherArchitectureIsNotDeclared() throws {
    var fixture = try Self.fixture("[Guids]\n  gNarrow", dec: "[Guids.IA32]\n\(Self.guid("gNarrow", 7))")
    #expect(try Self.guids(&fixture).isEmpty)
    #expect(fixture.codes == ["guid-undeclared"])
  }

  @Test func aNameThatIsListedTwiceIsThereOnce() throws {
    var fixture = try Self.fixture("[Guids]\n  gPkg\n  gPkg")
    #expect(try Self.guids(&fixture).map(\.name) == ["gPkg"])
  }

  private static let pcd = "[PcdsFixedAtBuild]\n gPkg.A|1|UINT32|1\n[Guids]\n\(guid("gOwn", 7))"

  @Test func theTokenSpacesOfPCDsFollow() throws {
    var fixture = try Self.fixture("[Guids]\n  gOwn\n[FixedPcd]\n  gPkg.A", dec: Self.pcd)
    let guids = try Self.guids(&fixture)
    #expect(guids.map(\.name) == ["gOwn", "gPkg"])
    #expect(guids.map(\.isTokenSpace) == [false, true])
  }

  @Test func aTokenSpaceThatIsListedIsAGUIDLikeAnyOther() throws {
    var fixture = try Self.fixture("[Guids]\n  gPkg\n[FixedPcd]\n  gPkg.A", dec: Self.pcd)
    #expect(try Self.guids(&fixture).map(\.isTokenSpace) == [false])
  }

  @Test func protocolsAndPPIsHaveTablesOfTheirOwn() throws {
    var fixture = try Self.fixture(
      "[Protocols]\n  gOne\n[Ppis]\n  gPpi", dec: "[Ppis]\n\(Self.guid("gPpi", 9))")
    let view = try #require(fixture.components.first?.view)
    let resolver = GUIDResolver(fixture.architecture.store)
    #expect(resolver.protocols(of: view, &fixture.diagnostics).map(\.name) == ["gOne"])
    #expect(resolver.ppis(of: view, &fixture.diagnostics).map(\.name) == ["gPpi"])
    #expect(resolver.guid("gOne", .guid, in: view) == nil)
    #expect(fixture.codes == [])
  }
}
