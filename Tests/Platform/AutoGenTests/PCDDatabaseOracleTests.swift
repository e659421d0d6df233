import AutoGen
import PlatformModel
import TestSupport
import Testing

/// The databases, and what AutoGen.h and AutoGen.c say of them, next to those that edk2's `build` makes of
/// the same manifests.
@Suite struct PCDDatabaseOracleTests {
  /// Every type, form of value and kind of storage that one SKU has.
  static let mixed = PCDWorkspace(
    name: "Mixed", defines: "SKUID_IDENTIFIER = DEFAULT\n  DEFINE SHIFT = 0x00000010",
    sections: #"""
      [PcdsDynamicDefault]
        gTestSpaceGuid.PcdA8|0x0A
        gTestSpaceGuid.PcdA16|'AB'
        gTestSpaceGuid.PcdA32|$(SHIFT)
        gTestSpaceGuid.PcdA64|1 << $(SHIFT)
        gTestSpaceGuid.PcdABool|1 == 1
        gTestSpaceGuid.PcdAText|"four"|VOID*|0x15
        gTestSpaceGuid.PcdB16|0x0000
        gTestSpaceGuid.PcdB32|{0x01,0x02}
        gTestSpaceGuid.PcdBText|L"Mode"
        gTestSpaceGuid.PcdBArray|{UINT16(0x1234), "xy", GUID(gTestVariableGuid)}
        gTestSpaceGuid.PcdCArray|{0x00,0x01 , 0xfF}|VOID*|4
      [PcdsDynamicExDefault]
        gOtherSpaceGuid.PcdD8|0x0
        gOtherSpaceGuid.PcdDText|""|VOID*|3
        gOtherSpaceGuid.PcdD32|0xFFFFFFFF
        gOtherSpaceGuid.PcdDBool|FALSE
      [PcdsDynamicHii]
        gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x0|0x01|NV,BS
        gTestSpaceGuid.PcdC16|L"Mode"|gTestVariableGuid|2|300|NV, BS
        gTestSpaceGuid.PcdCText|L"Text"|gTestSpaceGuid|0x10|"even"|NV,BS,RT,RO
        gTestSpaceGuid.PcdCWide|L"Text"|gTestSpaceGuid|0x20|L"abc"|NV,BS,RT,RO
        gTestSpaceGuid.PcdC32|L"Mode"|gTestVariableGuid|4
        gTestSpaceGuid.PcdC64|L"Mode"|gTestVariableGuid|8|0xFFFFFFFFFFFFFFFF
        gTestSpaceGuid.PcdCBool|L"Flag"|gOtherSpaceGuid|0|FALSE
      [PcdsDynamicExHii]
        gOtherSpaceGuid.PcdDVar|L"ExVar"|gOtherSpaceGuid|0x100|0x77|BS
        gOtherSpaceGuid.PcdDVarText|L"ExVar"|gTestVariableGuid|0x0101|"odd"|BS
      """#)

  /// Default stores, the standard one not first, and backslashes.
  static let stores = PCDWorkspace(
    name: "Stores",
    sections: #"""
      [DefaultStores]
        0|Standard
        2|Manufacturing
        1|Third
      [PcdsDynamicHii.common.DEFAULT.Manufacturing]
        gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x0|0x02|NV,BS
        gTestSpaceGuid.PcdCText|L"Text"|gTestSpaceGuid|0x10|"longer text"|NV,BS
        gTestSpaceGuid.PcdCWide|L"Text"|gTestSpaceGuid|0x40|L"first"|NV,BS
      [PcdsDynamicHii.common.DEFAULT.Third]
        gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x0|0x03|NV,BS
        gTestSpaceGuid.PcdC32|L"Mode"|gTestVariableGuid|4|77|NV,BS
      [PcdsDynamicHii]
        gTestSpaceGuid.PcdCText|L"Text"|gTestSpaceGuid|0x10|"even"|NV,BS
        gTestSpaceGuid.PcdC64|L"Mode"|gTestVariableGuid|0x8|'ab'|NV,BS
      [PcdsDynamicDefault]
        gTestSpaceGuid.PcdAText|"tab\there \\ \x41"
        gTestSpaceGuid.PcdBText|L"quote\"d"
        gTestSpaceGuid.PcdBArray|'chars'
      """#)

  static let skuSections = """
    [SkuIds]
      0|DEFAULT
      0x2|Second
      3|Third|Second
      9|Ninth
    [PcdsDynamicDefault.common.Third]
      gTestSpaceGuid.PcdAText|L"wide"|VOID*|0x10
    [PcdsDynamicDefault]
      gTestSpaceGuid.PcdA8|0
      gTestSpaceGuid.PcdA16|16
      gTestSpaceGuid.PcdB32|0x1
      gTestSpaceGuid.PcdAText|"four"|VOID*|0x10
      gTestSpaceGuid.PcdBArray|{0x01,0x02}|VOID*|4
    [PcdsDynamicDefault.common.Second]
      gTestSpaceGuid.PcdA8|0x02
      gTestSpaceGuid.PcdA16|0x22
      gTestSpaceGuid.PcdBArray|{0x03,0x04,0x05}|VOID*|4
      gTestSpaceGuid.PcdB16|0x0000
    [PcdsDynamicDefault.common.Ninth]
      gTestSpaceGuid.PcdA8|0x09
      gTestSpaceGuid.PcdB32|{0x01,0x02}
    [PcdsDynamicHii]
      gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x0|0x01|NV,BS
      gTestSpaceGuid.PcdCText|L"Text"|gTestSpaceGuid|0x10|"even"|NV,BS
    [PcdsDynamicHii.common.Third]
      gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x0|0x03|NV,BS
    [PcdsDynamicHii.common.Ninth]
      gTestSpaceGuid.PcdCText|L"Text"|gTestSpaceGuid|0x10|"nine"|NV,BS
    """

  static let platforms = [
    mixed, stores,
    PCDWorkspace(name: "AllSKUs", defines: "SKUID_IDENTIFIER = ALL", sections: skuSections),
    PCDWorkspace(name: "TwoSKUs", defines: "SKUID_IDENTIFIER = Ninth|Second", sections: skuSections),
    PCDWorkspace(name: "OneSKU", defines: "SKUID_IDENTIFIER = Second|DEFAULT", sections: skuSections),
    PCDWorkspace(
      name: "VPD",
      defines: "SKUID_IDENTIFIER = ALL\n  VPD_TOOL_GUID = 8C3D856A-9BE6-468E-850A-24F7A8D38E08",
      sections: """
        [SkuIds]
          0|DEFAULT
          1|Alpha
        [PcdsDynamicVpd.common.Alpha]
          gTestSpaceGuid.PcdB8|0x61|0x1
        [PcdsDynamicVpd]
          gTestSpaceGuid.PcdA8|0x0|0x01
          gTestSpaceGuid.PcdA16|2
          gTestSpaceGuid.PcdB8|0x60|0x2
          gTestSpaceGuid.PcdB32|0x8|0x12345678
          gTestSpaceGuid.PcdB64|0x10|0x1
          gTestSpaceGuid.PcdBBool|0x18|TRUE
          gTestSpaceGuid.PcdAText|0x20|0x10|"abc"
          gTestSpaceGuid.PcdBArray|64|5|{0x01, 0x02}
        [PcdsDynamicExVpd]
          gOtherSpaceGuid.PcdD16|0x50|0x0001
        """),
    PCDWorkspace(
      name: "Names", defines: "SKUID_IDENTIFIER = DEFAULT\n  PCD_INFO_GENERATION = TRUE",
      sections: """
        [PcdsDynamicHii]
          gTestSpaceGuid.PcdC8|L"Mode"|gTestVariableGuid|0x0|0x01|NV,BS
        """),
    PCDWorkspace(name: "NoPEI", pei: []),
    PCDWorkspace(name: "None", pei: [], dxe: []),
  ]

  @Test func databasesAreThoseOfEDK2() throws {
    let scratch = try Scratch()
    for platform in Self.platforms { try platform.write(to: scratch) }
    _ = try Program.oracle("genmake.py", [try Provided.edk2(), scratch.path] + Self.platforms.map(\.dsc))
    for platform in Self.platforms {
      let model = try platform.resolved()
      for (phase, module) in [(DynamicPCD.Phase.pei, "Pei"), (.dxe, "Dxe")] {
        let folder = "Build/\(platform.name)/RELEASE_GCC5/X64/TestPkg/\(platform.name)\(module)"
        let database = try PCDDatabase(model, phase: phase)
        let subject = "\(platform.name), \(phase.rawValue)"
        let theirs = try scratch.bytes("\(folder)/OUTPUT/\(database.file.name)")
        #expect(database.raw == theirs, "\(subject): the file")
        // The text stands between the PCDs of the module and its entry points, which others make.
        let header = try scratch.text("\(folder)/DEBUG/AutoGen.h")
        let version = "\n#define PCD_PEI_SERVICE"
        let headerTail = try #require(header.firstRange(of: version)).lowerBound
        #expect(header[headerTail...].utf8.starts(with: database.header), "\(subject): AutoGen.h")
        let code = try scratch.text("\(folder)/DEBUG/AutoGen.c")
        let start = model.dynamicPCDs.isEmpty ? "\n//\n// External PCD" : "//SKUID: "
        let codeTail = try #require(code.firstRange(of: start)).lowerBound
        #expect(code[codeTail...].utf8.starts(with: database.code), "\(subject): AutoGen.c")
      }
    }
  }
}
