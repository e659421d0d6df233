import Diagnostics
import PlatformModel
import Testing

/// What can be wrong with a PCD: a code, the place, and in the message whom it concerns.
@Suite struct PCDMistakeTests {
  /// A platform with a PCD of each datum type, all of them named by the one module; `dsc` and `inf` are
  /// further lines.
  static func workspace(dsc: String = "", inf: String = "", component: String = "", dec: String = "")
    -> Workspace
  {
    Workspace(
      """
      \(dsc)
      [Components]
        Pkg/Dxe.inf {
        \(component)
        }
      """,
      [.module("Dxe", "[Pcd]\n gPkg.Bool\n gPkg.Byte\n gPkg.Word\n gPkg.Quad\n gPkg.Text\n\(inf)")],
      dec: """
        [PcdsFixedAtBuild,PcdsPatchableInModule,PcdsDynamic,PcdsDynamicEx]
         gPkg.Bool|FALSE|BOOLEAN|1
         gPkg.Byte|0|UINT8|2
         gPkg.Word|0|UINT16|3
         gPkg.Quad|0|UINT64|5
         gPkg.Text|""|VOID*|6
        [PcdsFixedAtBuild]
         gPkg.OnlyFixed|0|UINT32|7
        [PcdsFeatureFlag]
         gPkg.Flag|FALSE|BOOLEAN|8
        \(dec)
        """)
  }

  @Test func withoutAMistakeItResolves() {
    #expect(Self.workspace().build().diagnostics == [])
  }

  private func expect(
    _ code: String, at text: String, _ words: String, _ workspace: Workspace,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let outcome = workspace.build()
    #expect(outcome.codes == [code], "\(outcome.diagnostics)", sourceLocation: sourceLocation)
    guard let first = outcome.diagnostics.first else { return }
    #expect(first.pointedAt == text && first.severity == .error, sourceLocation: sourceLocation)
    #expect(first.message.contains(words), "\(first.message)", sourceLocation: sourceLocation)
    #expect(first.fix != nil, sourceLocation: sourceLocation)
  }

  // MARK: Undeclared

