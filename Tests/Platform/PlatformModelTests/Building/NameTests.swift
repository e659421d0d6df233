import Diagnostics
import PlatformModel
import TestSupport
import Testing

/// What modules are called, and when two cannot be told apart.
@Suite struct NameTests {
  static let copies = Workspace(
    """
    [Components]
      Pkg/Dxe.inf
      Pkg/Dxe.inf {
        <Defines>
          FILE_GUID = 99999999-0000-0000-0000-000000000002
      }
      Pkg/Other.inf
    """, [.module("Dxe"), .module("Other")])

  @Test func aCopyUnderAnotherFileGUID() throws {
    let build = try #require(Self.copies.build().value?.architecture("X64"))
    #expect(
      build.modules.map(\.uniqueBaseName) == [
        "Dxe_\(Manifest.guid("Dxe"))", "Dxe_99999999-0000-0000-0000-000000000002", "Other",
      ])
    #expect(
      build.modules.map(\.outputFolder) == [
        "Pkg/Dxe", "Pkg/99999999-0000-0000-0000-000000000002", "Pkg/Other",
      ])
  }

  static let twice = Workspace(
    """
    [PcdsFixedAtBuild]
      gPkg.PcdOne|2
    [Components]
      Pkg/Dxe.inf
      Pkg/Other.inf
      Pkg/Dxe.inf {
        <PcdsFixedAtBuild>
          gPkg.PcdOne|3
      }
    """, [.module("Dxe", "[Pcd]\n gPkg.PcdOne"), .module("Other")],
    dec: "[PcdsFixedAtBuild]\n gPkg.PcdOne|1|UINT8|1")

  @Test func ofOneModuleTwiceTheLastIsBuilt() throws {
    let build = try #require(Self.twice.build().value?.architecture("X64"))
    #expect(build.modules.map(\.path) == ["Pkg/Other.inf", "Pkg/Dxe.inf"])
    #expect(build.modules.last?.pcds.first?.content == .number(3))
  }

  static let sameName: Workspace = {
    var workspace = Workspace(
      "[Components]\n  Pkg/Dxe.inf\n  Pkg/Other.inf", [.module("Dxe"), .module("Other")])
    workspace.texts["Pkg/Other.inf"]?.replace("BASE_NAME = Other", with: "BASE_NAME = Dxe")
    return workspace
  }()

  @Test func modulesOfOneNameCarryTheirGUIDs() throws {
    let build = try #require(Self.sameName.build().value?.architecture("X64"))
    #expect(
      build.modules.map(\.uniqueBaseName) == ["Dxe", "Other"].map { "Dxe_\(Manifest.guid($0))" })
  }

  static let sameNameAndGUID: Workspace = {
    var workspace = sameName
    workspace.texts["Pkg/Other.inf"]?.replace(Manifest.guid("Other"), with: Manifest.guid("Dxe"))
    return workspace
  }()

  @Test func modulesOfOneNameAndGUID() throws {
    let outcome = Self.sameNameAndGUID.build()
    #expect(outcome.codes == ["module-name-collision"])
    let error = try #require(outcome.diagnostics.first)
    #expect(error.line == "Main.dsc:13" && error.notes.first?.place?.line == "Main.dsc:12")
    #expect(error.message.contains("BASE_NAME Dxe and FILE_GUID \(Manifest.guid("Dxe"))"))
  }

  static let sameGUID: Workspace = {
    var workspace = Workspace(
      "[Components]\n  Pkg/Dxe.inf\n  Pkg/Other.inf", [.module("Dxe"), .module("Other")])
    workspace.texts["Pkg/Other.inf"]?.replace(Manifest.guid("Other"), with: Manifest.guid("Dxe"))
    return workspace
  }()

  /// edk2 compiles both, and its GenFv stops at the second where one volume takes both.
  @Test func modulesOfOneGUIDCannotStandInOneVolume() throws {
    #expect(Self.sameGUID.build().codes == [])
    var workspace = Self.sameGUID
    workspace.texts["Main.dsc"]?.replace(
      "SKUID_IDENTIFIER = DEFAULT", with: "SKUID_IDENTIFIER = DEFAULT\n  FLASH_DEFINITION = Main.fdf")
    workspace.texts["Main.fdf"] = Workspace.fdf(["Pkg/Dxe.inf", "Pkg/Other.inf"])
    let outcome = workspace.build()
    #expect(outcome.codes == ["module-guid-collision"])
    let error = try #require(outcome.diagnostics.first)
    #expect(error.pointedAt == "Pkg/Other.inf" && error.line.hasPrefix("Main.fdf:"))
    #expect(error.notes.first?.place?.line?.hasPrefix("Main.fdf:") == true)
    #expect(error.message.contains("Pkg/Other.inf and Pkg/Dxe.inf"))
  }
}
