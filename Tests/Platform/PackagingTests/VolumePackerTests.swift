import Bytes
import Diagnostics
import FirmwareImage
import PlatformModel
import Testing
import Vocabulary

@testable import Packaging

/// Offsets are worked out by hand: a volume header with one run of blocks has 56 + 2 * 8 = 72 bytes, a file header
/// 24, the header of a section 4; files start at multiples of 8 (PI 1.8 Vol 3, 3.2).
@Suite struct VolumePackerTests {
  private static let first: GUID = "11111111-1111-1111-1111-111111111111"
  private static let second: GUID = "22222222-2222-2222-2222-222222222222"
  private static let header = 72

  /// What MAIN becomes in a device of `size` bytes.
  private func volume(
    _ text: String, size: Int = 0x200, files: [String: [UInt8]] = [:]
  ) async throws -> PackingWorkspace.Outcome {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(size: size, [("0|\(size)", "FV = MAIN")]) + "[FV.MAIN]\n\(text)\n")
    workspace.files = files
    return try await workspace.pack()
  }

  @Test func aFileWhoseDataWouldMissTheirAlignmentHasAPadFileInFront() async throws {
    let outcome = try await volume(
      """
      FILE RAW = \(Self.first) { a.bin }
      FILE RAW = \(Self.second) Align = 16 { b.bin }
      """, files: ["a.bin": [UInt8](repeating: 0xAA, count: 13), "b.bin": [0xBB]])
    let bytes = outcome.volume("MAIN")
    #expect(bytes.count == 0x200)
    #expect(Array(bytes[72..<88]) == Self.first.mixedEndianBytes)
    // 72 + 24 + 13 = 109, and so 112; data at 112 + 24 = 136 would be no multiple of 16.
    #expect(bytes[112 + 18] == 0xF0)
    #expect(Array(bytes[112..<128]) == [UInt8](repeating: 0xFF, count: 16))
    #expect(Array(bytes[(112 + 20)..<(112 + 23)]) == [24, 0, 0])
    #expect(Array(bytes[136..<152]) == Self.second.mixedEndianBytes)
    #expect(bytes[160] == 0xBB)
    #expect(bytes[161...].allSatisfy { $0 == 0xFF })
  }

  @Test func theVolumeTopFileEndsTheVolume() async throws {
    let outcome = try await volume(
      """
      FILE RAW = 1BA0062E-C779-4582-8566-336AE8F78F09 { top.bin }
      FILE RAW = \(Self.first) { a.bin }
      """, files: ["top.bin": [1, 2, 3, 4, 5, 6, 7, 8], "a.bin": [0xAA]])
    let bytes = outcome.volume("MAIN")
    #expect(Array(bytes.suffix(8)) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(Array(bytes[72..<88]) == Self.first.mixedEndianBytes)
  }

  /// PI 1.8 Vol 2, 10.3: a freeform file of this name, a RAW section of GUIDs.
  @Test func anAprioriListIsTheFirstFile() async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(size: 0x400, [("0|0x400", "FV = MAIN")]) + """
        [FV.MAIN]
        APRIORI DXE {
          INF Pkg/Two.inf
          INF Pkg/One.inf
        }
        INF Pkg/One.inf
        INF Pkg/Two.inf
        [Rule.Common.DXE_DRIVER]
        FILE DRIVER = $(NAMED_GUID) {
          UI STRING = "$(MODULE_NAME)"
        }
        """)
    workspace.module("One", number: 1, ModulePayloads([]))
    workspace.module("Two", number: 2, ModulePayloads([]))
    let bytes = try await workspace.pack().volume("MAIN")
    let name: GUID = "FC510EE7-FFDC-11D4-BD41-0080C73C8881"
    #expect(Array(bytes[72..<88]) == name.mixedEndianBytes)
    #expect(bytes[72 + 18] == 0x02)
    #expect(Array(bytes[96..<100]) == [36, 0, 0, 0x19])
    #expect(
      Array(bytes[100..<132])
        == PackingWorkspace.guid(2).mixedEndianBytes + PackingWorkspace.guid(1).mixedEndianBytes)
    // 72 + 24 + 36 = 132, and so 136.
    #expect(Array(bytes[136..<152]) == PackingWorkspace.guid(1).mixedEndianBytes)
  }

  @Test func aVolumeInsideAnotherStandsAtItsOwnAlignment() async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(size: 0x400, [("0|0x400", "FV = MAIN")]) + """
        [FV.MAIN]
        FILE FV_IMAGE = \(Self.first) {
          SECTION FV_IMAGE = Inner
        }
        [FV.INNER]
        BlockSize = 0x80
        NumBlocks = 2
        FvAlignment = 16
        FILE RAW = \(Self.second) { a.bin }
        """)
    workspace.files = ["a.bin": [0xAA]]
    let outcome = try await workspace.pack()
    let (outer, inner) = (outcome.volume("MAIN"), outcome.volume("INNER"))
    #expect(inner.count == 0x100)
    // Data of the file at 96. Padding of 12 bytes and a header of 4 bring the image to 96 + 16.
    #expect(Array(outer[96..<108]) == [12, 0, 0, 0x19, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(Array(outer[108..<112]) == [4, 1, 0, 0x17])
    #expect(Array(outer[112..<368]) == inner)
    #expect(outcome.plan?.volumes.map(\.name.text) == ["MAIN", "INNER"])
  }

  @Test func aVolumeWithoutNumberOfBlocksIsAsLargeAsItsFilesNeed() async throws {
    var workspace = PackingWorkspace(
      "[FV.MAIN]\nBlockSize = 0x40\nFILE RAW = \(Self.first) { a.bin }\n")
    workspace.files = ["a.bin": [UInt8](repeating: 1, count: 33)]
    // 72 + 24 + 33 = 129, and so 136: three blocks of 64 bytes.
    #expect(try await workspace.pack().volume("MAIN").count == 192)
  }

  @Test func aVolumeThatIsTooSmallIsReportedWithItsNumbersAndPackedLarger() async throws {
    let outcome = try await volume(
      "FILE RAW = \(Self.first) { a.bin }", size: 0x100,
      files: ["a.bin": [UInt8](repeating: 0xAA, count: 304)])
    let overflow = try #require(outcome.plan?.overflows.first)
    #expect(overflow.volume == VolumeName("MAIN"))
    #expect(overflow.size == 256)
    // 72 + 24 + 304.
    #expect(overflow.needed == 400)
    #expect(outcome.volume("MAIN").count == 512)
    #expect(outcome.plan?.devices.isEmpty == true)
    #expect(
      Diagnostic.volumeOverflow(overflow).message == "MAIN needs 400 bytes and has 256: 144 too many")
  }

  @Test func twoFilesOfOneNameAreAnError() async throws {
    let outcome = try await volume(
      "FILE RAW = \(Self.first) { a.bin }\nFILE RAW = \(Self.first) { a.bin }", files: ["a.bin": [1]])
    #expect(outcome.codes == ["fv-duplicate-file"])
  }

  @Test(arguments: [
    "[FV.A]\nFILE FV_IMAGE = \(first) { FV = A }\n",
    "[FV.A]\nFILE FV_IMAGE = \(first) { FV = B }\n[FV.B]\nFILE FV_IMAGE = \(second) { SECTION FV_IMAGE = a }\n",
  ])
  func aVolumeInItselfIsAnErrorOnce(fdf: String) async throws {
    #expect(try await PackingWorkspace(fdf).pack().codes == ["fv-cycle"])
  }

  @Test func aVolumeThatFailsTakesAlongOnlyThoseAroundIt() async throws {
    var workspace = PackingWorkspace(
      """
      [FV.OUTER]
      FILE FV_IMAGE = \(Self.first) { FV = BROKEN }
      [FV.BROKEN]
      FILE RAW = \(Self.first) { gone.bin }
      [FV.OTHER]
      FILE RAW = \(Self.first) { a.bin }
      """)
    workspace.files = ["a.bin": [1]]
    let flash = try workspace.flash()
    var packer = VolumePacker(flash, context: workspace.context)
    var packed: [String] = []
    for volume in flash.volumes {
      if let volume = await packer.pack(volume) { packed.append(volume.name.text) }
    }
    #expect(packed == ["OTHER"])
    #expect(packer.diagnostics.all.map(\.code.name) == ["packed-file-unreadable"])
  }
}
