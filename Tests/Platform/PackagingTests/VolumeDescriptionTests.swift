import Bytes
import Diagnostics
import FirmwareImage
import PlatformModel
import Testing

@testable import Packaging

/// What an FDF says of a volume as the fields of its headers.
@Suite struct VolumeDescriptionTests {
  private func plan(
    _ text: String, files: [String: [UInt8]] = [:]
  ) throws -> (attributes: UInt32, header: FirmwareVolume.ExtendedHeader?, codes: [String]) {
    var workspace = PackingWorkspace("[FV.MAIN]\n\(text)\n")
    workspace.files = files
    let volume = try #require(try workspace.flash().volumes.first)
    var said = DiagnosticList()
    let header = volume.extendedHeader(context: workspace.context, diagnostics: &said)
    return (volume.planAttributes.rawValue, header, said.all.map(\.code.name))
  }

  /// EFI_FVB2_… of PI 1.8 Vol 3, 3.2.1.
  @Test(arguments: [
    ("READ_DISABLED_CAP", 0x1), ("READ_ENABLED_CAP", 0x2), ("READ_STATUS", 0x4),
    ("WRITE_DISABLED_CAP", 0x8), ("WRITE_ENABLED_CAP", 0x10), ("WRITE_STATUS", 0x20), ("LOCK_CAP", 0x40),
    ("LOCK_STATUS", 0x80), ("STICKY_WRITE", 0x200), ("MEMORY_MAPPED", 0x400), ("READ_LOCK_CAP", 0x1000),
    ("READ_LOCK_STATUS", 0x2000), ("WRITE_LOCK_CAP", 0x4000), ("WRITE_LOCK_STATUS", 0x8000),
    ("WEAK_ALIGNMENT", 0x8000_0000),
  ])
  func eachAttributeIsItsBit(word: String, bit: UInt32) throws {
    let on = try plan("\(word) = TRUE").attributes
    let off = try plan("\(word) = FALSE").attributes
    #expect(on ^ off == bit)
    #expect(on & bit == bit)
  }

  /// EFI_FVB2_ALIGNMENT: the binary logarithm, from bit 16 on.
  @Test func theAlignmentIsALogarithm() throws {
    #expect(try plan("FvAlignment = 64K").attributes & 0x1F_0000 == 16 << 16)
  }

  /// An entry has its size and type in front of its data, which is why sizes are 4 more (PI 1.8 Vol 3, 3.2.2).
  @Test func entriesStandInGenFdsOrder() throws {
    let plan = try plan(
      """
      FvNameGuid = 48DB5E17-707C-472D-91CD-1613E7EF51B0
      FvNameString = TRUE
      FvUsedSizeEnable = TRUE
      FV_EXT_ENTRY TYPE = 0x0002 { DATA = { 0x10, 0x11 } }
      FV_EXT_ENTRY TYPE = 5 { FILE = a.bin }
      """, files: ["a.bin": [0xAA]])
    let header = try #require(plan.header)
    #expect(header.name == "48DB5E17-707C-472D-91CD-1613E7EF51B0")
    #expect(header.entries.map(\.type) == [3, 2, 2, 5])
    let nameEntry: GUID = "A67DF1FA-8DE8-4E98-AF09-4BDF2EFFBC7C"
    #expect(
      header.entries.map(\.data)
        == [[0, 0, 0, 0], nameEntry.mixedEndianBytes + Array("MAIN".utf8), [0x10, 0x11], [0xAA]])
    #expect(plan.codes.isEmpty)
  }

  @Test func anEntryWithoutAHeaderIsAnError() throws {
    let plan = try plan("FvUsedSizeEnable = TRUE")
    #expect(plan.header == nil)
    #expect(plan.codes == ["fv-extension-without-name"])
  }

  @Test func aTypeOfMoreThanSixteenBitsIsAnError() throws {
    let plan = try plan(
      """
      FvNameGuid = 48DB5E17-707C-472D-91CD-1613E7EF51B0
      FV_EXT_ENTRY TYPE = 0x10000 { DATA = { 0x10 } }
      """)
    #expect(plan.codes == ["fv-extension-type"])
  }
}
