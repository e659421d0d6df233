import Bytes
import Manifests
import PlatformModel
import Testing
import Vocabulary

/// The PCDs of the PEI and DXE databases. `EDK2AgreementTests` asks edk2's own build about the same
/// workspace.
@Suite struct DynamicPCDTests {
  static let phases: Workspace = {
    let names = ["Late", "Both", "Pei", "Early", "Ex", "PeiEx", "Unplaced", "Var", "Lib"]
    return Workspace(
      """
      [PcdsDynamicDefault]
        gPkg.Late|2
        gPkg.Both|2
        gPkg.Pei|2
        gPkg.Early|2
        gPkg.Unplaced|2
        gPkg.Lib|2
      [PcdsDynamicExDefault]
        gPkg.Ex|2
        gPkg.PeiEx|2
      [PcdsDynamicHii]
        gPkg.Var|L"Setup"|gPkg|4|3|NV,BS
      [LibraryClasses]
        L|Pkg/Lib.inf
      [Components]
        Pkg/Dxe.inf
        Pkg/Pei.inf
        Pkg/Away.inf
      """,
      [
        .module("Dxe", uses: "L", "[Pcd]\n gPkg.Late\n gPkg.Both\n gPkg.Early\n gPkg.Var\n[PcdEx]\n gPkg.Ex"),
        .module("Pei", as: "PEIM", "[Pcd]\n gPkg.Both\n gPkg.Pei\n gPkg.PeiEx"),
        .module("Away", "[Pcd]\n gPkg.Unplaced"), .library("Lib", "L", "[Pcd]\n gPkg.Lib"),
      ],
      dec: "[PcdsDynamic,PcdsDynamicEx]\n"
        + names.enumerated().map { " gPkg.\($1)|1|UINT32|\($0 + 0x100)\n" }.joined(),
      fdf: Workspace.fdf(["Pkg/Pei.inf", "Pkg/Dxe.inf"]))
  }()

  /// PEI before DXE, in each dynamic before dynamicEx, by name, from 1; what is not placed has none.
  @Test func phasesAndTokenNumbers() throws {
    let outcome = Self.phases.build()
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    #expect(
      model.dynamicPCDs.sorted { $0.tokenNumber < $1.tokenNumber }.map {
        "\($0.tokenNumber) \($0.phase.rawValue) \($0.pcd.name.name) \($0.pcd.access.name)"
      } == [
        "1 PEI Both Dynamic", "2 PEI Pei Dynamic", "3 PEI PeiEx DynamicEx", "4 DXE Early Dynamic",
        "5 DXE Late Dynamic", "6 DXE Lib Dynamic", "7 DXE Var Dynamic", "8 DXE Ex DynamicEx",
      ])
    let users = Dictionary(uniqueKeysWithValues: model.dynamicPCDs.map { ($0.pcd.name.name, $0.users) })
    #expect(users["Both"] == ["Pkg/Dxe.inf", "Pkg/Pei.inf"] && users["Lib"] == ["Pkg/Dxe.inf"])
  }

  @Test func aVariableAndItsValue() throws {
    let pcd = try #require(Self.phases.build().value?.dynamicPCDs.first { $0.pcd.name.name == "Var" })
    guard case .variable(let variable) = pcd.pcd.storage else {
      Issue.record("not kept in a variable")
      return
    }
    #expect(variable.name == "Setup" && variable.offset == 4 && variable.attributes == "NV,BS")
    #expect(variable.guid.value.description.uppercased() == "00000001-0002-0003-0001-020304050607")
    #expect(pcd.pcd.content == .number(3))
    #expect(pcd.skus.count == 1 && pcd.skus[0].defaultStores.map(\.name) == ["STANDARD"])
  }
}
