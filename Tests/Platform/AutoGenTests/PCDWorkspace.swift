import AutoGen
import Diagnostics
import Manifests
import PlatformModel
import TestSupport

/// A workspace with one package that declares dynamic PCDs of every type, and a PCD driver for each phase
/// that uses the PCDs which a test names.
struct PCDWorkspace: ManifestFiles {
  /// What PLATFORM_NAME and the DSC's file name are.
  var name: String
  /// Lines of the DSC's [Defines].
  var defines = "SKUID_IDENTIFIER = DEFAULT"
  /// Sections of the DSC.
  var sections = ""
  var pei = PCDWorkspace.peiPCDs
  var dxe = PCDWorkspace.dxePCDs

  static let peiPCDs = [
    "gTestSpaceGuid.PcdA8", "gTestSpaceGuid.PcdA16", "gTestSpaceGuid.PcdA32", "gTestSpaceGuid.PcdA64",
    "gTestSpaceGuid.PcdABool", "gTestSpaceGuid.PcdAText", "gTestSpaceGuid.PcdC8", "gTestSpaceGuid.PcdC16",
    "gTestSpaceGuid.PcdCText", "gTestSpaceGuid.PcdCWide", "gOtherSpaceGuid.PcdD8",
    "gOtherSpaceGuid.PcdDText", "gOtherSpaceGuid.PcdDVarText",
  ]
  static let dxePCDs = [
    "gTestSpaceGuid.PcdA8", "gTestSpaceGuid.PcdAText", "gTestSpaceGuid.PcdB8", "gTestSpaceGuid.PcdB16",
    "gTestSpaceGuid.PcdB32", "gTestSpaceGuid.PcdB64", "gTestSpaceGuid.PcdBBool", "gTestSpaceGuid.PcdBText",
    "gTestSpaceGuid.PcdBArray", "gTestSpaceGuid.PcdC32", "gTestSpaceGuid.PcdC64", "gTestSpaceGuid.PcdCBool",
    "gTestSpaceGuid.PcdCArray", "gOtherSpaceGuid.PcdD16", "gOtherSpaceGuid.PcdD32", "gOtherSpaceGuid.PcdD64",
    "gOtherSpaceGuid.PcdDBool", "gOtherSpaceGuid.PcdDVar",
  ]

  var dsc: String { "TestPkg/\(name).dsc" }

  /// By path in the workspace. Several platforms may share a folder.
  var files: [String: String] {
    [
      "TestPkg/TestPkg.dec": Self.package, "TestPkg/Empty.c": "\n",
      "TestPkg/\(name)Pei.inf": module("Pei", "PEIM", "PEI_PCD_DRIVER", pei),
      "TestPkg/\(name)Dxe.inf": module("Dxe", "DXE_DRIVER", "DXE_PCD_DRIVER", dxe),
      "TestPkg/\(name).fdf": flash, dsc: platform,
    ]
  }

  func read(_ path: String) -> ManifestFileContents {
    let inside = path.hasPrefix("/workspace/") ? String(path.dropFirst(11)) : path
    return files[inside].map { .bytes(Array($0.utf8)) } ?? .missing
  }

  func resolved() throws(DiagnosticError) -> BuildModel {
    try PlatformResolver.resolveForBuilding(
      "/workspace/\(dsc)", configuration: BuildConfiguration(architectures: ["X64"]), tools: [], files: self,
      roots: WorkspaceRoots(["/workspace"])
    ).model
  }

  func write(to scratch: Scratch) throws {
    for (path, text) in files { try scratch.write(path, text) }
  }

