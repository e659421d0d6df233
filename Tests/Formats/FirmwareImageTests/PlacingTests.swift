import Bytes
import Compression
import FirmwareImage
import Testing

@Suite struct PlacingTests {
  private static let nameA: GUID = "00000000-0000-0000-0000-00000000000A"
  private static let nameB: GUID = "00000000-0000-0000-0000-00000000000B"

  private let small: [UInt8] = [1, 2, 3, 4, 5]

  private var fileA: FilePlan {
    FilePlan(
      Self.nameA, type: .freeform, hasChecksum: true,
      contents: .sections([SectionPlan(.raw, payload: small, alignment: 8)]))
  }

  private var fileB: FilePlan {
    let first = SectionPlan(.raw, payload: [0x11, 0x12, 0x13], alignment: 64)
    let second = SectionPlan(.raw, payload: small, alignment: 16)
    return FilePlan(Self.nameB, type: .freeform, isFixed: true, contents: .sections([first, second]))
  }

  private func volumeTop(size: Int) -> FilePlan {
    let payload = (0..<size).map { UInt8(0x21 + $0) }
    return FilePlan(
      FFSFile.volumeTopName, type: .raw,
      contents: .sections([SectionPlan(.raw, payload: payload, alignment: 8)]))
  }

  /// The plan of `GenFvFixtures`.
  private func plan(_ files: [FilePlan], size: VolumePlan.Size = .computed(blockLength: 0x40)) -> VolumePlan {
    var attributes: FirmwareVolume.Attributes = .memoryMapped
    attributes.alignmentLogarithm = 4
    let usedSize = FirmwareVolume.ExtendedHeader.Entry(type: 3, data: [0, 0, 0, 0])
    let header = FirmwareVolume.ExtendedHeader(
      name: "763BED0D-DE9F-48F5-81F1-3E90E1B1A015", entries: [usedSize])
    return VolumePlan(size: size, attributes: attributes, extendedHeader: header, files: files)
  }

  @Test func computedSizeAsGenFv() throws {
    let placed = try plan([fileA, fileB]).placed()
    #expect(placed.bytes() == GenFvFixtures.plain)
    // Offsets and size as read off the fixture.
    #expect(placed.files.map(\.offset) == [0x80, 0xE8])
    #expect(placed.files[1].payloads.map(\.offset) == [0x140, 0x150])
    #expect(placed.usedBytes == 0x158)
    #expect(placed.freeBytes == 0x180 - 0x158)
  }

  @Test func volumeTopFileEndsAtTheEnd() throws {
    let placed = try plan([volumeTop(size: 8), fileA, fileB]).placed()
    #expect(placed.bytes() == GenFvFixtures.withVolumeTop)
    #expect(placed.files.map(\.offset) == [0x158, 0x80, 0xE8])
    #expect(placed.freeBytes == 0)
  }

  /// HeaderLength has 16 bits (PI 1.8 Vol 3, 3.2.1): a longer block map would be written as a shorter one.
  @Test func aBlockMapThatTheHeaderCannotHoldIsRefused() {
    let blocks = Array(repeating: FirmwareVolume.Block(count: 1, length: 0x1000), count: 8192)
    #expect(throws: VolumePlanError.blockMap) { try plan([fileA], size: .fixed(blocks)).placed() }
  }

  /// GenFv leaves 16 bytes here, and overwrites the volume top file with the pad file's header.
  @Test func gapThatHoldsNoPadFileGetsAnotherBlock() throws {
    let placed = try plan([fileA, fileB, volumeTop(size: 56)]).placed()
    #expect(placed.size == 0x200)
    let parsed = FlashImage.parse(placed.bytes(), path: "x.fv", decoder: nil)
    #expect(parsed.diagnostics == [])
    #expect(parsed.image.volumes[0].files.last?.name == FFSFile.volumeTopName)
  }

