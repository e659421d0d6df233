import Bytes
import Diagnostics
import FirmwareImage
import Testing
import Vocabulary

@testable import Packaging

/// Regions of flash devices (EDK II FDF Specification 1.28, 2.5).
@Suite struct DeviceAssemblerTests {
  @Test func regionsStandAtTheirOffsetsAndTheRestIsErased() async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(
        size: 0x400,
        [
          ("0x0|0x100", "DATA = { 0x01, 0x02, 0x03 }"), ("0x200|0x100", "FILE = a.bin"), ("0x300|0x100", ""),
        ]))
    workspace.files = ["a.bin": [0xAA, 0xAB]]
    var expected = [UInt8](repeating: 0xFF, count: 0x400)
    expected.replaceSubrange(0..<3, with: [1, 2, 3])
    expected.replaceSubrange(0x200..<0x202, with: [0xAA, 0xAB])
    #expect(try await workspace.pack().device("FLASH") == expected)
  }

  @Test func flashOfErasePolarityZeroIsErasedToZeroes() async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(size: 0x100, [("0x0|0x100", "DATA = { 0x01 }")])
        .replacing("ErasePolarity = 1", with: "ErasePolarity = 0"))
    workspace.files = [:]
    #expect(try await workspace.pack().device("FLASH") == [1] + [UInt8](repeating: 0, count: 0xFF))
  }

  @Test func aVolumeStandsInItsRegion() async throws {
    let workspace = PackingWorkspace(
      PackingWorkspace.device(size: 0x300, [("0x100|0x200", "FV = Main")]) + "[FV.MAIN]\n")
    let outcome = try await workspace.pack()
    let volume = outcome.volume("MAIN")
    #expect(volume.count == 0x200)
    #expect(Array(outcome.device("FLASH")[0x100...]) == volume)
  }

  @Test func aRegionThatIsTooSmallIsReportedWithItsNumbers() async throws {
    var workspace = PackingWorkspace(
      PackingWorkspace.device(size: 0x200, [("0x0|0x100", "FILE = a.bin")]))
    workspace.files = ["a.bin": [UInt8](repeating: 1, count: 300)]
    let outcome = try await workspace.pack()
    #expect(outcome.codes == ["fd-overflow"])
    #expect(outcome.diagnostics.first?.subject == .device(DeviceName("FLASH")))
    #expect(outcome.diagnostics.first?.message.contains("the region has 256") == true)
    #expect(outcome.diagnostics.first?.message.contains("44 too many") == true)
  }

  @Test(arguments: [("FILE = gone.bin", "packed-file-unreadable"), ("FV = NOWHERE", "fv-unknown")])
  func whatIsNotThereIsAnError(content: String, code: String) async throws {
    let workspace = PackingWorkspace(PackingWorkspace.device(size: 0x100, [("0x0|0x100", content)]))
    #expect(try await workspace.pack().codes == [code])
  }
}
