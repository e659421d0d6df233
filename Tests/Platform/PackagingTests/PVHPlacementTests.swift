import Bytes
import Diagnostics
import PlatformModel
import Testing

@testable import Packaging

/// The header of a PVH kernel: ELF gABI 4.1, and Xen's note 18, XEN_ELFNOTE_PHYS32_ENTRY.
@Suite struct PVHPlacementTests {
  /// The bytes of the region that asks for a header, and what is said.
  private func header(
    _ line: String, size: Int = 0x1000, region: String = "0x0|0x100", more: String = ""
  ) throws -> (bytes: [UInt8]?, codes: [String]) {
    var workspace = PackingWorkspace(PackingWorkspace.device(size: size, [(region, "")]) + more)
    workspace.extensions = "[UserExtensions.Kiln.\"Pvh\"]\n\(line)"
    let flash = try workspace.flash()
    let device = try #require(flash.devices.first)
    for region in device.regions {
      guard case .pvhHeader(let request) = region.content else { continue }
      var said = DiagnosticList()
      let bytes = PVHPlacement(on: device, in: flash).header(request, in: region, diagnostics: &said)
      return (bytes, said.all.map(\.code.name))
    }
    return (nil, [])
  }

  /// The entry lies 0x30 bytes before the end of an image that is loaded to 1 MiB.
  @Test func theWholeDeviceIsOneSegmentThatIsEnteredBeforeItsEnd() throws {
    let header = try header("FLASH | 0x0 | ELF64")
    let bytes = try #require(header.bytes)
    // File header, two program headers, a note of five words.
    #expect(bytes.count == 64 + 2 * 56 + 20)
    #expect(Array(bytes[0..<5]) == [0x7F, 0x45, 0x4C, 0x46, 2])
    #expect(field(bytes, 18, UInt16.self) == 62)
    #expect(field(bytes, 24, UInt64.self) == 0x10_0FD0)
    #expect(field(bytes, 64, UInt32.self) == 1)
    #expect(field(bytes, 64 + 24, UInt64.self) == 0x10_0000)
    #expect(field(bytes, 64 + 32, UInt64.self) == 0x1000)
    #expect(field(bytes, 176 + 8, UInt32.self) == 18)
    #expect(field(bytes, 176 + 16, UInt32.self) == 0x10_0FD0)
    #expect(header.codes.isEmpty)
  }

  @Test func theAddressMayBeAnother() throws {
    let bytes = try #require(try header("FLASH | 0x0 | ELF32 | 0x200000").bytes)
    #expect(bytes.count == 52 + 2 * 32 + 20)
    #expect(bytes[4] == 1)
    #expect(field(bytes, 24, UInt32.self) == 0x20_0FD0)
  }

  @Test(arguments: [
    ("FLASH | 0x100 | ELF64", "0x100|0x100", "", "pvh-region"),
    ("FLASH | 0x0 | ELF64", "0x0|0x80", "", "pvh-region"),
    ("FLASH | 0x0 | ELF64 | 0xFFFFF000", "0x0|0x100", "", "pvh-load-address"),
    (
      "FLASH | 0x0 | ELF64", "0x0|0x100",
      "[FD.MEM]\nBaseAddress = 0x100800\nSize = 0x1000\nErasePolarity = 1\nBlockSize = 0x1000\nNumBlocks = 1\n",
      "pvh-load-address"
    ),
  ])
  func aHeaderThatNoLoaderCouldUseIsAnError(
    line: String, region: String, more: String, code: String
  ) throws {
    let header = try header(line, region: region, more: more)
    #expect(header.bytes == nil)
    #expect(header.codes == [code])
  }

  @Test func aHeaderWithoutAnEntryBehindItIsReported() async throws {
    var workspace = PackingWorkspace(PackingWorkspace.device(size: 0x1000, [("0x0|0x100", "")]))
    workspace.extensions = "[UserExtensions.Kiln.\"Pvh\"]\nFLASH | 0x0 | ELF64"
    #expect(try await workspace.pack().codes == ["pvh-no-entry"])
  }
}
