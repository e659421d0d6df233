import Bytes
import Diagnostics
import Manifests
import TestSupport
import Testing

/// Expectations follow the EDK II INF Specification and edk2-stable202211's InfParser.
@Suite struct INFFileTests {
  func parse(_ text: String) -> (inf: INFFile, diagnostics: [Diagnostic]) {
    let preprocessed = preprocess(text, as: .inf)
    var diagnostics = DiagnosticList()
    let inf = INFFile(parsing: preprocessed.manifest, diagnostics: &diagnostics)
    return (inf, preprocessed.diagnostics + diagnostics.all)
  }

  static let text = """
    ## @file
    [Defines]
      INF_VERSION    = 0x00010005
      BASE_NAME      = Foo
      FILE_GUID      = 8BE4DF61-93CA-11D2-AA0D-00E098032B8C
      MODULE_TYPE    = DXE_DRIVER
      LIBRARY_CLASS  = FooLib|DXE_DRIVER uefi_driver
      LIBRARY_CLASS  = NULL
      ENTRY_POINT    = Main
      CONSTRUCTOR    = Make
      DEFINE SUB     = sub
    [Sources]
      $(SUB)/a.c
      a.c | GCC
      b.nasm||TAG|TOOL|gA.Flag
    [Sources.X64, Sources.IA32]
      c.c
    [Packages]
      MdePkg/MdePkg.dec
    [LibraryClasses.common.DXE_DRIVER]
      DebugLib
    [Guids]
      gEfiFooGuid            ## CONSUMES # x
    [Protocols]
      gEfiBarProtocolGuid | gA.PcdFlag == TRUE
    [Pcd.X64]
      gA.PcdB|0x1
      gA.PcdC # comment
    [FixedPcd]
      gA.PcdD
    [FeaturePcd]
      gA.PcdE|TRUE|gA.PcdF
    [Depex.X64.DXE_DRIVER]
      gEfiBarProtocolGuid AND
      TRUE
    [Depex]
      FALSE
    [Binaries.X64]
      PE32|x64/a.efi|DEBUG
    [BuildOptions]
      GCC:*_*_*_CC_FLAGS = -DBASE=$(BASE_NAME)
    [UserExtensions.TianoCore."ExtraFiles"]
      FooExtra.uni
    """

  @Test func everySection() {
    let (inf, diagnostics) = parse(Self.text)
    #expect(diagnostics.isEmpty)
    #expect(inf.fileGUID?.value == GUID("8BE4DF61-93CA-11D2-AA0D-00E098032B8C"))
    #expect(inf.baseName?.value == "Foo" && inf.moduleType?.value == "DXE_DRIVER")
    #expect(inf.providedClasses.map(\.name.value) == ["FooLib", "NULL"])
    #expect(inf.providedClasses.map(\.moduleTypes) == [["DXE_DRIVER", "UEFI_DRIVER"], []])
    #expect(inf.entryPoints.map(\.value) == ["Main"] && inf.constructors.map(\.value) == ["Make"])
    #expect(inf.sources.map(\.path.value) == ["sub/a.c", "a.c", "b.nasm", "c.c"])
    #expect(inf.sources.map(\.family?.value) == [nil, "GCC", nil, nil])
    #expect(inf.sources[2].tagName?.value == "TAG" && inf.sources[2].featureFlag?.value == "gA.Flag")
    #expect(inf.sources.map(\.arches) == [["COMMON"], ["COMMON"], ["COMMON"], ["X64", "IA32"]])
    #expect(inf.packages.map(\.name.value) == ["MdePkg/MdePkg.dec"])
    #expect(inf.libraryClasses.map(\.scopes) == [[ModuleScope(arch: "COMMON", moduleType: "DXE_DRIVER")]])
    #expect(inf.guids.map(\.name.value) == ["gEfiFooGuid"])
    #expect(inf.protocols.map(\.featureFlag?.value) == ["gA.PcdFlag == TRUE"])
    #expect(inf.pcds.map(\.kind) == [.any, .any, .fixed, .feature])
    #expect(inf.pcds.map(\.defaultValue?.value) == ["0x1", nil, nil, "TRUE"])
    #expect(inf.pcds.last?.featureFlag?.value == "gA.PcdF")
    #expect(inf.depexes.map { $0.lines.map(\.text) } == [["gEfiBarProtocolGuid AND", "TRUE"], ["FALSE"]])
    #expect(inf.depexes.first?.scopes == [ModuleScope(arch: "X64", moduleType: "DXE_DRIVER")])
    #expect(inf.binaries.map(\.path.value) == ["x64/a.efi"] && inf.binaries.first?.target?.value == "DEBUG")
    #expect(inf.buildOptions.map(\.value.value) == ["-DBASE=$(BASE_NAME)"], "edk2 fills it in when it builds")
    #expect(inf.userExtensions.map { $0.lines.map(\.text) } == [["FooExtra.uni"]])
  }

  @Test func mistakes() throws {
    #expect(parse("[Defines]\nBASE_NAME = x\n").diagnostics.map(\.code) == ["inf-no-file-guid"])
    let malformed = try #require(parse("[Defines]\nFILE_GUID = 8BE4DF61-93CA\n").diagnostics.first)
    #expect(malformed.code == "guid-malformed")
    #expect(pointedAt(malformed) == "8BE4DF61-93CA")
    let several = parse("[Defines]\nFILE_GUID = x\nEMPTY =\n[Binaries]\nPE32\n[Pcd]\nNoDot\n[Frob]\n")
      .diagnostics
    #expect(
      several.map(\.code) == [
        "guid-malformed", "line-malformed", "line-malformed", "pcd-name-malformed", "section-unknown",
      ])
  }

  @Test func binaryJunkGivesErrorsAndEnds() {
    let junk = String(repeating: "\u{1}\u{2}junk|=[\n", count: 5_000)
    #expect(parse(junk).diagnostics.count < 300)
  }
}
