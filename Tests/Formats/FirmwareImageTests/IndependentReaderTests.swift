import Bytes
import Compression
import FirmwareImage
import TestSupport
import Testing

/// What parsing finds, against what readers find that share no code with it.
@Suite(.serialized) struct IndependentReaderTests {
  @Test func agreesWithVirtFirmware() throws {
    let paths = DebianImages.code + DebianImages.variables
    let lines = try Oracle.lines("virt-firmware", paths)
    #expect(lines.count > 5000)
    // It does not look for sections in files of type freeform.
    try expectAgreement(lines, paths, Listing(sectionsInFreeform: false))
  }

  /// This reader wants a volume at the first byte, and passes variable stores in silence.
  @Test func agreesWithUEFIFirmwareParser() throws {
    let paths = DebianImages.code.filter { $0.contains("OVMF32_CODE") || $0.contains("OVMF_CODE") }
    let lines = try Oracle.lines("uefi-firmware", paths)
    #expect(lines.count > 3000)
    try expectAgreement(lines, paths, Listing(sectionsInFreeform: true))
  }

  private func expectAgreement(_ theirs: [String], _ paths: [String], _ listing: Listing) throws {
    var ours: [String] = []
    for path in paths {
      let parsed = FlashImage.parse(try DebianImages.bytes(path), path: path, decoder: SectionCodecs())
      ours.append("image \(path)")
      ours += parsed.image.regions.flatMap(listing.lines)
    }
    #expect(ours.count == theirs.count)
    let difference = zip(ours, theirs).enumerated().first { $1.0 != $1.1 }
    #expect(difference == nil, "line \(difference.map { "\($0.offset): \($0.element)" } ?? "")")
  }
}

/// The lines of `Tests/Oracles/firmware_files.py`.
private struct Listing {
  let sectionsInFreeform: Bool

  func lines(_ region: Region) -> [String] {
    switch region {
    case .volume(let volume): lines(volume)
    case .variableStore(let store): ["store \(lower(store.signature)) \(store.size)"]
    case .workingBlock, .fill, .bytes: []
    }
  }

  private func lines(_ volume: FirmwareVolume) -> [String] {
    var lines = ["volume \(lower(volume.fileSystem)) \(volume.length)"]
    if case .regions(let regions) = volume.contents { lines += regions.flatMap(self.lines) }
    for file in volume.files {
      let size = file.size
      lines.append("file \(lower(file.name)) \(file.type.rawValue) \(size) \(file.attributes.rawValue)")
      if file.type != .freeform || sectionsInFreeform { lines += file.sections.flatMap(self.lines) }
    }
    return lines
  }

  private func lines(_ section: Section) -> [String] {
    var lines = ["section \(section.type.rawValue) \(section.size)"]
    if case .volume(let volume, _) = section.payload { lines += self.lines(volume) }
    return lines + (section.children?.sections.flatMap(self.lines) ?? [])
  }

  private func lower(_ guid: GUID) -> String { guid.description.lowercased() }
}
