import Bytes
import FirmwareImage
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@testable import Packaging

/// What a build of the sources leaves, found for the modules that the FDF places, and what lies beside the images.
@Suite struct BuiltModulesTests {
  private static let guid: GUID = "00000000-0000-0000-0000-000000000001"

  /// A platform of one module, `Pkg/Mod.inf`.
  private struct Workspace {
    var inf = ""
    var files: [String: [UInt8]] = [:]
    var type = "DXE_DRIVER"
    var fdf = "INF Pkg/Mod.inf"

    private func rule(_ template: String) -> String {
      "[Rule.Common.\(type)\(template)]\nFILE FREEFORM = $(NAMED_GUID) {\n  PE32 PE32 |.efi\n}\n"
    }

    private var tree: FilesOfBytes {
      var all = files
      all["ws/Main.dsc"] = Array(
        """
        [Defines]
        PLATFORM_NAME = Main
        SUPPORTED_ARCHITECTURES = X64
        FLASH_DEFINITION = Main.fdf
        [Components]
        Pkg/Mod.inf

        """.utf8)
      all["ws/Main.fdf"] = Array("[FV.MAIN]\n\(fdf)\n\(rule(""))\(rule(".BINARY"))".utf8)
      all["ws/Pkg/Pkg.dec"] = Array(
        """
        [Defines]
        DEC_SPECIFICATION = 0x00010005
        PACKAGE_NAME = Pkg
        [Guids]
        gFirstGuid = {0x33333333, 0x1111, 0x2222, {1, 2, 3, 4, 5, 6, 7, 8}}
        [Protocols]
        gOneProtocolGuid = {0x11111111, 0x1111, 0x2222, {1, 2, 3, 4, 5, 6, 7, 8}}
        [Ppis]
        gOnePpiGuid = {0x22222222, 0x1111, 0x2222, {1, 2, 3, 4, 5, 6, 7, 8}}

        """.utf8)
      all["ws/Pkg/Mod.inf"] = Array(
        """
        [Defines]
        INF_VERSION = 0x00010005
        BASE_NAME = Mod
        FILE_GUID = \(BuiltModulesTests.guid)
        MODULE_TYPE = \(type)
        \(inf)
        \(inf.contains("[Binaries") ? "" : "[Depex]\nTRUE")

        """.utf8)
      return FilesOfBytes(contents: all)
    }

    func model() throws -> BuildModel {
      try PlatformResolver.resolveForBuilding(
        "ws/Main.dsc", configuration: BuildConfiguration(architectures: [.x64]), tools: [], files: tree,
        roots: WorkspaceRoots(["ws"])
      ).model
    }

    /// What packing gets for the module that the FDF places, of a build that made `products`.
    func payloads(_ products: [String: [UInt8]]) throws -> ModulePayloads? {
      let model = try model()
      var tree = tree
      tree.contents.merge(products) { $1 }
      let built = model.architectures[0].modules.map {
        BuiltModules.Module($0, products: products.keys.filter { !$0.hasSuffix(".map") })
      }
      let modules = BuiltModules(built, description: "a build", files: tree, roots: WorkspaceRoots(["ws"]))
      return modules.payloads(of: try #require(model.platform.flash?.placements.first))
    }
  }

  @Test func filesOfABuildAreSectionsInTheOrderOfTheirNames() throws {
    let payloads = try #require(
      try Workspace().payloads([
        "out/Mod.efi": TinyImage.pe, "out/Mod.depex": [6, 8], "out/B.aml": [2], "out/A.aml": [1],
      ]))
    #expect(payloads.leaves.map(\.type) == [.raw, .raw, .dxeDepex, .pe32])
    #expect(payloads.leaves.map(\.payload) == [[1], [2], [6, 8], TinyImage.pe])
    #expect(payloads.leaves.map(\.fileExtension) == [".aml", ".aml", nil, ".efi"])
    #expect(payloads.pcdDatabase == nil)
    #expect(payloads.stringOffsets == nil)
  }

  /// PI 1.8 Vol 3, 3.2.5: each core evaluates a section type of its own.
  @Test(arguments: [
    ("PEIM", SectionType.peiDepex), ("DXE_SMM_DRIVER", .mmDepex), ("MM_STANDALONE", .mmDepex),
    ("DXE_RUNTIME_DRIVER", .dxeDepex),
  ])
  func theModuleTypeDecidesTheTypeOfADepex(type: String, section: SectionType) throws {
    let payloads = try Workspace(type: type).payloads(["out/Mod.efi": TinyImage.pe, "out/Mod.depex": [8]])
    #expect(payloads?.leaves.first?.type == section)
  }

  @Test func theDatabaseOfAPCDDriverIsNoSectionOfItsRule() throws {
    let products: [String: [UInt8]] = ["out/Mod.efi": TinyImage.pe, "out/Mod.raw": [0xDB]]
    let driver = try Workspace(inf: "PCD_IS_DRIVER = DXE_PCD_DRIVER").payloads(products)
    #expect(driver?.pcdDatabase == [0xDB])
    #expect(driver?.leaves.map(\.type) == [.pe32])
    #expect(try Workspace().payloads(products)?.leaves.map(\.type) == [.pe32, .raw])
  }

