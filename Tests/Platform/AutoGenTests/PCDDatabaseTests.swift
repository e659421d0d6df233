import AutoGen
import Bytes
import Diagnostics
import PlatformModel
import Testing

@Suite struct PCDDatabaseTests {
  static let tiny = PCDWorkspace(
    name: "Tiny",
    sections: """
      [PcdsDynamicHii]
        gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x10|0xA5|NV,BS,RO
      [PcdsDynamicExDefault]
        gOtherSpaceGuid.PcdDText|"ex text"|VOID*|11
      """,
    pei: [
      "gTestSpaceGuid.PcdA32", "gTestSpaceGuid.PcdC8", "gTestSpaceGuid.PcdCBool", "gOtherSpaceGuid.PcdDText",
    ],
    dxe: [])

  /// The bytes are those of the PEIPcdDataBase.raw that edk2 2022.11 makes of these manifests. The fields are
  /// those of PCD_DATABASE_INIT in MdeModulePkg/Include/Guid/PcdDataBaseSignatureGuid.h.
  @Test func everyFieldIsWhereDriversLookForIt() throws {
    let database = try PCDDatabase(try Self.tiny.resolved(), phase: .pei)
    let expected: [(field: String, bytes: [UInt8])] = [
      ("Signature", [0x3C, 0x19, 0x7D, 0x3C, 0x2C, 0x68, 0x14, 0x4C]),
      ("Signature, second half", [0xA6, 0x8F, 0x55, 0x2D, 0xEA, 0x4F, 0x43, 0x7E]),
      ("BuildVersion", [7, 0, 0, 0]),
      ("Length", [0xD0, 0, 0, 0]),
      ("SystemSkuId", [0, 0, 0, 0, 0, 0, 0, 0]),
      ("LengthForAllSkus", [0xD0, 0, 0, 0]),
      ("UninitDataBaseSize", [4, 0, 0, 0]),
      ("LocalTokenNumberTableOffset", [0x68, 0, 0, 0]),
      ("ExMapTableOffset", [0x60, 0, 0, 0]),
      ("GuidTableOffset", [0x78, 0, 0, 0]),
      ("StringTableOffset", [0xB4, 0, 0, 0]),
      ("SizeTableOffset", [0xCA, 0, 0, 0]),
      ("SkuIdTableOffset", [0x50, 0, 0, 0]),
      ("PcdNameTableOffset", [0, 0, 0, 0]),
      ("LocalTokenCount, ExTokenCount, GuidTableCount", [4, 0, 1, 0, 2, 0]),
      ("Pad", [0xDA, 0xDA, 0xDA, 0xDA, 0xDA, 0xDA]),
      ("SkuIdTable: one, number 0", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("ExMapTable: token 40000006 is local 4 in GUID 1", [0x06, 0x5A, 0x62, 0x02, 4, 0, 1, 0]),
      ("PcdA32: UINT32, behind the file", [0xD0, 0, 0, 0x04]),
      ("PcdC8: HII, UINT8, at its VARIABLE_HEAD", [0xA0, 0, 0, 0x81]),
      ("PcdCBool: BOOLEAN", [0xCF, 0, 0x10, 0x01]),
      ("PcdDText: STRING, at its STRING_HEAD", [0x9C, 0, 0, 0x10]),
      ("GUID 0: gTestVariableGuid", [0xEF, 0xBE, 0xAD, 0xDE, 0xFE, 0xCA, 0x0D, 0xF0]),
      ("GUID 0, second half", [1, 2, 3, 4, 5, 6, 7, 8]),
      ("GUID 1: gOtherSpaceGuid", [1, 0, 0, 0, 2, 0, 3, 0, 4, 5, 6, 7, 8, 9, 10, 11]),
      ("StringHead: the variable's name, the text of PcdDText", [0, 0, 0, 0, 10, 0, 0, 0]),
      ("VARIABLE_HEAD: StringIndex, DefaultValueOffset", [0, 0, 0, 0, 0xCE, 0, 0, 0]),
      ("VARIABLE_HEAD: GuidTableIndex, Offset", [0, 0, 0x10, 0]),
      ("VARIABLE_HEAD: Attributes NV and BS, Property RO, Reserved", [3, 0, 0, 0, 1, 0, 0, 0]),
      ("StringTable: Mode", [0x4D, 0, 0x6F, 0, 0x64, 0, 0x65, 0, 0, 0]),
      ("StringTable: ex text, with room for 12", Array("ex text".utf8) + [0, 0, 0, 0, 0]),
      ("SizeTable: PcdDText may have 11 and has 8", [11, 0, 8, 0]),
      ("the default of PcdC8", [0xA5]),
      ("PcdCBool", [1]),
    ]
    var offset = 0
    for (field, bytes) in expected {
      #expect(Array(database.raw.dropFirst(offset).prefix(bytes.count)) == bytes, "\(field)")
      offset += bytes.count
    }
    #expect(database.raw.count == offset)
    #expect(database.file.name == "PEIPcdDataBase.raw")
    #expect(database.file.folder == .output)
  }

  /// The numbers are those of the AutoGen.h that edk2 2022.11 makes of these manifests.
  @Test func theHeaderCountsRows() throws {
    let model = try Self.tiny.resolved()
    let text = String(decoding: try PCDDatabase(model, phase: .pei).header, as: UTF8.self)
    for line in [
      "#define PCD_PEI_SERVICE_DRIVER_VERSION         7", "#define PEI_GUID_TABLE_SIZE                2U",
      "#define PEI_STRING_TABLE_SIZE              22U", "#define PEI_LOCAL_TOKEN_NUMBER             4",
      "#define PEI_EX_TOKEN_NUMBER                1U", "  UINT8              StringTable_1[12]; /* ",
    ] {
      #expect(text.contains("\n\(line)"), "\(line)")
    }
    // The driver of DXE is told of PEI's database first.
    let both = String(decoding: try PCDDatabase(model, phase: .dxe).header, as: UTF8.self)
    #expect(both.hasPrefix(text))
    #expect(both.contains("#define DXE_DATABASE_EMPTY                 TRUE\n"))
  }

  @Test func driversAreKnownByTheirINF() {
    #expect(DynamicPCD.Phase(driver: "PEI_PCD_DRIVER") == .pei)
    #expect(DynamicPCD.Phase(driver: "DXE_PCD_DRIVER") == .dxe)
    #expect(DynamicPCD.Phase(driver: "SMM_PCD_DRIVER") == nil)
  }

  @Test(arguments: [
    ("pcd-vpd-offset", "[PcdsDynamicVpd]\n  gTestSpaceGuid.PcdA8|*|0x01", ""),
    (
      "pcd-default-stores-unsupported",
      "[PcdsDynamicExVpd]\n  gEfiMdeModulePkgTokenSpaceGuid.PcdNvStoreDefaultValueBuffer|0x0|4|{0x0}", ""
    ),
    (
      "pcd-variable-attributes",
      "[PcdsDynamicHii]\n  gTestSpaceGuid.PcdC8|L\"Mode\"|gTestVariableGuid|0x0|0x01|NV,XX", ""
    ),
    (
      "pcd-variable-attributes",
      "[PcdsDynamicHii]\n  gTestSpaceGuid.PcdC8|L\"Mode\"|gTestVariableGuid|0x0|0x01|NV,RT", ""
    ),
    ("pcd-variable-check-unsupported", "", "PCD_VAR_CHECK_GENERATION = TRUE"),
    (
      "pcd-sku-size",
      """
      [SkuIds]
        0|DEFAULT
        1|Other
      [PcdsDynamicDefault]
        gTestSpaceGuid.PcdAText|"short"
      [PcdsDynamicDefault.common.Other]
        gTestSpaceGuid.PcdAText|"a longer text"
      """, "SKUID_IDENTIFIER = ALL"
    ),
  ])
  func whatDoesNotFitIsSaid(code: String, sections: String, defines: String) throws {
    let buffer = "gEfiMdeModulePkgTokenSpaceGuid.PcdNvStoreDefaultValueBuffer"
    let workspace = PCDWorkspace(
      name: "Wrong", defines: defines, sections: sections, pei: PCDWorkspace.peiPCDs + [buffer])
    let model = try workspace.resolved()
    do {
      _ = try PCDDatabase(model, phase: .pei)
      Issue.record("a database was made")
    } catch {
      #expect(error.diagnostics.map(\.code.name) == [code])
      #expect(error.diagnostics.allSatisfy { $0.fix != nil })
    }
  }
}
