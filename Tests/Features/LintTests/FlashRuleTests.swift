import Diagnostics
import Lint
import TestSupport
import Testing

/// Flash: what lies idle, what blocks cut, and what is typed into it.
@Suite struct FlashRuleTests {
  private func workspace(_ regions: String, size: String = "0x20000") -> LintWorkspace {
    var workspace = LintWorkspace()
    workspace.add("One")
    workspace.size = size
    workspace.regions = regions
    return workspace
  }

  @Test func gapsAndRegionsThatNobodyUses() throws {
    let flash = workspace("0x0|0x1000\n\n0x1000|0x1000\ngPkg.PcdOne|gPkg.PcdTwo\n\n0x4000|0x10000\nFV = MAIN")
    #expect(
      try flash.told().filter { !$0.contains("pcd-unused") } == [
        "note flash-region-unused FLASH 0x0", "note flash-gap FLASH 0x2000", "note flash-gap FLASH 0x14000",
      ])
    let finding = try #require(try flash.findings().first { $0.subject == "FLASH 0x14000" })
    #expect(finding.diagnostic.message == "49152 bytes of FLASH at 0x14000 belong to no region")
  }

  @Test func fullFlashHasNoGap() throws {
    #expect(try workspace("0x0|0x20000\nFV = MAIN").told() == [])
  }

  @Test func aRegionThatASETNamesIsUsed() throws {
    var flash = workspace("0x0|0x10000\n\n0x10000|0x10000\nFV = MAIN")
    flash.fdf = "[Defines]\nSET gPkg.PcdOne = 0xFFC00000"
    #expect(try flash.told("flash-region-unused") == [])
  }

  @Test func aVolumeThatBeginsInsideABlock() throws {
    let flash = workspace("0x0|0x800\ngPkg.PcdOne|gPkg.PcdTwo\n\n0x800|0x1F800\nFV = MAIN")
    #expect(try flash.told("flash-region-blocks") == ["warning flash-region-blocks FLASH 0x800"])
  }

  @Test func overlapsAreErrorsOfTheResolver() throws {
    let flash = workspace("0x0|0x11000\ngPkg.PcdOne|gPkg.PcdTwo\n\n0x10000|0x10000\nFV = MAIN")
    #expect(try flash.told("fd-region-overlap") == ["error fd-region-overlap 0x10000"])
  }

  // MARK: Kernel headers

  /// The header of ArmVirtXen, for 128 KB and a volume at 0x2000.
  private func kernel(size: String = "0x02", jump: String = "0xFF, 0x07") -> LintWorkspace {
    workspace(
      """
      0x0|0x2000
      DATA = {
        0x01, 0x00, 0x00, 0x10, \(jump), 0x00, 0x14,
        0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, \(size), 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x41, 0x52, 0x4D, 0x64, 0x00, 0x00, 0x00, 0x00
      }

      0x2000|0x1E000
      FV = MAIN
      """)
  }

  @Test func aKernelHeaderThatFits() throws {
    #expect(try kernel().told() == [])
  }

  @Test func aKernelHeaderOfAnotherSize() throws {
    #expect(try kernel(size: "0x20").told() == ["error arm-image-size FLASH arm-image-size"])
    let finding = try #require(try kernel(size: "0x20").findings().first)
    #expect(
      finding.diagnostic.message
        == "image_size of the Arm kernel header: expected 0x20000, the size of the flash device, found 0x200000"
    )
  }

  @Test func aKernelHeaderThatJumpsElsewhere() throws {
    #expect(try kernel(jump: "0xFF, 0x03").told() == ["error arm-image-entry FLASH arm-image-entry"])
  }

  // MARK: Variable stores

  /// The store of edk2's 2 MB layouts (OvmfPkg/VarStore.fdf.inc): 0xE000 bytes of variables, a log, a working
  /// block, 0x10000 spare bytes; every byte of it as edk2 has it.
  private func store(
    length: String = "0x00, 0x00, 0x02, 0x00", signature: String = "0x5F, 0x46, 0x56, 0x48",
    headerLength: String = "0x48, 0x00", checksum: String = "0x19, 0xF9", blocks: String = "0x20, 0x00",
    storeSize: String = "0xB8, 0xDF, 0x00, 0x00", state: String = "0x5A, 0xFE",
    crc: String = "0x2C, 0xAF, 0x2C, 0x64",
    queue: String = "0xE0, 0x0F", workingSize: String = "0x1000"
  ) -> LintWorkspace {
    workspace(
      """
      0x0|0xE000
      DATA = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x8D, 0x2B, 0xF1, 0xFF, 0x96, 0x76, 0x8B, 0x4C, 0xA9, 0x85, 0x27, 0x47, 0x07, 0x5B, 0x4F, 0x50,
        \(length), 0x00, 0x00, 0x00, 0x00,
        \(signature), 0xFF, 0xFE, 0x04, 0x00, \(headerLength), \(checksum), 0x00, 0x00, 0x00, 0x02,
        \(blocks), 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x78, 0x2C, 0xF3, 0xAA, 0x7B, 0x94, 0x9A, 0x43, 0xA1, 0x80, 0x2E, 0x14, 0x4E, 0xC3, 0x77, 0x92,
        \(storeSize), \(state), 0x00, 0x00, 0x00, 0x00, 0x00, 0x00
      }
      0xE000|0x1000
      gPkg.PcdOne|gPkg.PcdTwo
      0xF000|\(workingSize)
      DATA = {
        0x2B, 0x29, 0x58, 0x9E, 0x68, 0x7C, 0x7D, 0x49, 0xA0, 0xCE, 0x65, 0x00, 0xFD, 0x9F, 0x1B, 0x95,
        \(crc), 0xFE, 0xFF, 0xFF, 0xFF, \(queue), 0x00, 0x00, 0x00, 0x00, 0x00, 0x00
      }
      0x10000|0x10000
      gPkg.PcdOne|gPkg.PcdTwo
      0x20000|0x10000
      FV = MAIN
      """, size: "0x30000")
  }

  private func wrong(_ workspace: LintWorkspace) throws -> [String] {
    try workspace.findings().filter {
      ["varstore-volume", "varstore-header", "ftw-header"].contains($0.code)
    }
    .map(\.subject)
  }

  @Test func edk2sStoreIsSound() throws {
    #expect(try wrong(store()) == [])
  }

  @Test func everyFieldOfAStoreIsHeldAgainstTheFlash() throws {
    // With the length of the 4 MB layout nothing else of the header is right, either.
    #expect(
      try wrong(store(length: "0x00, 0x40, 0x08, 0x00")) == [
        "varstore-volume FvLength", "varstore-volume Checksum", "varstore-volume BlockMap",
      ])
    #expect(try wrong(store(signature: "0x5F, 0x46, 0x56, 0x49")).contains("varstore-volume signature"))
    #expect(try wrong(store(headerLength: "0x50, 0x00")).contains("varstore-volume HeaderLength"))
    #expect(try wrong(store(checksum: "0x19, 0xF8")) == ["varstore-volume Checksum"])
    #expect(
      try wrong(store(blocks: "0x10, 0x00")) == ["varstore-volume Checksum", "varstore-volume BlockMap"])
    #expect(try wrong(store(storeSize: "0xB8, 0xFF, 0x03, 0x00")) == ["varstore-header Size"])
    #expect(try wrong(store(state: "0x5A, 0xFF")) == ["varstore-header State"])
    #expect(try wrong(store(state: "0x00, 0xFE")) == ["varstore-header Format"])
    #expect(try wrong(store(crc: "0x2C, 0xAF, 0x2C, 0x65")) == ["ftw-header Crc"])
    #expect(try wrong(store(queue: "0xE0, 0x1F")) == ["ftw-header Crc", "ftw-header WriteQueueSize"])
  }

  @Test func aFieldIsToldWithItsLineAndItsBytes() throws {
    let finding = try #require(
      try store(checksum: "0x19, 0xF8").findings().first { $0.code == "varstore-volume" })
    #expect(finding.diagnostic.fix == "write 0x19, 0xF9")
    #expect(
      finding.diagnostic.message
        == "Checksum of the volume header: expected 0xF919, with which the 16-bit words of the header add up to 0, found 0xF819"
    )
    guard case .source(let range) = finding.diagnostic.place else { return #expect(Bool(false)) }
    #expect(String(decoding: range.file.bytes[range.bytes], as: UTF8.self) == "0x19")
  }

  // MARK: PVH

  /// OvmfPkg/XenElfHeader.fdf.inc's header for 2 MB, shortened to what PVH loaders read.
  private func elf(fileSize: String, entry: String, alignment: String = "0x04, 0x00, 0x00, 0x00")
    -> LintWorkspace
  {
    workspace(
      """
      0x0|0x1000
      DATA = {
        0x7F, 0x45, 0x4C, 0x46, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, \(entry), 0x34, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x34, 0x00, 0x20, 0x00, 0x02, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x10, 0x00,
        \(fileSize), \(fileSize), 0x07, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x74, 0x00, 0x00, 0x00, 0x74, 0x00, 0x10, 0x00, 0x74, 0x00, 0x10, 0x00,
        0x14, 0x00, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, \(alignment),
        0x04, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x12, 0x00, 0x00, 0x00, 0x58, 0x65, 0x6E, 0x00,
        \(entry)
      }
      0x1000|0x1F000
      FV = MAIN
      """)
  }

  @Test func anELFHeaderForAnotherSize() throws {
    #expect(
      try elf(fileSize: "0x00, 0x00, 0x02, 0x00", entry: "0xD0, 0xFF, 0x11, 0x00").told() == [])
    #expect(
      try elf(fileSize: "0x00, 0x00, 0x01, 0x00", entry: "0xD0, 0xFF, 0x10, 0x00").findings().map(\.code)
        == ["pvh-segment", "pvh-entry"])
    #expect(
      try elf(
        fileSize: "0x00, 0x00, 0x02, 0x00", entry: "0xD0, 0xFF, 0x11, 0x00",
        alignment: "0x00, 0x00, 0x00, 0x00"
      ).findings().map(\.code) == ["pvh-note-alignment"])
  }
}
