import Bytes
import Compression
import FirmwareImage
import TestSupport
import Testing

/// What edk2's GenSec, GenFfs and GenFv packed for Debian, taken apart to plain lists of files and
/// sections and packed again: the bytes must be the same. Padding is left out of the lists, and
/// alignments come from where the platforms' rules take them: the PE headers (`Align = Auto`).
@Suite(.serialized) struct RepackTests {
  @Test(arguments: DebianImages.code)
  func volumesComeOutTheSame(path: String) throws {
    let parsed = FlashImage.parse(try DebianImages.bytes(path), path: path, decoder: SectionCodecs())
    let volumes = parsed.image.allVolumes.filter { !$0.files.isEmpty }
    #expect(!volumes.isEmpty)
    for volume in volumes {
      let placed = try Repack(volume).plan.placed()
      let name = volume.name.map(String.init(describing:)) ?? "unnamed"
      #expect(DebianImages.areEqual(placed.bytes(), try volume.bytes()), "volume \(name)")
    }
  }

  /// `SECTION FV_IMAGE = …` takes the alignment from the volume's header.
  @Test(arguments: DebianImages.code)
  func encapsulatedSectionsComeOutTheSame(path: String) throws {
    let parsed = FlashImage.parse(try DebianImages.bytes(path), path: path, decoder: SectionCodecs())
    let sections = parsed.image.allVolumes.flatMap { $0.files.flatMap(\.sections) }
    let streams = sections.compactMap(\.children)
    #expect(!streams.isEmpty)
    for stream in streams {
      let plans = stream.sections.compactMap { Repack.plan($0, alignment: Repack.volumeAlignment) }
      #expect(DebianImages.areEqual(try PlacedSections(plans).bytes(), try stream.bytes()))
    }
  }

  @Test func payloadsCanBeReplacedOncePlaced() throws {
    let path = DebianImages.code[0]
    let parsed = FlashImage.parse(try DebianImages.bytes(path), path: path, decoder: SectionCodecs())
    let volume = try #require(parsed.image.allVolumes.first { $0.files.contains { $0.type == .peiCore } })
    var placed = try Repack(volume).plan.placed()
    let file = try #require(placed.files.firstIndex { $0.type == .peiCore })
    let section = try #require(placed.files[file].payloads.firstIndex { $0.type == .pe32 })
    let payload = placed.files[file].payloads[section]
    try placed.replacePayload(
      ofFile: file, section: section, with: Array(repeating: 0x5A, count: payload.size))
    let bytes = placed.bytes()
    #expect(bytes[payload.offset..<(payload.offset + payload.size)].allSatisfy { $0 == 0x5A })
    #expect(bytes[..<payload.offset] == (try volume.bytes())[..<payload.offset])
    #expect(throws: ReplacementError.size(was: payload.size, is: 1)) {
      try placed.replacePayload(ofFile: file, section: section, with: [0])
    }
  }
}

/// A volume's plan, read back from the volume.
struct Repack {
  let volume: FirmwareVolume

  init(_ volume: FirmwareVolume) { self.volume = volume }

  var plan: VolumePlan {
    var attributes = volume.attributes
    attributes.alignmentLogarithm = 4  // FvAlignment = 16, in every volume of OvmfPkg and ArmVirtPkg
    let files = volume.files.filter { !$0.isPad }.map(plan)
    // ArmVirtPkg's FVMAIN has `BlockSize = 0x40` and no number of blocks: GenFv computes it.
    let isComputed = volume.blockMap.map(\.length) == [0x40]
    var plan = VolumePlan(
      size: isComputed ? .computed(blockLength: 0x40) : .fixed(volume.blockMap), attributes: attributes,
      extendedHeader: volume.extendedHeader,
      files: files)
    plan.zeroVector = volume.zeroVector
    return plan
  }

  private func plan(_ file: FFSFile) -> FilePlan {
    let contents: FilePlan.Contents
    switch file.contents {
    case .sections(let stream):
      contents = .sections(stream.sections.compactMap { Self.plan($0, alignment: alignment(in: file)) })
    case .bytes(let bytes): contents = .bytes(Array(bytes))
    case .fill(let value, let count): contents = .bytes(Array(repeating: value, count: count))
    case .extendedHeader: contents = .bytes([])
    }
    return FilePlan(
      file.name, type: file.type, isFixed: file.attributes.contains(.fixed),
      hasChecksum: file.attributes.contains(.checksum),
      alignment: file.isVolumeTop ? 16 : 1, contents: contents)
  }

  /// The rules ask for `Align = Auto` in PEI files, and ArmVirtPkg's in its SEC too. ArmVirtPkg
  /// converts to TE, whose header has no section alignment: it was the page size of the linker.
  private func alignment(in file: FFSFile) -> (Section) -> Int {
    guard [.securityCore, .peiCore, .peim].contains(file.type) else { return { _ in 1 } }
    return { section in
      if section.type == .te { return 0x1000 }
      guard file.type != .securityCore else { return 1 }
      guard section.type == .pe32, case .bytes(let image) = section.payload else { return 1 }
      return Self.sectionAlignment(Array(image))
    }
  }

  static func volumeAlignment(_ section: Section) -> Int {
    if case .volume(let volume, _) = section.payload { 1 << volume.attributes.alignmentLogarithm } else { 1 }
  }

  /// The plan of a section; nil for padding, which placing must find by itself.
  static func plan(_ section: Section, alignment: (Section) -> Int) -> SectionPlan? {
    let payload: [UInt8]
    switch section.payload {
    case .bytes(let bytes): payload = Array(bytes)
    case .encoded(let sections): payload = Array(sections.encoded ?? [])
    case .volume(let volume, let trailing): payload = ((try? volume.bytes()) ?? []) + trailing
    case .sections(let stream): payload = (try? stream.bytes()) ?? []
    }
    if section.fields == .freeform(SectionGUID.alignmentPadding) { return nil }
    if section.type == .raw, payload.allSatisfy({ $0 == 0 }) { return nil }
    return SectionPlan(
      section.type, fields: section.fields, payload: payload, alignment: alignment(section))
  }

  /// `SectionAlignment` of a PE optional header: 32 bytes into it, behind the 24 bytes of signature
  /// and COFF header, at the offset that byte 60 names.
  private static func sectionAlignment(_ image: [UInt8]) -> Int {
    let word = { (offset: Int) in
      (0..<4).reduce(0) { $0 | Int(image[offset + $1]) << (8 * $1) }
    }
    return word(word(60) + 24 + 32)
  }
}
