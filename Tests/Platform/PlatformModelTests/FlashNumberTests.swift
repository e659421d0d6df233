import Diagnostics
import Manifests
import PlatformModel
import Testing
import Vocabulary

/// Numbers of an FDF that no flash can have: a diagnostic with its place, and never a trap.
@Suite struct FlashNumberTests {
  /// The unspoiled platform resolves, else the tests below would prove nothing.
  @Test func theFlashResolves() throws {
    let outcome = FlashWorkspace().workspace.resolve()
    let flash = try #require(outcome.value?.flash, "\(outcome.diagnostics)")
    let volume = try #require(flash.volume(named: VolumeName("MAIN")))
    #expect(outcome.diagnostics.isEmpty)
    #expect(volume.baseAddress == 0xFFFF_0000 && volume.regionSize == 0x10000)
    #expect(volume.blocks.map { [$0.size, $0.count] } == [[0x1000, 0x10]])
  }

  /// Whether the workspace stops with this code alone, at this text.
  private func expect(
    _ code: String, at text: String, _ flash: FlashWorkspace, contains words: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let outcome = flash.workspace.resolve()
    #expect(outcome.codes == [code], "\(outcome.diagnostics)", sourceLocation: sourceLocation)
    guard let first = outcome.diagnostics.first else { return }
    #expect(first.pointedAt == text && first.severity == .error, sourceLocation: sourceLocation)
    #expect(first.message.contains(words), "\(first.message)", sourceLocation: sourceLocation)
    #expect(first.fix != nil, sourceLocation: sourceLocation)
  }

  // MARK: Addresses

  @Test func aDeviceMayEndAtTheLastAddress() throws {
    let outcome = FlashWorkspace(base: "0xFFFFFFFFFFFF0000").workspace.resolve()
    let platform = try #require(outcome.value, "\(outcome.diagnostics)")
    #expect(platform.flash?.volume(named: VolumeName("MAIN"))?.baseAddress == 0xFFFF_FFFF_FFFF_0000)
  }

  @Test(arguments: ["0xFFFFFFFFFFFF0001", "0xFFFFFFFFFFFFF000", "0xFFFFFFFFFFFFFFFF"])
  func aDeviceBehindTheLastAddress(base: String) {
    expect("fd-address", at: base, FlashWorkspace(base: base), contains: "FLASH")
  }

  @Test(arguments: [
    "-1", "~0", "0x10000000000000000", "0xFFFFFFFFFFFFFFFF + 1", "1 << 126", "0 - 0x7FFFFFFFFFFFFFFF",
  ])
  func noAddress(text: String) {
    expect("fd-address", at: text, FlashWorkspace(base: text))
    expect("fd-address", at: text, FlashWorkspace(volume: "FvBaseAddress = \(text)"))
  }

  @Test func aVolumeBehindTheLastAddress() {
    expect(
      "fd-address", at: "0xFFFFFFFFFFFF8000", FlashWorkspace(volume: "FvBaseAddress = 0xFFFFFFFFFFFF8000"),
      contains: "MAIN")
    // Outside any device its blocks say how large it is.
    expect(
      "fd-address", at: "0xFFFFFFFFFFFF8000",
      FlashWorkspace(
        regions: [("0|0x1000", "")],
        volume: "FvBaseAddress = 0xFFFFFFFFFFFF8000\nBlockSize = 0x8000\nNumBlocks = 2"), contains: "0x10000")
  }

  /// What the region's PCD gets is the sum, however large: whether it fits is the PCD's matter.
  @Test func aRegionBehindTheLastAddressIsToldOfOnceWithItsDevice() {
    let outcome = FlashWorkspace(
      base: "0xFFFFFFFFFFFFFFFF", regions: [("0x0000|0x1000", ""), ("0x8000|0x8000", "FV = MAIN")]
    ).workspace.resolve()
    #expect(outcome.codes == ["fd-address"])
  }

  // MARK: Sizes

  @Test(arguments: ["-1", "0x100000000", "1 << 63", "0xFFFFFFFFFFFFFFFF", "0 - 1", "1 << 126"])
  func noSize(text: String) {
    expect("flash-number", at: text, FlashWorkspace(size: text, blocks: [], regions: []))
    expect("flash-number", at: text, FlashWorkspace(blocks: [(text, "0x10")]))
    expect("flash-number", at: text, FlashWorkspace(blocks: [("0x1000", text)]))
    expect("flash-number", at: text, FlashWorkspace(regions: [("0|\(text)", "")]))
    expect("flash-number", at: text, FlashWorkspace(regions: [("\(text)|0x1000", "")]))
    expect("flash-number", at: text, FlashWorkspace(volume: "BlockSize = \(text)"))
    expect("flash-number", at: text, FlashWorkspace(volume: "BlockSize = 0x1000\nNumBlocks = \(text)"))
  }

  @Test(arguments: ["\"text\"", "{0x01, 0x02}", "L\"wide\""])
  func noNumber(text: String) {
    expect("flash-number", at: text, FlashWorkspace(base: text))
    expect("flash-number", at: text, FlashWorkspace(size: text, blocks: [], regions: []))
  }

  @Test func blocksOfNothing() {
    expect("flash-number", at: "0", FlashWorkspace(blocks: [("0", "0x10")]), contains: "0x0")
    expect("flash-number", at: "1 - 1", FlashWorkspace(volume: "BlockSize = 1 - 1"))
  }

