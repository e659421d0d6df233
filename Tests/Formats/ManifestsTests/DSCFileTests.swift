import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

/// Expectations follow the EDK II DSC Specification and edk2-stable202211's DscParser.
@Suite struct DSCFileTests {
  func parse(_ text: String, _ others: [String: String] = [:]) -> (dsc: DSCFile, diagnostics: [Diagnostic]) {
    let preprocessed = preprocess(text, as: .dsc, others)
    var diagnostics = DiagnosticList()
    let dsc = DSCFile(parsing: preprocessed.manifest, diagnostics: &diagnostics)
    return (dsc, preprocessed.diagnostics + diagnostics.all)
  }

  @Test func definesAndSmallSections() {
    let (dsc, diagnostics) = parse(
      """
      [Defines]
        PLATFORM_NAME = One
        PLATFORM_NAME = Two
        DEFINE A = a
      [SkuIds]
        0|DEFAULT
        1|Big|DEFAULT
      [DefaultStores]
        0|STANDARD
      [Packages]
        MdePkg/MdePkg.dec
      [UserExtensions.Kiln."Bud.get"]
        FV = FVMAIN | 10 KiB
      [userextensions.Other]
      """)
    #expect(diagnostics.isEmpty)
    #expect(dsc.defines["PLATFORM_NAME"]?.value == "Two")
    #expect(dsc.macros.map(\.name.value) == ["A"])
    #expect(dsc.skuIdentifiers.map(\.name.value) == ["DEFAULT", "Big"])
    #expect(dsc.skuIdentifiers.last?.parent?.value == "DEFAULT")
    #expect(dsc.defaultStores.map(\.number.value) == ["0"])
    #expect(dsc.packages.map(\.value) == ["MdePkg/MdePkg.dec"])
    #expect(dsc.userExtensions.map { $0.identifier.map(\.value) } == [["Kiln", "Bud.get"], ["Other"]])
    #expect(dsc.userExtensions.first?.lines.map(\.text) == ["FV = FVMAIN | 10 KiB"])
  }

