import Bytes
import Diagnostics
import PlatformModel
import Testing

/// Dependency expressions with those of the libraries. `EDK2AgreementTests` asks edk2's own build about the
/// same workspaces.
@Suite struct DepexTests {
  static let inherited = Workspace(
    """
    [LibraryClasses]
      L|Pkg/Lib.inf
      M|Pkg/More.inf
      N|Pkg/None.inf
    [Components]
      Pkg/Dxe.inf
      Pkg/Pei.inf
      Pkg/Uefi.inf
      Pkg/First.inf
    """,
    [
      .library("Lib", "L", uses: "M", "[Depex]\n  gTwo AND NOT gThree"),
      .library("More", "M", uses: "N", "[Depex.common.DXE_DRIVER]\n  gThree\n[Depex.common.PEIM]\n  gOne"),
      .library("None", "N"), .module("Dxe", uses: "L", "[Depex]\n  gOne OR\n  gTwo"),
      .module("Pei", as: "PEIM", uses: "L"), .module("Uefi", as: "UEFI_DRIVER", uses: "L"),
      .module("First", uses: "L", "[Depex]\n  BEFORE gOne"),
    ])

  private func text(_ module: BuildModule?) -> String? {
    module?.depex?.tokens.map { token in
      switch token.kind {
      case .keyword(let word): word
      case .guid(let name, _): name
      }
    }.joined(separator: " ")
  }

  @Test func allOfTheLibrariesMustHoldToo() throws {
    let outcome = Self.inherited.build()
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    #expect(text(model.module("Dxe")) == "( gOne OR gTwo ) AND ( gThree ) AND ( gTwo AND NOT gThree )")
    #expect(text(model.module("Pei")) == "( TRUE ) AND ( gOne ) AND ( gTwo AND NOT gThree )")
    #expect(text(model.module("Uefi")) == "( gTwo AND NOT gThree )")
    #expect(
      model.module("Dxe")?.depex?.clauses.map(\.owner) == ["Dxe", "More", "Lib"].map { "Pkg/\($0).inf" })
  }

  @Test func whatIsOrderedBeforeAnotherAsksForNothing() throws {
    let model = try #require(Self.inherited.build().value)
    #expect(text(model.module("First")) == "( BEFORE gOne )")
  }

  private func expect(
    _ code: String, _ sections: String, at text: String, _ words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let workspace = Workspace(
      "[Components]\n  Pkg/Dxe.inf", [.module("Dxe", sections)],
      dec: "[PcdsFixedAtBuild]\n gPkg.Name|{GUID(gOne)}|VOID*|1\n gPkg.Short|{1,2}|VOID*|2")
    let outcome = workspace.build()
    #expect(outcome.codes == [code], "\(outcome.diagnostics)", sourceLocation: sourceLocation)
    #expect(outcome.diagnostics.first?.pointedAt == text, sourceLocation: sourceLocation)
    #expect(outcome.diagnostics.first?.message.contains(words) == true, sourceLocation: sourceLocation)
  }

  @Test func namesThatNobodyDeclares() {
    expect("depex-name", "[Depex]\n  gOne AND gNowhere", at: "gNowhere", "Pkg/Dxe.inf")
    expect("depex-name", "[Depex]\n  Pkg/Nowhere.inf", at: "Pkg/Nowhere.inf", "Pkg/Dxe.inf")
  }

  @Test func aPCDMustHoldAGUID() {
    expect("depex-pcd", "[Depex]\n  gPkg.Name", at: "gPkg.Name", "FixedAtBuild")
    expect("depex-pcd", "[Depex]\n  gPkg.Short\n[FixedPcd]\n  gPkg.Short", at: "gPkg.Short", "16 bytes")
  }

  static let byPCD = Workspace(
    "[Components]\n  Pkg/Dxe.inf",
    [.module("Dxe", "[Depex]\n  gPkg.Name AND gTwo\n[FixedPcd]\n  gPkg.Name")],
    dec: "[PcdsFixedAtBuild]\n gPkg.Name|{GUID(gOne)}|VOID*|1")

  @Test func aPCDStandsForItsGUID() throws {
    let outcome = Self.byPCD.build()
    let depex = try #require(outcome.value?.module("Dxe")?.depex, "\(outcome.diagnostics)")
    #expect(
      depex.tokens[1].kind
        == .guid(name: "gPkg.Name", "00000011-0002-0003-0001-020304050607"))
  }

  @Test(arguments: ["DXE_DRIVER", "PEIM", "DXE_RUNTIME_DRIVER", "DXE_SMM_DRIVER"])
  func aDriverWithoutDepex(type: String) throws {
    // The helper's TRUE is for another architecture.
    let outcome = Workspace(
      "[Components]\n  Pkg/Dxe.inf", [.module("Dxe", as: type, "[Depex.IA32]\n  TRUE")]
    ).build()
    #expect(outcome.codes == ["depex-missing"])
    let error = try #require(outcome.diagnostics.first)
    #expect(error.pointedAt == "Pkg/Dxe.inf" && error.message.contains(type))
  }

  @Test(arguments: ["UEFI_DRIVER", "UEFI_APPLICATION", "SEC", "DXE_CORE", "USER_DEFINED"])
  func aModuleThatNeedsNone(type: String) {
    #expect(Workspace("[Components]\n  Pkg/Dxe.inf", [.module("Dxe", as: type)]).build().codes == [])
  }
}
