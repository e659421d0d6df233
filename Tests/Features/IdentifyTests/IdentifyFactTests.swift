import Bytes
import Compression
import FirmwareImage
import Identify
import Testing
import Vocabulary

/// What is read off an image without tables.
@Suite struct IdentifyFactTests {
  /// FILE_GUID of OvmfPkg/SmbiosPlatformDxe, which shows PcdFirmwareVersionString.
  private static let smbios: GUID = "4110465D-5FF3-4F4B-B580-24ED0D06747A"
  private static let core: GUID = "D6A2CB7F-6A18-4E2F-B43B-9920A733700A"

  private func facts(_ files: [FilePlan]) throws -> ImageFacts {
    let plan = VolumePlan(
      size: .fixed([.init(count: 16, length: 0x1000)]), attributes: [.erasePolarity, .memoryMapped],
      files: files)
    let bytes = try plan.placed().bytes()
    return ImageFacts(FlashImage.parse(bytes, path: "x", decoder: SectionCodecs()).image, bytes: bytes)
  }

  private func file(_ name: GUID, _ type: FFSFile.FileType, _ payload: [UInt8]) -> FilePlan {
    FilePlan(name, type: type, contents: .sections([SectionPlan(.pe32, payload: payload)]))
  }

  private func wide(_ text: String) -> [UInt8] { text.utf8.flatMap { [$0, 0] } + [0, 0] }

  @Test func versionsAreFoundWhereFirmwareShowsThem() throws {
    let noise = wide("edit") + wide("2020") + wide("EDK II")
    let found = try facts([file(Self.smbios, .driver, noise + wide("2024.02-2") + noise)])
    #expect(found.trace.version?.text == "2024.02-2")
    #expect(found.trace.version?.place == found.files.first?.place)
    #expect(try facts([file(Self.smbios, .driver, noise)]).trace.version == nil)
    #expect(try facts([file(Self.core, .driver, wide("2024.02-2"))]).trace.version == nil)
  }

  @Test func assertionsTellDebugBuilds() throws {
    let debug = try facts([file(Self.core, .dxeCore, Array("xASSERT %a(%Lu): %a\n".utf8))])
    #expect(debug.trace.assertion?.text == "ASSERT %a(")
    let release = try facts([file(Self.core, .dxeCore, Array("nothing at all: ASSER".utf8))])
    #expect(release.trace.assertion == nil && release.trace.quietCore != nil)
    #expect(ImageIdentity(release, catalogue: PlatformCatalogue(releases: [], platforms: [])).isSilent)
  }

  @Test func tracesContradictATarget() throws {
    let debug = try facts([file(Self.core, .dxeCore, Array("xASSERT %a(%Lu): %a\n".utf8))]).trace
    #expect(debug.contradiction(to: .release)?.text == "ASSERT %a(")
    #expect(debug.contradiction(to: .debug) == nil)
    #expect(debug.contradiction(to: .noopt) == nil)
    // No text proves nothing: DebugLibNull has none.
    let quiet = try facts([file(Self.core, .dxeCore, Array("nothing at all".utf8))]).trace
    #expect(quiet.contradiction(to: .release) == nil)
    #expect(quiet.contradiction(to: .debug) == nil)
  }

  @Test func flashThatNobodyHasWrittenTo() throws {
    let blank = [UInt8](repeating: 0xFF, count: 0x2000)
    let facts = ImageFacts(FlashImage.parse(blank, path: "x", decoder: nil).image, bytes: blank)
    #expect(facts.blankByte == 0xFF && facts.store == nil && !facts.hasCode)
    let identity = ImageIdentity(facts, catalogue: PlatformCatalogue(releases: [], platforms: []))
    #expect(identity.kind == .blank && identity.fit == nil)
  }

  /// An image of which no platform is known still says what it does.
  @Test func unknownFirmware() throws {
    let identity = ImageIdentity(
      try facts([file(Self.core, .dxeCore, [0])]),
      catalogue: PlatformCatalogue(releases: [202211], platforms: []))
    #expect(identity.search == nil && identity.kind == .part)
    #expect(identity.claims.first { $0.topic == "platform" }?.value == "unknown")
    #expect(identity.claims.allSatisfy { !$0.evidence.isEmpty || $0.topic == "architecture" })
  }
}
