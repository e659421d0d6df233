import Bytes
import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

/// Expectations follow the EDK II DEC Specification and edk2-stable202211's DecParser.
@Suite struct DECFileTests {
  func parse(_ text: String) -> (dec: DECFile, diagnostics: [Diagnostic]) {
    let preprocessed = preprocess(text, as: .dec)
    var diagnostics = DiagnosticList()
    let dec = DECFile(parsing: preprocessed.manifest, diagnostics: &diagnostics)
    return (dec, preprocessed.diagnostics + diagnostics.all)
  }

  @Test func everySection() {
    let (dec, diagnostics) = parse(
      """
      [Defines]
        PACKAGE_NAME = FooPkg
      [Includes]
        Include
      [Includes.X64.Private]
        Include/X64
      [LibraryClasses]
        FooLib|Include/Library/FooLib.h
      [Guids]
        gFooTokenSpaceGuid = { 0x8BE4DF61, 0x93CA, 0x11D2, { 0xAA, 0x0D, 0x00, 0xE0, 0x98, 0x03, 0x2B, 0x8C }}
      [Ppis.common]
        gPpiGuid={0x8BE4DF61,0x93CA,0x11D2,{0xAA,0x0D,0,0xE0,0x98,3,0x2B,0x8C}}
      [PcdsFeatureFlag.IA32, PcdsFeatureFlag.X64]
        gFoo.Flag|FALSE|BOOLEAN|0x1
      [PcdsFixedAtBuild, PcdsDynamic, PcdsDynamicEx]
        gFoo.Text|L"a|b"|VOID*|0x2
        gFoo.Bytes|{ 0x1,
          0x2 }|VOID*|0x3
        gFoo.Shape|{0x0}|SHAPE|0x4 {
          <HeaderFiles>
            Guid/Shape.h
          <Packages>
            MdePkg/MdePkg.dec
        }
        gFoo.Shape.Low[2]|7
        gFoo.Shapes|1|UINT8|0x5
      [UserExtensions.TianoCore."ExtraFiles"]
        Foo.uni
      """)
    #expect(diagnostics.isEmpty)
    #expect(dec.packageName?.value == "FooPkg")
    #expect(dec.includes.map(\.path.value) == ["Include", "Include/X64"])
    #expect(dec.includes.map(\.isPrivate) == [false, true])
    #expect(dec.libraryClasses.map(\.header.value) == ["Include/Library/FooLib.h"])
    let guid: GUID = "8BE4DF61-93CA-11D2-AA0D-00E098032B8C"
    #expect(dec.guids.map(\.value.value) == [guid] && dec.ppis.map(\.value.value) == [guid])
    #expect(dec.ppis.map(\.name.value) == ["gPpiGuid"])
    #expect(dec.pcds.map(\.name.value.name) == ["Flag", "Text", "Bytes", "Shape", "Shapes"])
    #expect(dec.pcds.map(\.defaultValue.value) == ["FALSE", "L\"a|b\"", "{ 0x1,\n0x2 }", "{0x0}", "1"])
    #expect(dec.pcds.map(\.token.value) == ["0x1", "0x2", "0x3", "0x4", "0x5"])
    #expect(
      dec.pcds.first?.scopes == [
        .init(access: .featureFlag, arch: "IA32"), .init(access: .featureFlag, arch: "X64"),
      ])
    #expect(dec.pcds.last?.scopes.map(\.access) == [.fixedAtBuild, .dynamic, .dynamicEx])
    let shape = dec.pcds[3]
    #expect(shape.headerFiles.map(\.value) == ["Guid/Shape.h"])
    #expect(shape.packages.map(\.value) == ["MdePkg/MdePkg.dec"])
    #expect(shape.fields.map(\.field.value) == ["Low[2]"] && shape.fields.map(\.value.value) == ["7"])
    #expect(dec.userExtensions.first?.identifier.map(\.value) == ["TianoCore", "ExtraFiles"])
  }

  @Test(arguments: [
    ("[Guids]\ngA = { 0x1 }\n", "guid-malformed", "{ 0x1 }"), ("[Guids]\ngA\n", "line-malformed", "gA"),
    ("[PcdsDynamic]\ngA.B|1|UINT8\n", "line-malformed", "gA.B|1|UINT8"),
    ("[PcdsDynamic]\nB|1|UINT8|1\n", "pcd-name-malformed", "B"),
    ("[PcdsDynamic, Guids]\n", "section-malformed", "Guids"), ("[Frob]\n", "section-unknown", "[Frob]"),
    ("[LibraryClasses]\nA\n", "line-malformed", "A"),
    ("[Guids.common, Guids.X64]\n", "section-malformed", "[Guids.common, Guids.X64]"),
  ])
  func mistakes(_ text: String, _ code: String, _ place: String) throws {
    let first = try #require(parse(text).diagnostics.first)
    #expect(first.code.name == code)
    #expect(pointedAt(first) == place)
  }
}
