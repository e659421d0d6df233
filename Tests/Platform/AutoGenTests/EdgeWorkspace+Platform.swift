/// The package, the platform and its flash.
extension EdgeWorkspace {
  static let package = #"""
    [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = EdgePkg
      PACKAGE_GUID = 0F6F5E36-5E0A-4C87-9C5B-0A1B2C3D4E5F
      PACKAGE_VERSION = 0.1
    [Includes]
      Include
    [Guids]
      gEdgeTokenSpaceGuid = { 0x1, 0x0002, 0x3, {0x4, 0x05, 0x6,0x7, 0x8, 0x9, 0xa, 0xB }}
      gEdgeOtherSpaceGuid = {0x11111111,0x2222,0x3333,{0x44,0x55,0x66,0x77,0x88,0x99,0xaa,0xbb}}
      gEdgeGuid           = { 0xDEADBEEF, 0x0002, 0x3, { 0x4, 0x05, 0x6,  0x7, 0x8, 0x9, 0xa, 0xC } }
    [Protocols]
      gEdgeProtocolGuid   = { 0xDEADBEEF, 0x0002, 0x3, { 0x4, 0x05, 0x6,  0x7, 0x8, 0x9, 0xa, 0xD } }
    [Ppis]
      gEdgePpiGuid        = { 0xDEADBEEF, 0x0002, 0x3, { 0x4, 0x05, 0x6,  0x7, 0x8, 0x9, 0xa, 0xE } }
    [PcdsFixedAtBuild]
      gEdgeTokenSpaceGuid.PcdByte|0x07|UINT8|0x00000001
      gEdgeTokenSpaceGuid.PcdZeros|0010|UINT32|0x00000002
      gEdgeTokenSpaceGuid.PcdLong|0x0000000000ABCDEF|UINT64|0x00000003
      gEdgeTokenSpaceGuid.PcdSum|0x10 + 4|UINT16|0x00000004
      gEdgeTokenSpaceGuid.PcdFlag|TRUE|BOOLEAN|0x00000005
      gEdgeTokenSpaceGuid.PcdFlagNumber|0x1|BOOLEAN|0x00000006
      gEdgeTokenSpaceGuid.PcdText|"a\tb \\ \"q\""|VOID*|0x00000007
      gEdgeTokenSpaceGuid.PcdWide|L"wide"|VOID*|0x00000008
      gEdgeTokenSpaceGuid.PcdBytes|{0x01, 0x2,0xfF}|VOID*|0x00000009
      gEdgeTokenSpaceGuid.PcdMixed|{UINT16(0x1234), "xy", L"z", 0x5}|VOID*|0x0000000a
      gEdgeTokenSpaceGuid.PcdDecimals|{1, 20, 255}|VOID*|0x0000000b
      gEdgeTokenSpaceGuid.PcdCharacters|'AB'|VOID*|0x0000000c
      gEdgeTokenSpaceGuid.PcdCharacterNumber|'AB'|UINT32|0x0000000d
      gEdgeTokenSpaceGuid.PcdIdentity|{GUID("DEADBEEF-0002-0003-0405-060708090A0B")}|VOID*|0x0000000e
      gEdgeTokenSpaceGuid.PcdOther|5|UINT8|0x0000000f
      gEdgeTokenSpaceGuid.PcdSize|"dec"|VOID*|0x00000010
      gEdgeTokenSpaceGuid.PcdWideSize|L"dec"|VOID*|0x00000011
      gEdgeTokenSpaceGuid.PcdDeviceBase|0|UINT32|0x00000012
      gEdgeTokenSpaceGuid.PcdDeviceSize|0|UINT32|0x00000013
      gEdgeTokenSpaceGuid.PcdRegionBase|0|UINT32|0x00000014
      gEdgeTokenSpaceGuid.PcdRegionSize|0|UINT32|0x00000015
      gEdgeTokenSpaceGuid.PcdSetPlain|0|UINT32|0x00000016
      gEdgeTokenSpaceGuid.PcdSetMacro|0|UINT64|0x00000017
      gEdgeTokenSpaceGuid.PcdSetSum|0|UINT32|0x00000018
    [PcdsPatchableInModule]
      gEdgeTokenSpaceGuid.PcdPatchByte|0x08|UINT8|0x00000020
      gEdgeTokenSpaceGuid.PcdPatchFlag|FALSE|BOOLEAN|0x00000021
      gEdgeTokenSpaceGuid.PcdPatchText|"patch"|VOID*|0x00000022
      gEdgeTokenSpaceGuid.PcdPatchWide|L"patch"|VOID*|0x00000023
      gEdgeTokenSpaceGuid.PcdPatchBytes|{0x1, 0x2}|VOID*|0x00000024
    [PcdsFeatureFlag]
      gEdgeTokenSpaceGuid.PcdFeature|FALSE|BOOLEAN|0x00000030
    [PcdsDynamic]
      gEdgeTokenSpaceGuid.PcdDynamic|0x1|UINT32|0x00000040
      gEdgeTokenSpaceGuid.PcdDynamicFlag|TRUE|BOOLEAN|0x00000041
      gEdgeTokenSpaceGuid.PcdDynamicText|"dynamic"|VOID*|0x00000042
    [PcdsDynamicEx]
      gEdgeTokenSpaceGuid.PcdShared|0x1|UINT8|0x00000050
      gEdgeOtherSpaceGuid.PcdShared|0x2|UINT8|0x00000051
      gEdgeTokenSpaceGuid.PcdExText|"ex"|VOID*|0x00000052
      gEdgeTokenSpaceGuid.PcdExWord|0x3|UINT16|0x00000053

    """#

  static let platform = """
    [Defines]
      PLATFORM_NAME = Edge
      PLATFORM_GUID = 0abcdef0-5E0A-4C87-9C5B-0A1B2C3D4E5F
      PLATFORM_VERSION = 0.1
      DSC_SPECIFICATION = 0x00010005
      OUTPUT_DIRECTORY = Build/Edge
      SUPPORTED_ARCHITECTURES = X64
      BUILD_TARGETS = RELEASE
      SKUID_IDENTIFIER = DEFAULT
      FLASH_DEFINITION = EdgePkg/Edge.fdf
      DEFINE FOUR = 4
    [SkuIds]
      0|DEFAULT
      1|First
      0x12|Second|First
    [LibraryClasses]
      EdgeLib|EdgePkg/EdgeLib.inf
      EdgeBottomLib|EdgePkg/EdgeBottomLib.inf
      EdgeSecLib|EdgePkg/SecLib.inf
      EdgeUserLib|EdgePkg/UserLib.inf
      EdgePcdLib|EdgePkg/PcdUserLib.inf
      PcdLib|EdgePkg/PcdLib.inf
      EdgePhaseLib|EdgePkg/DxeLib.inf
    [LibraryClasses.common.PEIM, LibraryClasses.common.PEI_CORE]
      EdgePhaseLib|EdgePkg/PeiLib.inf
    [LibraryClasses.common.MM_STANDALONE, LibraryClasses.common.MM_CORE_STANDALONE]
      EdgePhaseLib|EdgePkg/MmLib.inf
    [PcdsFixedAtBuild]
      gEdgeTokenSpaceGuid.PcdOther|$(FOUR)0
      gEdgeTokenSpaceGuid.PcdSize|"dsc"|VOID*|10
      gEdgeTokenSpaceGuid.PcdWideSize|L"dsc"|VOID*|32
    [PcdsPatchableInModule]
      gEdgeTokenSpaceGuid.PcdPatchText|"patched"|VOID*|24
      gEdgeTokenSpaceGuid.PcdPatchBytes|{0x1, 0x2}|VOID*|0x10
    [PcdsDynamicDefault]
      gEdgeTokenSpaceGuid.PcdDynamic|0x2
      gEdgeTokenSpaceGuid.PcdDynamicFlag|FALSE
      gEdgeTokenSpaceGuid.PcdDynamicText|"set"|VOID*|16
    [PcdsDynamicExDefault]
      gEdgeTokenSpaceGuid.PcdShared|0x1
      gEdgeOtherSpaceGuid.PcdShared|0x2
      gEdgeTokenSpaceGuid.PcdExText|"ex"
      gEdgeTokenSpaceGuid.PcdExWord|0x3
    [Components]

    """
    + modules.map { module in
      switch module.name {
      case _ where module.isLibrary: ""
      case "Driver1":
        "  EdgePkg/Driver1.inf {\n    <LibraryClasses>\n      NULL|EdgePkg/NullLib.inf\n"
          + "    <PcdsFixedAtBuild>\n      gEdgeTokenSpaceGuid.PcdByte|0x09\n  }\n"
      case "Smm2":
        "  EdgePkg/Smm2.inf {\n    <Defines>\n      FILE_GUID = abcdefAB-0000-4000-8000-0123456789ab\n  }\n"
      default: "  EdgePkg/\(module.name).inf\n"
      }
    }.joined()

  static let flash = """
    [Defines]
      DEFINE BASE = 0x00800000
    [FD.EDGE]
      BaseAddress = 0xFFF00000|gEdgeTokenSpaceGuid.PcdDeviceBase
      Size = 0x100000|gEdgeTokenSpaceGuid.PcdDeviceSize
      ErasePolarity = 1
      BlockSize = 0x1000
      NumBlocks = 0x100
    0x00001000|0x0FF000
    gEdgeTokenSpaceGuid.PcdRegionBase|gEdgeTokenSpaceGuid.PcdRegionSize
    FV = MAIN
    SET gEdgeTokenSpaceGuid.PcdSetPlain = 0x000010
    SET gEdgeTokenSpaceGuid.PcdSetMacro = $(BASE)
    SET gEdgeTokenSpaceGuid.PcdSetSum = $(BASE) + gEdgeTokenSpaceGuid.PcdRegionBase
    [FV.MAIN]
      FvAlignment = 16
      ERASE_POLARITY = 1
      MEMORY_MAPPED = TRUE
      INF EdgePkg/Peim1.inf
      INF EdgePkg/Driver1.inf
    [Rule.Common.PEIM]
      FILE PEIM = $(NAMED_GUID) {
        TE TE $(INF_OUTPUT)/$(MODULE_NAME).efi
      }
    [Rule.Common.DXE_DRIVER]
      FILE DRIVER = $(NAMED_GUID) {
        PE32 PE32 $(INF_OUTPUT)/$(MODULE_NAME).efi
      }

    """
}