  @Test func aPCDThatNoPackageDeclares() {
    expect(
      "pcd-undeclared", at: "gPkg.Nowhere", "PCD 'gPkg.Nowhere' is not declared",
      Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Nowhere|1"))
    expect(
      "pcd-undeclared", at: "gPkg.Nowhere", "in any package that Pkg/Dxe.inf lists",
      Self.workspace(inf: " gPkg.Nowhere"))
    expect(
      "pcd-undeclared", at: "gPkg.Nowhere", "gPkg.Nowhere",
      Self.workspace(component: "<PcdsFixedAtBuild>\n gPkg.Nowhere|1"))
    var workspace = Self.workspace()
    workspace.pcds = [("gPkg.Nowhere", "1")]
    expect("pcd-undeclared", at: "the command line", "gPkg.Nowhere", workspace)
  }

  @Test func aPCDThatIsDeclaredForOtherKinds() throws {
    let workspace = Self.workspace(inf: "[PatchPcd]\n gPkg.OnlyFixed")
    expect("pcd-undeclared", at: "gPkg.OnlyFixed", "for [PatchPcd]", workspace)
    let error = try #require(workspace.build().diagnostics.first)
    #expect(error.notes.map(\.message) == ["looked in Pkg/Pkg.dec", "it is declared for FixedAtBuild"])
  }

  // MARK: Kinds

  static let mismatches: [(kind: String, section: String, platform: String)] = [
    ("FixedAtBuild", "FixedPcd", "PatchableInModule"), ("PatchableInModule", "PatchPcd", "FixedAtBuild"),
    ("FixedAtBuild", "FixedPcd", "DynamicDefault"), ("DynamicEx", "PcdEx", "FixedAtBuild"),
  ]

  static func mismatch(section: String, platform: String) -> Workspace {
    var workspace = workspace(dsc: "[Pcds\(platform)]\n  gPkg.Byte|1")
    workspace.texts["Pkg/Dxe.inf"]?.replace(" gPkg.Byte\n", with: "[\(section)]\n gPkg.Byte\n[Pcd]\n")
    return workspace
  }

  @Test(arguments: mismatches)
  func aModuleAndThePlatformDisagree(kind: String, section: String, platform: String) throws {
    let workspace = Self.mismatch(section: section, platform: platform)
    let made = platform == "DynamicDefault" ? "Dynamic" : platform
    expect(
      "pcd-type-mismatch", at: "gPkg.Byte",
      "Pkg/Dxe.inf uses gPkg.Byte as \(kind), the platform makes it \(made)",
      workspace)
    #expect(workspace.build().diagnostics.first?.notes.first?.place?.line == "Main.dsc:12")
  }

  @Test func aComponentDisagreesWithThePlatform() {
    expect(
      "pcd-type-mismatch", at: "gPkg.Byte", "as FixedAtBuild, the platform makes it PatchableInModule",
      Self.workspace(
        dsc: "[PcdsFixedAtBuild]\n gPkg.Byte|1", component: "<PcdsPatchableInModule>\n gPkg.Byte|2"))
  }

  // MARK: Values

  @Test(arguments: [
    ("Byte", "\"ABCDEFGHI\""), ("Byte", "-1"), ("Quad", "{1,2,3,4,5,6,7,8,9}"), ("Bool", "-1"),
    ("Text", "-1"),
  ])
  func noValueForTheType(name: String, value: String) {
    expect(
      "pcd-value-type", at: value, "gPkg.\(name)",
      Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.\(name)|\(value)"))
    expect(
      "pcd-value-type", at: value, "gPkg.\(name)",
      Self.workspace(component: "<PcdsFixedAtBuild>\n gPkg.\(name)|\(value)"))
  }

  @Test(arguments: [
    ("Bool", "2"), ("Byte", "256"), ("Byte", "0x100"), ("Word", "0x10000"), ("Quad", "0x10000000000000000"),
    ("Quad", "1 << 64"), ("Word", "{1,2,3}"),
  ])
  func aValueTooLargeForTheType(name: String, value: String) {
    expect(
      "pcd-value-too-large", at: value, "too large for gPkg.\(name)",
      Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.\(name)|\(value)"))
  }

  @Test(arguments: [("Bool", "1"), ("Byte", "0xFF"), ("Word", "0xFFFF"), ("Quad", "0xFFFFFFFFFFFFFFFF")])
  func theGreatestValueOfTheType(name: String, value: String) {
    #expect(Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.\(name)|\(value)").build().codes == [])
  }

  @Test func valuesOfTheFDFAndTheCommandLine() {
    var workspace = Self.workspace()
    workspace.pcds = [("gPkg.Byte", "0x100")]
    expect("pcd-value-too-large", at: "0x100", "gPkg.Byte", workspace)
    var flash = Workspace(
      "[Components]\n Pkg/Dxe.inf", [.module("Dxe", "[Pcd]\n gPkg.Byte")],
      dec: "[PcdsFixedAtBuild]\n gPkg.Byte|0|UINT8|1",
      fdf: Workspace.fdf(["Pkg/Dxe.inf"], sets: "SET gPkg.Byte = 0x80 * 2"))
    expect("pcd-value-too-large", at: "gPkg.Byte", "0x100", flash)
    flash.texts["Main.fdf"] = Workspace.fdf(["Pkg/Dxe.inf"], sets: "SET gPkg.Nowhere = 1")
    expect("pcd-undeclared", at: "gPkg.Nowhere", "gPkg.Nowhere", flash)
  }

  // MARK: Types and sizes

  @Test func anotherDatumTypeThanTheDeclaration() throws {
    let workspace = Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Byte|1|UINT16")
    expect("pcd-datum-type", at: "UINT16", "expected type UINT8 for gPkg.Byte, found UINT16", workspace)
    #expect(workspace.build().diagnostics.first?.notes.first?.place?.line?.hasPrefix("Pkg/Pkg.dec:") == true)
  }

  @Test func theSizeOfAPointer() {
    expect(
      "pcd-size", at: "gPkg.Text", "needs 6 bytes, its size is 5",
      Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Text|\"Hello\"|VOID*|5"))
    for size in ["0x10000", "-1", "many"] {
      expect(
        "pcd-size", at: size, "gPkg.Text",
        Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Text|\"Hello\"|VOID*|\(size)"))
    }
  }

  @Test func aFieldOfAStructure() {
    let dec = """
      [PcdsFixedAtBuild]
       gPkg.Table|{0}|TABLE|9 {
         <HeaderFiles>
           Table.h
         <Packages>
           Pkg/Pkg.dec
       }
      """
    expect(
      "pcd-structure-unsupported", at: "Length", "gPkg.Table",
      Self.workspace(dsc: "[PcdsFixedAtBuild]\n gPkg.Table.Length|4", inf: " gPkg.Table", dec: dec))
    expect(
      "pcd-structure-unsupported", at: "Length", "gPkg.Table",
      Self.workspace(inf: " gPkg.Table", component: "<PcdsFixedAtBuild>\n gPkg.Table.Length|4", dec: dec))
  }

  @Test func noTokenNumber() {
    for token in ["0x100000000", "token"] {
      expect(
        "pcd-token", at: token, "gPkg.Bad",
        Self.workspace(inf: " gPkg.Bad", dec: "[PcdsFixedAtBuild]\n gPkg.Bad|0|UINT8|\(token)"))
    }
  }

  @Test(arguments: [
    "L\"Name\"|gNowhere|0", "L\"Name\"|gPkg|0x10000", "L\"Name\"|gPkg|-1", "7|gPkg|0", "L\"Name\"|gPkg|\"x\"",
  ])
  func noVariable(text: String) {
    expect(
      "pcd-variable", at: "gPkg.Byte", "gPkg.Byte",
      Self.workspace(dsc: "[PcdsDynamicHii]\n gPkg.Byte|\(text)"))
  }

  @Test func aTokenSpaceWithoutGUID() {
    expect(
      "guid-undeclared", at: "gNameless.Byte", "'gNameless' in [Pcd] is not declared",
      Self.workspace(inf: " gNameless.Byte", dec: "[PcdsFixedAtBuild]\n gNameless.Byte|0|UINT8|1"))
  }

  @Test(arguments: ["Guids", "Protocols", "Ppis"])
  func aNameThatNoPackageDeclares(section: String) throws {
    let workspace = Self.workspace(inf: "[\(section)]\n gNowhere")
    expect("guid-undeclared", at: "gNowhere", "'gNowhere' in [\(section)]", workspace)
    #expect(workspace.build().diagnostics.first?.notes.map(\.message) == ["looked in Pkg/Pkg.dec"])
  }

  @Test func aGUIDIsNoProtocol() {
    expect("guid-undeclared", at: "gPkg", "[Protocols]", Self.workspace(inf: "[Protocols]\n gPkg"))
  }
}