  @Test func withoutItsExecutableAModuleIsNotBuilt() throws {
    var workspace = Workspace()
    workspace.files = [:]
    let model = try workspace.model()
    let modules = BuiltModules(
      [BuiltModules.Module(model.architectures[0].modules[0], products: ["out/Mod.efi"])],
      description: "a build", files: FilesOfBytes(contents: [:]), roots: WorkspaceRoots(["ws"]))
    #expect(modules.payloads(of: try #require(model.platform.flash?.placements.first)) == nil)
  }

  @Test func aBinaryModuleHasTheFilesThatItsINFLists() throws {
    let payloads = try #require(
      try Workspace(
        inf:
          "[Binaries.X64]\nPE32|X64/Mod.efi|*\n[Binaries.IA32]\nPE32|IA32/Mod.efi|*\n[Binaries]\nBIN|Logo.bin|*",
        files: ["ws/Pkg/X64/Mod.efi": [0x64], "ws/Pkg/IA32/Mod.efi": [0x32], "ws/Pkg/Logo.bin": [7]]
      ).payloads([:]))
    #expect(payloads.leaves.map(\.payload).contains([0x64]))
    #expect(payloads.leaves.map(\.payload).contains([7]))
    #expect(!payloads.leaves.map(\.payload).contains([0x32]))
  }

  // MARK: The `.offset` file

  /// As GNU ld writes it. TinyImage has .text at 0x160 to 0x180, .reloc at 0x180 to 0x190, both in the file as in memory.
  private static func map(text: String = "160", strings: String = "168") -> [UInt8] {
    Array(
      """
      Memory Configuration

       .data.FormBin  0x0000000000000001        0x1 before.obj
      START GROUP
      .text           0x0000000000000\(text)       0x20
       .data.ModStrings
                      0x0000000000000\(strings)       0x10 AutoGen.obj
       .data.FormBin  0x0000000000000184        0x8 Form.obj
       .data.Other    0x0000000000000170        0x8 Other.obj

      """.utf8)
  }

  private static func entry(_ kind: GUID, _ offset: UInt8) -> [UInt8] {
    kind.mixedEndianBytes + [offset, 1, 0, 0, 0, 0, 0, 0]
  }

  // edk2 2022.11, `FfsInfStatement.__GenUniVfrOffsetFile`: the kind's GUID, and the offset in 64 bits.
  private static let strings: GUID = "8913C5E0-33F6-4D86-9BF1-43EF89FC0666"
  private static let form: GUID = "D0BC7CB4-6A47-495F-AA11-710746DA06A2"

  @Test func offsetsAreThoseOfTheNamedVariables() {
    let contents = StringOffsets.contents(
      names: ["ModStrings", "FormBin"], map: Self.map(), executable: TinyImage.pe)
    #expect(contents == Self.entry(Self.strings, 0x68) + Self.entry(Self.form, 0x84))
  }

  /// `Common/Misc.py`, `_parseForGCC`: the conversion may have moved .text, and all else with it.
  @Test func whatTheConversionMovedIsCountedBack() {
    let contents = StringOffsets.contents(
      names: ["ModStrings"], map: Self.map(text: "150"), executable: TinyImage.pe)
    #expect(contents == Self.entry(Self.strings, 0x78))
  }

  @Test func whatIsInNoSectionHasNoOffset() {
    #expect(
      StringOffsets.contents(names: ["ModStrings"], map: Self.map(strings: "190"), executable: TinyImage.pe)
        == nil)
  }

  @Test func anExecutableThatIsNoPEImageHasNoOffsets() {
    #expect(StringOffsets.contents(names: ["FormBin"], map: Self.map(), executable: [1, 2]) == nil)
  }

  // MARK: Guid.xref

  /// `GenFds.GenerateGuidXRefFile`: files of the modules, files of the FDF that have a UI section, an empty line,
  /// and the names of the modules' protocols, GUIDs and PPIs.
  @Test func theCrossReferenceNamesFilesAndDefinitions() throws {
    let model = try Workspace(
      inf: """
        [Packages]
        Pkg/Pkg.dec
        [Protocols]
        gOneProtocolGuid
        [Guids]
        gFirstGuid
        [Ppis]
        gOnePpiGuid
        """,
      fdf: """
        INF Pkg/Mod.inf
        FILE FREEFORM = 44444444-4444-4444-4444-444444444444 {
          SECTION UI = "Named"
        }
        FILE FREEFORM = 55555555-5555-5555-5555-555555555555 {
          SECTION RAW = x.bin
        }
        """
    ).model()
    #expect(
      GUIDCrossReference(model).text == """
        00000000-0000-0000-0000-000000000001 Mod
        44444444-4444-4444-4444-444444444444 Named

        11111111-1111-2222-0102-030405060708 gOneProtocolGuid
        33333333-1111-2222-0102-030405060708 gFirstGuid
        22222222-1111-2222-0102-030405060708 gOnePpiGuid

        """)
  }
}
