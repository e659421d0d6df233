import Bytes
import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

/// Texts are those of OVMF and EmulatorPkg, and the example of FDF 1.28, 3.5.
@Suite struct FDFFlashDeviceTests {
  @Test func settingsCarryTheirPCDs() throws {
    let reading = FDFReading(
      """
      [FD.Fv_Recovery]
      CREATE_FILE = out.fd
      BaseAddress   = 0x102000000|gEmulatorPkgTokenSpaceGuid.PcdEmuFdBaseAddress   # of the device
      Size          = $(FD_SIZE) | gEmulatorPkgTokenSpaceGuid.PcdEmuFirmwareFdSize
      ErasePolarity = 1
      BlockSize     = 0x10000 | gA.PcdBlock
      NumBlocks     = 16
      BlockSize     = 0x1000
      NumBlocks     = (2 + 3)
      """)
    #expect(reading.codes == [])
    let device = try #require(reading.file.flashDevice(named: DeviceName("FV_RECOVERY")))
    #expect(device.createFile?.value == "out.fd")
    #expect(device.baseAddress.value.value == "0x102000000")
    #expect(device.baseAddress.pcd?.value.description == "gEmulatorPkgTokenSpaceGuid.PcdEmuFdBaseAddress")
    #expect(device.size.value.value == "$(FD_SIZE)")
    #expect(device.size.value.range.description == "a.fdf:4:17")
    #expect(device.erasePolarity.value == .one)
    #expect(device.blocks.map(\.size.value.value) == ["0x10000", "0x1000"])
    #expect(device.blocks.map(\.count?.value) == ["16", "(2 + 3)"])
    #expect(device.blocks[0].size.pcd?.value == FDFPCDReference(tokenSpace: "gA", name: "PcdBlock"))
  }