  @Test func libraryClassScopes() {
    let (dsc, diagnostics) = parse(
      """
      [LibraryClasses.common.PEIM, LibraryClasses.X64]
        A | Pkg/A.inf
        NULL|Pkg/N.inf
      """)
    #expect(diagnostics.map(\.code) == ["section-malformed"], "edk2 refuses common beside X64")
    #expect(
      dsc.libraryClasses.first?.scopes == [
        ModuleScope(arch: "COMMON", moduleType: "PEIM"), ModuleScope(arch: "X64", moduleType: "COMMON"),
      ])
    #expect(dsc.libraryClasses.map(\.isNull) == [false, true])
    #expect(dsc.libraryClasses.map(\.path.value.text) == ["Pkg/A.inf", "Pkg/N.inf"])
  }

  @Test func componentsAndTheirOverrides() throws {
    let (dsc, diagnostics) = parse(
      """
      [Components.IA32, Components.x64]
        Pkg/A.inf
        Pkg/B.inf {
          <Defines>
            FILE_GUID = 8BE4DF61-93CA-11D2-AA0D-00E098032B8C
          <LibraryClasses>
            L|Pkg/L.inf
            !include libs.inc
          <PcdsFixedAtBuild>
            gA.PcdB|0x10
          <BuildOptions>
            GCC:*_*_*_CC_FLAGS = -DX=1
        }
        Pkg/C.inf
      """, ["ws/Pkg/libs.inc": "NULL|Pkg/M.inf\n"])
    #expect(diagnostics.isEmpty)
    #expect(dsc.components.map(\.path.value.text) == ["Pkg/A.inf", "Pkg/B.inf", "Pkg/C.inf"])
    let component = try #require(dsc.components.dropFirst().first)
    #expect(component.arches == ["IA32", "X64"])
    #expect(component.libraryClasses.map(\.path.value.text) == ["Pkg/L.inf", "Pkg/M.inf"])
    #expect(component.defines.map(\.name.value) == ["FILE_GUID"])
    #expect(component.pcds.map(\.name.value) == [PCDName(tokenSpace: "gA", name: "PcdB")])
    #expect(component.buildOptions.map(\.value.value) == ["-DX=1"])
    #expect(dsc.pcds.isEmpty && dsc.libraryClasses.isEmpty && dsc.buildOptions.isEmpty)
  }

  @Test func pcds() throws {
    let (dsc, diagnostics) = parse(
      """
      [PcdsFixedAtBuild]
        gA.Text|"a|b"|VOID*|8
        gA.Bytes|{0x01,
          0x02, # a comment
          0x03}|VOID*
        gA.Shape.Field[1].Low|7
        gA.Array[2]|{1}
        gA.Bare
      [PcdsDynamicHii.common.Sku1.STORE]
        gA.Hii|L"Name"|gVariableGuid|0x4|0x2|NV
      [PcdsDynamicExVpd.X64]
        gA.Vpd|*|4|0x5
      [PcdsDynamic]
        gA.Dyn|TRUE
      [PcdsPatchableInModule]
        gA.Code|{CODE({
          {0x1, "x"}
        })}
      """)
    #expect(diagnostics.isEmpty)
    let pcds = dsc.pcds
    #expect(
      pcds.map(\.kind) == [
        .fixedAtBuild, .fixedAtBuild, .fixedAtBuild, .fixedAtBuild, .fixedAtBuild, .dynamicHII, .dynamicExVPD,
        .dynamicDefault, .patchableInModule,
      ])
    #expect(pcds.first?.parts.map(\.value) == ["\"a|b\"", "VOID*", "8"])
    #expect(pcds[1].parts.map(\.value) == ["{0x01,\n0x02,\n0x03}", "VOID*"])
    #expect(pcds[2].name.value.description == "gA.Shape" && pcds[2].field?.value == "Field[1].Low")
    #expect(pcds[3].field?.value == "[2]")
    #expect(pcds[4].value == nil)
    #expect(pcds[5].scopes == [.init(arch: "COMMON", sku: "Sku1", defaultStore: "STORE")])
    #expect(pcds[5].value?.value == "0x2")
    #expect(pcds[6].value?.value == "0x5")
    #expect(pcds[8].value?.value == "{CODE({\n{0x1, \"x\"}\n})}")
    #expect(pcds[1].parts.first?.range.line == 3)
  }

  @Test func buildOptions() {
    let (dsc, diagnostics) = parse(
      """
      [BuildOptions.common.EDKII.DXE_RUNTIME_DRIVER, BuildOptions.X64]
        GCC:RELEASE_*_*_CC_FLAGS = -DA=b == c
        *_GCC5_X64_DLINK_PATH == /usr/bin/ld
        broken = 1
      """)
    #expect(dsc.buildOptions.map(\.family?.value) == ["GCC", nil])
    #expect(dsc.buildOptions.map(\.isReplacement) == [false, true])
    #expect(dsc.buildOptions.map(\.value.value) == ["-DA=b == c", "/usr/bin/ld"])
    #expect(
      dsc.buildOptions.last?.key.value
        == .init(target: "*", toolChain: "GCC5", arch: "X64", tool: "DLINK", attribute: "PATH"))
    #expect(
      dsc.buildOptions.first?.scopes.first
        == .init(arch: "COMMON", codeBase: "EDKII", moduleType: "DXE_RUNTIME_DRIVER"))
    #expect(diagnostics.map(\.code) == ["section-malformed", "build-option-malformed"])
  }

  /// edk2 reads the rest of the including file in the section that it was in.
  @Test func aSectionEndsWithTheFileThatOpensIt() {
    let (dsc, diagnostics) = parse(
      "[Components]\nA.inf\n!include b.inc\nC.inf\n",
      ["ws/Pkg/b.inc": "B.inf\n[LibraryClasses]\nL|l.inf\n!include c.inc\n", "ws/Pkg/c.inc": "M|m.inf\n"])
    #expect(diagnostics.isEmpty)
    #expect(dsc.components.map(\.path.value.text) == ["A.inf", "B.inf", "C.inf"])
    #expect(dsc.libraryClasses.map(\.name.value) == ["L", "M"])
  }

  @Test(arguments: [
    ("x = 1\n", "line-outside-section", "x = 1"), ("[Frob]\nx\n", "section-unknown", "[Frob]"),
    ("[]\n", "section-malformed", "[]"), ("[Defines]\nx\n", "line-malformed", "x"),
    ("[LibraryClasses]\nA\n", "line-malformed", "A"), ("[Components]\n}\n", "line-malformed", "}"),
    ("[Components]\nA.inf {\n", "component-unclosed", "A.inf"),
    ("[Components]\nA.inf {\n[Defines]\n", "component-unclosed", "A.inf"),
    ("[Components]\nA.inf {\nx\n}\n", "line-malformed", "x"),
    ("[Components]\nA.inf {\n<Frob>\nx\n}\n", "section-unknown", "<Frob>"),
    ("[PcdsFixedAtBuild]\nNoDot|1\n", "pcd-name-malformed", "NoDot"),
    ("[PcdsFeatureFlag]\ngA.B\n", "line-malformed", "gA.B"),
    ("[PcdsFixedAtBuild]\ngA.B|{1,\n2\n", "value-unclosed", "gA.B|{1,"),
    ("[PcdsDynamicHii]\ngA.B|L\"x\"\n", "line-malformed", "gA.B|L\"x\""),
    ("[LibraryClasses]\nA|$(NOPE)/a.inf\n", "macro-undefined", "$(NOPE)/a.inf"),
    ("[Defines, Components]\n", "section-malformed", "Components"),
  ])
  func mistakes(_ text: String, _ code: String, _ place: String) throws {
    let first = try #require(parse(text).diagnostics.first)
    #expect(first.code.name == code)
    #expect(pointedAt(first) == place)
  }

  @Test func severalMistakesInOneRun() {
    let (_, diagnostics) = parse("[LibraryClasses]\nA\nB\nC|c.inf\n[BuildOptions]\nx = 1\n")
    #expect(diagnostics.map(\.code) == ["line-malformed", "line-malformed", "build-option-malformed"])
  }

  @Test func hostileInputsEnd() {
    let braces = "[PcdsFixedAtBuild]\n" + String(repeating: "gA.B|{\n", count: 20_000)
    #expect(parse(braces).diagnostics.first?.code == "value-unclosed")
    let components = "[Components]\n" + String(repeating: "a.inf {\n<Frob>\n", count: 20_000)
    #expect(parse(components).diagnostics.last?.code == "too-many-errors")
  }

  @Test func aDiagnosticOnATerminal() throws {
    let (_, diagnostics) = parse("[LibraryClasses]\n\tA|$(NOPE)/a.inf # far\n")
    let text = DiagnosticRenderer(usesColour: false).render(try #require(diagnostics.first))
    #expect(
      text == """
        ws/Pkg/a.txt:2:4: error: macro 'NOPE' has no value [macro-undefined]
           2 | \tA|$(NOPE)/a.inf # far
             | \t  ^~~~~~~~~~~~~
          fix: add 'DEFINE NOPE = …' to [Defines], or give it on the command line with -D NOPE=…

        """)
  }
}
