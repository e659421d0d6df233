import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// PCDs of a module with those of its libraries (EDK II DSC Specification, 3.12 on PCDs of a component; EDK II Build
/// Specification, 8.2.4 on precedence).
@Suite struct LinkedPCDResolverTests {
  private static func workspace(
    one: String = "", two: String = "", inf: String = "", dsc: String = "",
    dec: String = "[PcdsFixedAtBuild, PcdsPatchableInModule]\n gPkg.A|1|UINT32|1\n gPkg.B|1|UINT32|2"
  ) -> Workspace {
    Workspace(
      """
      \(dsc)
      [LibraryClasses]
        L|Pkg/Lib.inf
      [Components]
        Pkg/One.inf {
        \(one.isEmpty ? "<Defines>\n" : one)
        }
        Pkg/Two.inf {
        \(two.isEmpty ? "<Defines>\n" : two)
        }
      """,
      [
        .module("One", uses: "L", inf), .module("Two", uses: "L"),
        .library("Lib", "L", "[Pcd]\n gPkg.A\n gPkg.B"),
      ], dec: dec)
  }

  private static func pcds(_ workspace: Workspace) throws -> (own: [PCDUse], inherited: [ModulePCD]) {
    var fixture = try PCDFixture(workspace)
    let resolver = fixture.linkedPCDs()
    let one = try #require(fixture.components.first)
    return resolver.pcds(of: one, &fixture.diagnostics)
  }

  @Test func aModuleInheritsWhatOnlyItsLibrariesName() throws {
    let pcds = try Self.pcds(Self.workspace(inf: "[Pcd]\n gPkg.B"))
    #expect(pcds.own.map(\.pcd.name.name) == ["B"])
    #expect(pcds.inherited.map(\.name.name) == ["A"])
    #expect(pcds.inherited.first?.namedBy == "Pkg/Lib.inf")
  }

  static let component = workspace(one: "<PcdsFixedAtBuild>\n gPkg.A|7")

  @Test func aComponentSetsPCDsOfItsLibraries() throws {
    #expect(try Self.pcds(Self.component).inherited.map(\.content) == [.number(7), .number(1)])
  }

  @Test func theLibraryItselfKeepsThePlatformsValue() throws {
    var fixture = try PCDFixture(Self.component)
    let resolver = fixture.linkedPCDs()
    #expect(resolver.libraries.first?.map(\.pcd.content) == [.number(1), .number(1)])
  }

  @Test func anotherComponentIsNotConcerned() throws {
    var fixture = try PCDFixture(Self.component)
    let resolver = fixture.linkedPCDs()
    let two = try #require(fixture.components.last)
    #expect(resolver.pcds(of: two, &fixture.diagnostics).inherited.first?.content == .number(1))
  }

  @Test func theCommandLineOverridesTheComponent() throws {
    var workspace = Self.component
    workspace.pcds = [("gPkg.A", "9")]
    let pcd = try Self.pcds(workspace).inherited.first
    #expect(pcd?.content == .number(9))
    #expect(pcd?.value.place == .commandLine)
  }

  /// The library is compiled once, so a later component cannot change its kind.
  @Test func theFirstComponentThatSetsAnOpenPCDDecidesItsKind() throws {
    var fixture = try PCDFixture(
      Self.workspace(one: "<PcdsPatchableInModule>\n gPkg.A|7", two: "<PcdsFixedAtBuild>\n gPkg.A|8"))
    let resolver = fixture.linkedPCDs()
    #expect(resolver.libraries.first?.map(\.pcd.access) == [.patchableInModule, .fixedAtBuild])
    let two = try #require(fixture.components.last)
    _ = resolver.pcds(of: two, &fixture.diagnostics)
    #expect(fixture.codes == ["pcd-type-mismatch"])
  }
}
