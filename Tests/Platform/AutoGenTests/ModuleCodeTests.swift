import AutoGen
import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing

/// Lines of edk2's own files for `EdgeWorkspace`, and the digest of all of them.
@Suite struct ModuleCodeTests {
  static func generate(
    _ workspace: EdgeWorkspace = EdgeWorkspace(), additions: CodeAdditions = CodeAdditions(),
    pcds: [(String, String)] = [], isWanted: (BuildModule) -> Bool = { _ in true }
  ) throws -> GeneratedTree {
    try GeneratedTree(
      EdgeWorkspace.dsc,
      BuildConfiguration(architectures: ["X64"], pcds: pcds.map { (name: $0.0, value: $0.1) }),
      files: workspace, root: "/w", additions: additions, isWanted: isWanted)
  }

  static func code(_ module: String) throws -> String {
    try generate { $0.baseName == module }["X64/EdgePkg/\(module)/DEBUG/AutoGen.c"]
  }

  static func header(_ module: String) throws -> String {
    try generate { $0.baseName == module }["X64/EdgePkg/\(module)/DEBUG/AutoGen.h"]
  }

  /// `autogen_digest.py Build/Edge/RELEASE_GCC5`.
  @Test func everyFileIsEDK2s() throws {
    #expect(
      try Self.generate().digest() == "67 0781af984b8210ebf306d3f170cee292ff686e7c99763350970b13201ecc6f8b")
  }

  @Test(arguments: [
    ("Peim0", "  IN CONST EFI_PEI_SERVICES     **PeiServices\n  )\n\n{\n  return EFI_SUCCESS;\n}\n\nGLOBAL_"),
    ("Peim1", "{\n  return Entry0 (FileHandle, PeiServices);\n}\n\n\nGLOBAL_"),
    ("Peim2", "_gPeimRevision = 0x00010032U;\n\nEFI_STATUS\nEFIAPI\nProcessModuleEntryPointList (\n"),
    ("Peim2", "  CombinedStatus = EFI_LOAD_ERROR;\n\n  Status = Entry0 (FileHandle, PeiServices);\n"),
    ("PeiCore", "  )\n\n{\n  Entry0 (SecCoreData, PpiList, Context);\n}\n\n\nGLOBAL_"),
    ("DxeCore", "VOID\nEFIAPI\nProcessModuleEntryPointList (\n  IN VOID  *HobStart\n  )\n\n{\n  Entry0 (Hob"),
    ("SmmCore", "const UINT32 _gDxeRevision = 0x00010032U;\n\nEFI_STATUS\n"),
    ("MmCore", "const UINT32 _gMmRevision = 0x00010032U;\n\nVOID\n"),
    ("Driver0", "const UINT32 _gDxeRevision = 0x00000000U;\n\nEFI_STATUS\n"),
    ("Driver1", "const UINT32 _gUefiDriverRevision = 0x00020028U;\nconst UINT32 _gDxeRevision = 0x0000"),
    ("Driver2", "_gUefiDriverRevision = 0x0002000AU;\n"),
    ("Driver2", "  mDriverEntryPointStatus = EFI_LOAD_ERROR;\n  \n  if (SetJump (&mJumpContext) == 0) {\n"),
    (
      "Driver2",
      "\n  if (EFI_ERROR (Status)) {\n    Unload1 (ImageHandle);\n  } else {\n    Status = Unload1 ("
    ),
    ("App2", "static EFI_STATUS  mDriverEntryPointStatus = EFI_LOAD_ERROR;\n\nVOID\nEFIAPI\nExitDriver (\n"),
  ])
  func modulesAreEnteredByTypeAndNumberOfEntryPoints(module: String, text: String) throws {
    #expect(try Self.code(module).contains(text))
  }

  @Test func librariesAreConstructedInOrderAndDestructedTheOtherWay() throws {
    let code = try Self.code("Driver1")
    #expect(
      code.contains(
        """
        {
          EFI_STATUS  Status;

          Status = BottomFirst ();
          ASSERT_RETURN_ERROR (Status);

          Status = EdgeFirst ();
          ASSERT_RETURN_ERROR (Status);
          Status = EdgeSecond ();
          ASSERT_RETURN_ERROR (Status);

          Status = DxeFirst (ImageHandle, SystemTable);
          ASSERT_EFI_ERROR (Status);

          Status = NullFirst (ImageHandle, SystemTable);
          ASSERT_EFI_ERROR (Status);

        }
        """))
    #expect(
      code.contains(
        "\n  Status = EdgeLast ();\n  ASSERT_RETURN_ERROR (Status);\n\n  Status = BottomLast ();\n"))
    // Nobody calls the functions of a USER_DEFINED library.
    #expect(!(try Self.code("Driver0")).contains("UserFirst"))
  }

  @Test(arguments: [
    "GLOBAL_REMOVE_IF_UNREFERENCED GUID gEfiCallerIdGuid = {0x5D5C1B2E, 0x77a6, 0x4F0B, {0x9C, 0x3D,",
    "gEdkiiDscPlatformGuid = {0x0abcdef0, 0x5E0A, 0x4C87, {0x9C, 0x5B, 0x0A, 0x1B, 0x2C, 0x3D, 0x4E, 0x5F}};",
    "EFI_GUID gEdgeGuid = { 0xDEADBEEF, 0x0002, 0x3, { 0x4, 0x05, 0x6,  0x7, 0x8, 0x9, 0xa, 0xC } };",
    "EFI_GUID gEdgeTokenSpaceGuid = { 0x1, 0x0002, 0x3, {0x4, 0x05, 0x6,0x7, 0x8, 0x9, 0xa, 0xB }};",
    "const UINT8 _gPcd_FixedAtBuild_PcdText[14] = {97, 9, 98, 32, 92, 32, 34, 113, 34, 0 };",
    "const UINT16 _gPcd_FixedAtBuild_PcdWide[5] = {119, 105, 100, 101, 0 };",
    "const UINT8 _gPcd_FixedAtBuild_PcdBytes[3] = {0x01, 0x2,0xfF};",
    "_PcdMixed[10] = {0x34, 0x12, 0x78, 0x79, 0x00, 0x7A, 0x00, 0x00, 0x00, 0x05};",
    "_PcdDecimals[3] = {0x01, 0x14, 0xFF};", "_PcdCharacters[2] = {0x41,0x42};",
    "const UINT16 _gPcd_FixedAtBuild_PcdWideSize[16] = {100, 115, 99, 0 };",
    "volatile  UINT8 _gPcd_BinaryPatch_PcdPatchByte = _PCD_PATCHABLE_VALUE_PcdPatchByte;",
    "GLOBAL_REMOVE_IF_UNREFERENCED  UINT16 _gPcd_BinaryPatch_PcdPatchWide[6] = {112, 97, 116, 99, 104, 0 };",
    "const UINTN _gPcd_BinaryPatch_MaxSize_PcdPatchBytes = 0x10;",
  ])
  func valuesStandAsTheirManifestsWriteThem(line: String) throws {
    #expect(try Self.code("Driver1").contains(line))
  }

  @Test(arguments: [
    "#define _PCD_VALUE_PcdByte  0x09U\n", "#define _PCD_VALUE_PcdZeros  10U\n",
    "#define _PCD_VALUE_PcdLong  0x0000000000ABCDEFULL\n", "#define _PCD_VALUE_PcdSum  20U\n",
    "#define _PCD_VALUE_PcdFlag  1U\n", "#define _PCD_VALUE_PcdFlagNumber  0x1\n",
    "#define _PCD_VALUE_PcdCharacterNumber  0x4241U\n", "#define _PCD_VALUE_PcdOther  40U\n",
    "#define _PCD_VALUE_PcdDeviceBase  0xFFF00000U\n", "#define _PCD_VALUE_PcdRegionSize  0x000FF000U\n",
    "#define _PCD_VALUE_PcdSetPlain  0x000010U\n", "#define _PCD_VALUE_PcdSetMacro  0x00800000ULL\n",
    "#define _PCD_VALUE_PcdSetSum  8392704U\n", "#define _PCD_VALUE_PcdFeature  ((BOOLEAN)0U)\n",
    "#define _PCD_PATCHABLE_VALUE_PcdPatchByte  ((UINT8)0x08U)\n",
    "#define _PCD_GET_MODE_SIZE_PcdByte  _PCD_SIZE_PcdByte \n",
    "#define _PCD_GET_MODE_PTR_PcdBytes  (VOID *)_gPcd_FixedAtBuild_PcdBytes\n",
    "#define _PCD_SET_MODE_32_S_PcdDynamic(Value)  LibPcdSet32S(_PCD_TOKEN_PcdDynamic, (Value))\n",
    "#define _PCD_GET_MODE_SIZE_PcdExText LibPcdGetExSize(&gEdgeTokenSpaceGuid, _PCD_TOKEN_PcdExText)\n",
    "#define _PCD_TOKEN_gEdgeOtherSpaceGuid_PcdShared  81U\n// Disabled the macros, as ",
    "\n#define __PCD_PcdShared_VAL_CMP(GuidPtr)  (\\\n  (GuidPtr == NULL) ? 0:\\\n  COMPAREGUID (GuidPtr, &gEdge",
  ])
  func macrosReachEveryKindOfPCD(line: String) throws {
    #expect(try Self.header("Driver1").contains(line))
  }

  /// One object serves modules with different values.
  @Test func librariesSeeThePlatformsValues() throws {
    let header = try Self.header("PcdUserLib")
    #expect(header.contains("#define _PCD_VALUE_PcdByte 0x07\n"))
    #expect(header.contains("#define _PCD_VALUE_PcdZeros 0010\n"))
    #expect(header.contains("extern const UINT16 _gPcd_FixedAtBuild_PcdWide[];\n"))
    #expect(header.contains("extern const UINTN _gPcd_BinaryPatch_MaxSize_PcdPatchText; \n"))
  }

  @Test func skusFallBackToEachOther() throws {
    let all = try Self.generate(EdgeWorkspace(replacing: (EdgeWorkspace.dsc, "= DEFAULT", "= ALL")))
    #expect(
      all["X64/EdgePkg/Peim0/DEBUG/AutoGen.c"].contains(
        "UINT64 _gPcd_SkuId_Array[] = {0x0,0x1,0x0,0x12,0x1,0x0};"))
  }
}
