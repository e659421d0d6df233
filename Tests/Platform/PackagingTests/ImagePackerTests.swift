import Bytes
import Diagnostics
import FirmwareImage
import Packaging
import Testing
import Vocabulary

@Suite struct ImagePackerTests {
  private static let name: GUID = "11111111-1111-1111-1111-111111111111"

  private static let rule = """
    [Rule.Common.DXE_DRIVER]
    FILE DRIVER = $(NAMED_GUID) {
      PE32 PE32 |.efi
    }

    """

  @Test func modulesThatTheSourceLacksAreOneError() async throws {
    var workspace = PackingWorkspace(
      "[FV.MAIN]\nINF Pkg/One.inf\nINF Pkg/Two.inf\nINF Pkg/Three.inf\n" + Self.rule)
    workspace.module("One", number: 1, nil)
    workspace.module("Two", number: 2, ModulePayloads([.init(.pe32, payload: [1])]))
    workspace.module("Three", number: 3, nil)
    let outcome = try await workspace.pack()
    #expect(outcome.codes == ["prebuilt-modules-missing"])
    #expect(outcome.diagnostics.first?.notes.count == 2)
  }

  @Test func everyVolumeWithoutRoomIsReportedAndOnlyItsDeviceIsLeftOut() async throws {
    var workspace = PackingWorkspace(
      """
      \(PackingWorkspace.device(size: 0x200, [("0x0|0x100", "FV = ONE"), ("0x100|0x100", "FV = TWO")]))
      [FD.OTHER]
      BaseAddress = 0
      Size = 0x100
      ErasePolarity = 1
      BlockSize = 0x100
      NumBlocks = 1

      0|0x100
      FV = THREE

      [FV.ONE]
      FILE RAW = \(Self.name) { large.bin }
      [FV.TWO]
      FILE RAW = \(Self.name) { larger.bin }
      [FV.THREE]
      FILE RAW = \(Self.name) { small.bin }
      """)
    workspace.files = [
      "large.bin": [UInt8](repeating: 1, count: 160 + 8),
      "larger.bin": [UInt8](repeating: 1, count: 160 + 16),
      "small.bin": [UInt8](repeating: 1, count: 160),
    ]
    let outcome = try await workspace.pack()
    // 256 - 72 - 24 = 160 bytes of data fill a volume.
    #expect(outcome.plan?.overflows.map { $0.needed - $0.size } == [8, 16])
    #expect(outcome.plan?.overflows.map(\.volume.text) == ["ONE", "TWO"])
    #expect(outcome.plan?.devices.map(\.name.text) == ["OTHER"])
    #expect(outcome.diagnostics.isEmpty)
  }

  @Test func aDeviceIsLeftOutForAVolumeDeepInsideToo() async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(size: 0x1000, [("0|0x1000", "FV = OUTER")]) + """
        [FV.OUTER]
        FILE FV_IMAGE = \(Self.name) { SECTION COMPRESS PI_NONE { SECTION FV_IMAGE = MIDDLE } }
        [FV.MIDDLE]
        FILE FV_IMAGE = \(Self.name) { FV = inner }
        [FV.INNER]
        BlockSize = 0x100
        NumBlocks = 1
        FILE RAW = \(Self.name) { large.bin }
        """)
    workspace.files = ["large.bin": [UInt8](repeating: 1, count: 168)]
    let outcome = try await workspace.pack()
    #expect(outcome.plan?.overflows.map(\.volume.text) == ["INNER"])
    #expect(outcome.plan?.devices.isEmpty == true)
    #expect(outcome.plan?.volumes.count == 3)
  }

  @Test func errorsOfEveryVolumeAreReportedTogether() async throws {
    let workspace = PackingWorkspace(
      """
      [FV.ONE]
      FILE RAW = \(Self.name) { one.bin }
      [FV.TWO]
      FILE RAW = \(Self.name) { two.bin }
      """)
    #expect(try await workspace.pack().diagnostics.map(\.pointedAt) == ["one.bin", "two.bin"])
  }
}