  @Test func overflowSaysByHowMuchAndWhy() throws {
    let blocks = [FirmwareVolume.Block(count: 5, length: 0x40)]
    let error = #expect(throws: VolumePlanError.self) {
      try plan([fileA, fileB], size: .fixed(blocks)).placed()
    }
    guard case .overflow(let overflow) = error else { throw error ?? .blockMap }
    #expect(overflow.overage == 0x158 - 0x140)
    #expect(overflow.files.map(\.name) == [Self.nameA, Self.nameB])
    #expect(overflow.files.map(\.bytes) == [0x28, 0x158 - 0xA8])
  }

  @Test func impossiblePlans() {
    #expect(throws: VolumePlanError.duplicateFile(Self.nameA)) { try plan([fileA, fileA]).placed() }
    #expect(throws: VolumePlanError.severalVolumeTopFiles) {
      try plan([volumeTop(size: 8), volumeTop(size: 8)]).placed()
    }
    // GenFv places it at 0x15C, where readers do not look for a file.
    #expect(throws: VolumePlanError.volumeTopMisaligned(wanted: 8)) {
      try plan([fileA, fileB, volumeTop(size: 4)]).placed()
    }
    let endless = FirmwareVolume.Block(count: .max, length: .max)
    for blocks in [[], [endless]] {
      #expect(throws: VolumePlanError.blockMap) { try plan([], size: .fixed(blocks)).placed() }
    }
    for alignment in [0, 3, 0x200_0000] {
      let section = SectionPlan(.raw, payload: small, alignment: alignment)
      let file = FilePlan(Self.nameA, type: .freeform, contents: .sections([section]))
      #expect(throws: VolumePlanError.alignment(file: Self.nameA, bytes: alignment)) {
        try plan([file]).placed()
      }
    }
  }

  /// PI 1.8 Vol 3, 3.2.3: from 16 MiB on the size moves to 64 bits, and the file system is FFS3.
  @Test func largeFile() throws {
    let section = SectionPlan(.raw, payload: [UInt8](repeating: 0x5A, count: 0x100_0000))
    let file = FilePlan(Self.nameA, type: .freeform, contents: .sections([section]))
    let placed = try plan([file], size: .computed(blockLength: 0x1000)).placed()
    #expect(placed.header.fileSystem == FirmwareVolume.ffs3)
    #expect(placed.files[0].headerSize == 32)
    #expect(placed.files[0].payloads[0].offset == placed.files[0].dataOffset + 8)
    let bytes = placed.bytes()
    let parsed = FlashImage.parse(bytes, path: "x.fv", decoder: nil)
    #expect(parsed.diagnostics == [])
    #expect(parsed.image.volumes[0].files.last?.size == 0x100_0000 + 8 + 32)
  }

  /// A changed section inside an encapsulation is encoded again, an unchanged one is not.
  @Test func changedEncapsulationIsEncodedAgain() throws {
    let codecs = SectionCodecs()
    let stream = try PlacedSections([SectionPlan(.raw, payload: small)]).bytes()
    let encoded = try #require(try codecs.encode(stream, for: SectionGUID.lzma))
    let file = FilePlan(
      Self.nameA, type: .freeform, contents: .sections([.guidDefined(SectionGUID.lzma, encoded)]))
    let bytes = try plan([file], size: .computed(blockLength: 0x1000)).placed().bytes()
    let parsed = FlashImage.parse(bytes, path: "x.fv", decoder: codecs)
    var volume = parsed.image.volumes[0]
    let index = try #require(volume.files.firstIndex { $0.name == Self.nameA })
    var target = volume.files[index]
    guard case .sections(var sections) = target.contents, case .section(var section) = sections.items[0],
      case .encoded(var inner) = section.payload
    else { throw VolumePlanError.blockMap }
    inner.stream.items.append(.section(Section(.raw, payload: .bytes([7]))))
    section.payload = .encoded(inner)
    sections.items[0] = .section(section)
    target.contents = .sections(sections)
    guard case .files(var items) = volume.contents else { throw VolumePlanError.blockMap }
    items[index] = .file(target)
    volume.contents = .files(items)

    #expect(throws: ImageWritingError.noEncoder(.guidDefined, SectionGUID.lzma)) { try volume.bytes() }
    let written = try volume.bytes(encoder: codecs)
    let again = FlashImage.parse(written, path: "x.fv", decoder: codecs)
    #expect(again.diagnostics == [])
    let payloads = again.image.volumes[0].files[index].sections[0].children?.sections.map(\.payload)
    #expect(payloads == [.bytes([1, 2, 3, 4, 5]), .bytes([7])])
  }
}

@Suite struct FlashPlanTests {
  private func region(_ name: String, _ offset: Int, _ size: Int, _ bytes: [UInt8] = [1]) -> FlashRegionPlan {
    FlashRegionPlan(name, offset: offset, size: size, bytes: bytes)
  }

  /// GenFds pads in front of a region and inside, never behind the last one: edk2's QEMU_VARS.fd for LoongArch has
  /// 768 KiB, with a `Size` of 16 MiB.
  @Test func gapsAreErasedAndTheImageEndsWithItsLastRegion() throws {
    let plan = FlashPlan(size: 8, regions: [region("B", 5, 2, [3, 4]), region("A", 1, 2)])
    #expect(try plan.bytes() == [0xFF, 1, 0xFF, 0xFF, 0xFF, 3, 4])
  }

  @Test func whatDoesNotFitIsAnError() {
    #expect(throws: FlashPlanError.overlap(first: "A", second: "B", bytes: 1)) {
      try FlashPlan(size: 8, regions: [region("B", 2, 2), region("A", 0, 3)]).bytes()
    }
    #expect(throws: FlashPlanError.outsideImage(region: "A", end: 9, size: 8)) {
      try FlashPlan(size: 8, regions: [region("A", 7, 2)]).bytes()
    }
    #expect(throws: FlashPlanError.tooLarge(region: "A", bytes: 3, size: 2)) {
      try FlashPlan(size: 8, regions: [region("A", 0, 2, [1, 2, 3])]).bytes()
    }
  }
}