  private static let package = """
    [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = TestPkg
      PACKAGE_GUID = 0C7A3DE1-5D0B-4A63-8B70-1F2D3C4B5A69
      PACKAGE_VERSION = 0.1
    [Guids]
      gTestSpaceGuid = { 0x1f2e3d4c, 0x5b6a, 0x7988, { 0x97, 0xA6, 0xb5, 0xc4, 0xd3, 0xe2, 0xf1, 0x00 }}
      gOtherSpaceGuid = {0x00000001, 0x0002, 0x0003, {0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B}}
      gTestVariableGuid = { 0xdeadbeef, 0xcafe, 0xf00d, { 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8 } }
      gEfiMdeModulePkgTokenSpaceGuid = {0xA1AFF049, 0xFDEB, 0x442a, {0xB3, 0x20, 0x13, 0xAB, 0x4C, 0xB7, 0x2B, 0xBC}}
    [PcdsDynamic, PcdsDynamicEx]
      gTestSpaceGuid.PcdA8|0x00|UINT8|0x00000001
      gTestSpaceGuid.PcdA16|0x0000|UINT16|0x00000002
      gTestSpaceGuid.PcdA32|0|UINT32|0x00000003
      gTestSpaceGuid.PcdA64|0x0|UINT64|0x00000004
      gTestSpaceGuid.PcdABool|FALSE|BOOLEAN|0x00000005
      gTestSpaceGuid.PcdAText|"abc"|VOID*|0x00000006
      gTestSpaceGuid.PcdB8|0x12|UINT8|0x00000011
      gTestSpaceGuid.PcdB16|0x3456|UINT16|0x00000012
      gTestSpaceGuid.PcdB32|0x789ABCDE|UINT32|0x00000013
      gTestSpaceGuid.PcdB64|0x123456789ABCDEF0|UINT64|0x00000014
      gTestSpaceGuid.PcdBBool|TRUE|BOOLEAN|0x00000015
      gTestSpaceGuid.PcdBText|L"Wide"|VOID*|0x00000016
      gTestSpaceGuid.PcdBArray|{0x01, 0x2,0x03}|VOID*|0x00000017
      gTestSpaceGuid.PcdC8|1|UINT8|0x00000021
      gTestSpaceGuid.PcdC16|2|UINT16|0x00000022
      gTestSpaceGuid.PcdC32|3|UINT32|0x00000023
      gTestSpaceGuid.PcdC64|4|UINT64|0x00000024
      gTestSpaceGuid.PcdCBool|TRUE|BOOLEAN|0x00000025
      gTestSpaceGuid.PcdCText|"even"|VOID*|0x00000026
      gTestSpaceGuid.PcdCWide|L"odd"|VOID*|0x00000027
      gTestSpaceGuid.PcdCArray|{0x1}|VOID*|0x00000028
      gOtherSpaceGuid.PcdD8|7|UINT8|40000001
      gOtherSpaceGuid.PcdD16|8|UINT16|40000002
      gOtherSpaceGuid.PcdD32|9|UINT32|40000003
      gOtherSpaceGuid.PcdD64|10|UINT64|40000004
      gOtherSpaceGuid.PcdDBool|TRUE|BOOLEAN|40000005
      gOtherSpaceGuid.PcdDText|"ex text"|VOID*|40000006
      gOtherSpaceGuid.PcdDVar|0x55|UINT8|0x80000001
      gOtherSpaceGuid.PcdDVarText|"v"|VOID*|0x80000002
      gEfiMdeModulePkgTokenSpaceGuid.PcdNvStoreDefaultValueBuffer|{0x0}|VOID*|0x00030005

    """

  private func module(_ suffix: String, _ type: String, _ driver: String, _ pcds: [String]) -> String {
    """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = \(name)\(suffix)
      FILE_GUID = 11111111-0000-0000-0000-00000000000\(type == "PEIM" ? 1 : 2)
      MODULE_TYPE = \(type)
      VERSION_STRING = 1.0
      PCD_IS_DRIVER = \(driver)
      ENTRY_POINT = Entry
    [Sources]
      Empty.c
    [Packages]
      TestPkg/TestPkg.dec
    \(pcds.isEmpty ? "" : "[Pcd]\n  " + pcds.joined(separator: "\n  "))
    [Depex]
      TRUE

    """
  }

  private var flash: String {
    """
    [FD.Test]
    BaseAddress = 0x0
    Size = 0x10000
    ErasePolarity = 1
    BlockSize = 0x1000
    NumBlocks = 16
    0x0|0x10000
    FV = MAIN
    [FV.MAIN]
    FvAlignment = 16
    INF TestPkg/\(name)Pei.inf
    INF TestPkg/\(name)Dxe.inf
    [Rule.Common.PEIM]
    FILE PEIM = $(NAMED_GUID) { PE32 PE32 $(INF_OUTPUT)/$(MODULE_NAME).efi }
    [Rule.Common.DXE_DRIVER]
    FILE DRIVER = $(NAMED_GUID) { PE32 PE32 $(INF_OUTPUT)/$(MODULE_NAME).efi }

    """
  }

  private var platform: String {
    """
    [Defines]
      PLATFORM_NAME = \(name)
      PLATFORM_GUID = 22222222-0000-0000-0000-000000000001
      PLATFORM_VERSION = 0.1
      DSC_SPECIFICATION = 0x00010005
      OUTPUT_DIRECTORY = Build/\(name)
      SUPPORTED_ARCHITECTURES = X64
      BUILD_TARGETS = RELEASE
      FLASH_DEFINITION = TestPkg/\(name).fdf
      \(defines)
    \(sections)
    [Components]
      TestPkg/\(name)Pei.inf
      TestPkg/\(name)Dxe.inf

    """
  }
}