  @Test func aRegionIsEmptyOrHoldsOneKindOfContent() throws {
    let reading = FDFReading(
      Self.head + """
        0x000000|0x006000
        gUefi.PcdBase|gUefi.PcdSize

        0x006000 | 0x001000   # alone

        $(VARS_SIZE)|($(FVMAIN_SIZE) | 1)
        gUefi.PcdOnlyBase
        FV = FVMAIN_COMPACT
        FV = FV/Other.fv

        gSpace.PcdA + gSpace.PcdB|0x10
        FILE = FV/Microcode.bin
        0x90000|0x1000
        CAPSULE = Update
        0xa0000|0x1000
        INF RuleOverride = RESET_VECTOR OvmfPkg/ResetVector/ResetVector.inf
        INF USE = IA32 A/B.inf
        """)
    #expect(reading.codes == [])
    let regions = reading.file.flashDevices[0].regions
    #expect(
      regions.map(\.offset.value) == [
        "0x000000", "0x006000", "$(VARS_SIZE)", "gSpace.PcdA + gSpace.PcdB", "0x90000", "0xa0000",
      ])
    #expect(regions[2].size.value == "($(FVMAIN_SIZE) | 1)")
    #expect(regions[0].content == .empty && regions[0].sizePCD?.value.name == "PcdSize")
    #expect(regions[1].basePCD == nil && regions[1].content == .empty)
    #expect(regions[2].basePCD?.value.name == "PcdOnlyBase" && regions[2].sizePCD == nil)
    guard case .volumes(let volumes) = regions[2].content, case .files(let files) = regions[3].content,
      case .capsules(let capsules) = regions[4].content, case .modules(let modules) = regions[5].content
    else {
      Issue.record("contents are of the wrong kind")
      return
    }
    #expect(volumes.map(\.value.text) == ["FVMAIN_COMPACT", "FV/Other.fv"])
    #expect(files.map(\.value) == ["FV/Microcode.bin"])
    #expect(capsules.map(\.value) == ["Update"])
    #expect(modules.map(\.path.value.text) == ["OvmfPkg/ResetVector/ResetVector.inf", "A/B.inf"])
    #expect(modules[0].ruleOverride?.value.text == "RESET_VECTOR")
    #expect(modules[1].architecture?.value == "IA32")
  }

  /// The same bytes as edk2 makes of them: `0x1122334455667788` lies low byte first, and so do the
  /// zero-filled numbers that the specification allows.
  @Test func dataIsLittleEndianAndAsWideAsItsDigits() throws {
    let reading = FDFReading(
      Self.head + """
        0|0x40
        DATA = {
          0x7f, 0x45, # hdr
          0x0,  0X5A
        }
        DATA = { 0x1122334455667788 }
        DATA = {0x0001,0xAABBCCDD}
        """)
    #expect(reading.codes == [])
    guard case .data(let data) = reading.file.flashDevices[0].regions[0].content else {
      Issue.record("no data")
      return
    }
    #expect(
      data.map(\.bytes) == [
        [0x7f, 0x45, 0x00, 0x5A], [0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11],
        [0x01, 0x00, 0xDD, 0xCC, 0xBB, 0xAA],
      ])
    #expect(data[0].range(ofByteAt: 3)?.description == "a.fdf:10:9")
    #expect(data[2].range(ofByteAt: 2)?.description == "a.fdf:13:16")
    #expect(data[2].range(ofByteAt: 6) == nil)
  }

  /// edk2 takes SET out before it reads regions, so one may stand within.
  @Test func setStandsAnywhereAndKeepsItsPlaceAmongTheRegions() throws {
    let reading = FDFReading(
      """
      [Defines]
      FOO = bar baz
      SET gA.PcdArray = {0x1, 0x2}
      """ + "\n" + Self.head + """
        SET gA.PcdOne = 1
        0x0|0x1000
        SET gA.PcdTwo = L"a|b"
        gA.PcdBase|gA.PcdSize
        FV = X
        SET gCpu.PcdWork.Field[2].x = $(BASE) +  gA.PcdBase | 1
        0x1000|0x1000
        """)
    #expect(reading.codes == [])
    #expect(reading.file.defines.map(\.value.value) == ["bar baz"])
    #expect(reading.file.sets.map(\.value.value) == ["{0x1, 0x2}"])
    let device = reading.file.flashDevices[0]
    #expect(device.sets.map(\.value.value) == ["1", "L\"a|b\"", "$(BASE) +  gA.PcdBase | 1"])
    #expect(
      device.sets[2].pcd.value
        == FDFPCDReference(tokenSpace: "gCpu", name: "PcdWork", field: "Field[2].x"))
    let kinds = device.items.map { if case .set = $0 { "set" } else { "region" } }
    #expect(kinds == ["set", "region", "set", "set", "region"])
    #expect(device.regions[0].content != .empty && device.regions[0].basePCD != nil)
  }

  @Test func whatAFlashDeviceNeedsIsDemandedAtItsHeader() {
    let reading = FDFReading(
      "[FD.A]\nBaseAddress = 0\n0|0x1000\n[FD.B]\nSize = 1\nErasePolarity = 2\n[FV.C]\n")
    #expect(reading.places == ["fdf-keyword-missing 1:5", "fdf-value 6:17"])
    #expect(reading.diagnostics.first?.message == "'A' has no Size, no ErasePolarity")
    #expect(reading.file.flashDevices == [])
    #expect(reading.file.volumes.map(\.name.value.text) == ["C"])
  }

  @Test func oneRunTellsOfSeveralMistakes() {
    let reading = FDFReading(
      Self.head + """
        0x0|
        FV = ONE
        0x1000|0x1000
        DATA = { 0x1 0x2 }
        0x2000|0x1000
        DATA = { 0x123456789abcdef01, 0x2 }
        0x3000|0x1000
        DATA = {
          12,
          0x12
        }
        0x4000|0x1000
        NUMBER = 5
        FV = OK
        0x5000|0x1000
        FV = OK
        """)
    #expect(
      reading.places == [
        "fdf-expected 8:1", "fdf-statement-unknown 8:1", "fdf-expected 10:14", "fdf-value 12:10",
        "fdf-value 15:3",
        "fdf-statement-unknown 19:1", "fdf-statement-unknown 20:1",
      ])
    #expect(reading.diagnostics.allSatisfy { $0.fix != nil })
    #expect(reading.file.flashDevices[0].regions.map(\.offset.value) == ["0x4000", "0x5000"])
  }

  static let head = """
    [FD.OVMF]
    BaseAddress   = $(FW_BASE_ADDRESS)
    Size          = $(FW_SIZE)
    ErasePolarity = 1
    BlockSize     = $(BLOCK_SIZE)
    NumBlocks     = $(FW_BLOCKS)

    """
}