  /// 4 × 2^31 × 2^31 is 0 in 64 bits, and the fifth run alone would do.
  @Test func blocksAreAddedUpInFull() {
    let half = "0x80000000"
    expect(
      "fd-blocks", at: "0x10000",
      FlashWorkspace(blocks: Array(repeating: (half, half), count: 4) + [("0x1000", "0x10")]),
      contains: "0x10000000000010000 bytes")
    expect(
      "fv-blocks", at: "MAIN",
      FlashWorkspace(
        volume: String(repeating: "BlockSize = \(half)\nNumBlocks = \(half)\n", count: 4)
          + "BlockSize = 0x1000\nNumBlocks = 0x10"), contains: "0x10000000000010000 bytes")
  }

  @Test func blocksTimesTheirNumberMayBeBeyondAnything() {
    let most = "0xFFFFFFFF"
    expect(
      "fd-blocks", at: "0x10000", FlashWorkspace(blocks: [(most, most)]), contains: "0xFFFFFFFE00000001")
    expect(
      "fd-blocks", at: "0x10000", FlashWorkspace(blocks: Array(repeating: (most, most), count: 3)))
  }

  // MARK: Regions

  @Test func regionsOutsideAndOverlapping() {
    let far = ("0xFFFFFFFF|0xFFFFFFFF", "")
    let outcome = FlashWorkspace(regions: [far, ("0xFFFFFFFE|0xFFFFFFFF", "FV = MAIN")]).workspace.resolve()
    #expect(outcome.codes == ["fd-region-outside", "fd-region-outside", "fd-region-overlap"])
    expect(
      "fd-region-outside", at: "0x8000", FlashWorkspace(regions: [("0x8000|0x8001", "")]), contains: "0x8001")
  }

  /// Regions, and what edk2's GenFds (`Region.BlockInfoOfRegion`) makes of the device's blocks for each.
  @Test func aVolumeTakesTheBlocksUnderItsRegion() throws {
    let blocks = [("0x1000", "8"), ("0x8000", "1"), ("0x100", "0x10")]
    for (region, expected) in [
      ("0|0x11000", [[0x1000, 8], [0x8000, 1], [0x100, 0x10]]), ("0|0x2000", [[0x1000, 2]]),
      ("0x7000|0x9000", [[0x1000, 1], [0x8000, 1]]), ("0x10000|0x1000", [[0x100, 0x10]]),
      ("0x10000|0x180", [[0x100, 2]]), ("0x8000|0x8100", [[0x8000, 1], [0x100, 1]]),
      ("0x7800|0x9000", [[0x1000, 0], [0x8000, 1], [0x100, 0x10]]),
    ] {
      let outcome = FlashWorkspace(size: "0x11000", blocks: blocks, regions: [(region, "FV = MAIN")])
        .workspace.resolve()
      let volume = try #require(
        outcome.value?.flash?.volume(named: VolumeName("MAIN")), "\(outcome.diagnostics)")
      #expect(volume.blocks.map { [$0.size, $0.count] } == expected, "\(region)")
    }
  }

  // MARK: Alignments

  @Test(arguments: ["0", "3", "24", "4G", "1024", "-8", "0x10", "18446744073709551616"])
  func noAlignment(text: String) {
    expect("fv-alignment", at: text, FlashWorkspace(volume: "FvAlignment = \(text)"))
  }

  @Test func alignmentsUpToTwoGigabytes() throws {
    for (text, bytes) in [("1", 1), ("16", 16), ("64K", 1 << 16), ("2g", 1 << 31)] {
      let outcome = FlashWorkspace(volume: "FvAlignment = \(text)").workspace.resolve()
      #expect(
        outcome.value?.flash?.volume(named: VolumeName("MAIN"))?.alignment == bytes, "\(outcome.diagnostics)")
    }
  }

  // MARK: Anything

  private static let extremes = [
    "0", "1", "-1", "0x7FFFFFFF", "0x80000000", "0xFFFFFFFF", "0x100000000", "0x7FFFFFFFFFFFFFFF",
    "0x8000000000000000", "0xFFFFFFFFFFFFFFFF", "0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
    "0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "~0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "1 << 127", "1 / 0", "(", "",
    "\"\"", "{}", "TRUE", "gPkg.PcdBase", "gPkg.PcdSize * gPkg.PcdSize",
  ]

  /// Pairs of extremes at every two places: the platform, or an error that says where.
  @Test(arguments: extremes) func everyPairOfExtremes(one: String) {
    for other in Self.extremes {
      for flash in [
        FlashWorkspace(base: one, size: other), FlashWorkspace(size: one, blocks: [(other, "1")]),
        FlashWorkspace(size: "0xFFFFFFFF", blocks: [(one, other), (other, one)]),
        FlashWorkspace(base: one, regions: [("\(one)|\(other)", "FV = MAIN")]),
        FlashWorkspace(base: one, regions: [("0x1000|\(one)", ""), ("\(other)|0x1000", "FV = MAIN")]),
        FlashWorkspace(blocks: [(one, other)], volume: "FvBaseAddress = \(other)\nBlockSize = \(one)"),
        FlashWorkspace(base: other, volume: "BlockSize = \(one)\nNumBlocks = \(other)"),
        FlashWorkspace(volume: "SET gPkg.PcdSize = (\(one)) * (\(other))\nFvBaseAddress = gPkg.PcdSize"),
      ] {
        let outcome = flash.workspace.resolve()
        let isError = outcome.diagnostics.contains { $0.severity == .error }
        #expect((outcome.value == nil) == isError)
        #expect(outcome.diagnostics.allSatisfy { $0.pointedAt != "the command line" })
      }
    }
  }
}
