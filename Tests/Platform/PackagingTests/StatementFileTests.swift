import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import PlatformModel
import Testing
import Vocabulary

@testable import Packaging

/// FILE statements (EDK II FDF Specification 1.28, 2.6 and 3.6).
@Suite struct StatementFileTests {
  private static let name: GUID = "5D695E11-9B3F-4B83-B25F-4A8D5D69BE07"

  private struct Made {
    var plan: FilePlan?
    var streams: [PackedStream]
    var diagnostics: [Diagnostic]
    var codes: [String] { diagnostics.map(\.code.name) }
  }

  /// What the first FILE statement of MAIN becomes. No volume is packed.
  private func file(
    _ statement: String, files: [String: [UInt8]] = [:], encode: @escaping PayloadEncoder = { _, _ in nil }
  ) async throws -> Made {
    var workspace = PackingWorkspace("[FV.MAIN]\n\(statement)\n[FV.INNER]\n[FV.BROKEN]\n")
    workspace.files = files
    workspace.encode = encode
    let flash = try workspace.flash()
    let volume = try #require(flash.volumes.first)
    guard case .statement(let placement) = try #require(volume.files.first) else { throw NoStatement() }
    var maker = StatementFile(
      placement,
      sections: StatementSections(
        context: workspace.context, volumes: PackedVolumes(flash),
        compression: CompressionChoice(for: volume, in: flash, context: workspace.context)))
    let plan = await maker.plan()
    return Made(plan: plan, streams: maker.streams, diagnostics: maker.diagnostics.all)
  }

  private struct NoStatement: Error {}

  @Test func leafSectionsHoldFilesAndTexts() async throws {
    let made = try await file(
      """
      FILE FREEFORM = \(Self.name) FIXED CHECKSUM Align = 16 {
        SECTION Align = 8 RAW = a.bin
        SECTION UI = "Name"
        SECTION BUILD_NUM = 0003 VERSION = "1.5"
        SECTION SUBTYPE_GUID 11111111-2222-3333-4444-555555555555 = a.bin
      }
      """, files: ["a.bin": [1, 2, 3]])
    let plan = try #require(made.plan)
    #expect(plan.name == Self.name)
    #expect(plan.type == .freeform)
    #expect(plan.isFixed)
    #expect(plan.hasChecksum)
    #expect(plan.alignment == 16)
    #expect(plan.sections.map(\.type) == [.raw, .userInterface, .version, .freeformSubtypeGUID])
    #expect(plan.sections.map(\.payload) == [[1, 2, 3], ucs2("Name"), [3, 0] + ucs2("1.5"), [1, 2, 3]])
    #expect(plan.sections[0].alignment == 8)
    #expect(plan.sections[3].fields == .freeform("11111111-2222-3333-4444-555555555555"))
  }

  /// Each file is filled up to its own alignment with 0xFF (GenFds, `FfsFileStatement.GenFfs`).
  @Test func filesStandOneBehindTheOther() async throws {
    let made = try await file(
      "FILE RAW = \(Self.name) { Align = 8 a.bin Align = 16 b.bin }",
      files: ["a.bin": [1, 2, 3], "b.bin": [4, 5, 6, 7, 8]])
    let plan = try #require(made.plan)
    #expect(
      plan.contents == .bytes([1, 2, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 4, 5, 6, 7, 8, 0xFF, 0xFF, 0xFF]))
    #expect(plan.alignment == 16)
  }

  @Test func oneFileIsNotFilledUp() async throws {
    let made = try await file("FILE RAW = \(Self.name) { Align = 8 a.bin }", files: ["a.bin": [1, 2, 3]])
    #expect(made.plan?.contents == .bytes([1, 2, 3]))
    #expect(made.plan?.alignment == 8)
  }

  /// EFI_COMPRESSION_SECTION with EFI_NOT_COMPRESSED (PI 1.8 Vol 3, 3.2.5.2); sections start at multiples of 4.
  @Test func sectionsThatAreNotCompressedStandInACompressionSection() async throws {
    let made = try await file(
      """
      FILE FREEFORM = \(Self.name) {
        SECTION COMPRESS PI_NONE {
          SECTION RAW = a.bin
          SECTION RAW = a.bin
        }
      }
      """, files: ["a.bin": [1, 2, 3]])
    let section = try #require(made.plan?.sections.first)
    // 4 + 3 bytes, 1 byte up to the next multiple of 4, 4 + 3 bytes.
    #expect(section.fields == .compression(method: .none, uncompressedLength: 15))
    #expect(section.payload == [7, 0, 0, 0x19, 1, 2, 3, 0, 7, 0, 0, 0x19, 1, 2, 3])
    #expect(made.streams.isEmpty)
  }

  @Test func aGuidedSectionHoldsWhatTheEncoderMakes() async throws {
    let guid: GUID = "EE4E5898-3914-4259-9D6E-DC7BD79403CF"
    let made = try await file(
      """
      FILE FREEFORM = \(Self.name) {
        SECTION GUIDED \(guid) PROCESSING_REQUIRED = TRUE AUTH_STATUS_VALID = TRUE {
          SECTION Align = 16 RAW = a.bin
        }
      }
      """, files: ["a.bin": [1, 2, 3]],
      encode: { payload, asked in
        asked == guid ? EncodedPayload(attributes: [], bytes: [UInt8(payload.count)]) : nil
      })
    let section = try #require(made.plan?.sections.first)
    guard case .guidDefined(let definition) = section.fields else { return #expect(Bool(false)) }
    #expect(definition.guid == guid)
    // EFI_GUIDED_SECTION_PROCESSING_REQUIRED and EFI_GUIDED_SECTION_AUTH_STATUS_VALID.
    #expect(definition.attributes.rawValue == 0x01 | 0x02)
    // Padding of 12 bytes, so that the data of the section behind it stand at 16; then its 4 + 3 bytes.
    #expect(section.payload == [19])
    // Whoever opens the section aligns its contents; the section itself stands anywhere.
    #expect(section.alignment == 1)
    #expect(made.streams.map(\.guid) == [guid])
    #expect(made.streams.map(\.size) == [19])
    #expect(made.streams.map(\.encodedSize) == [1])
  }

  /// Without a GUID the section has a CRC-32 in front of contents that are read in place.
  @Test func aSectionThatIsReadInPlaceKeepsTheAlignmentOfItsContents() async throws {
    let made = try await file(
      """
      FILE FREEFORM = \(Self.name) {
        SECTION GUIDED {
          SECTION Align = 16 RAW = a.bin
        }
      }
      """, files: ["a.bin": [1]],
      encode: { payload, guid in
        guid == SectionGUID.crc32
          ? EncodedPayload(attributes: .authenticationStatusValid, extraHeader: [0, 0, 0, 0], bytes: payload)
          : nil
      })
    #expect(made.plan?.sections.first?.alignment == 16)
  }

  @Test(arguments: [
    ("{ FD = FLASH }", "section-unsupported"), ("{ FV = BROKEN }", nil), ("{ FV = NOWHERE }", "fv-unknown"),
    ("{ gone.bin }", "packed-file-unreadable"), ("{ SECTION RAW = gone.bin }", "packed-file-unreadable"),
    ("{ SECTION COMPRESS PI_STD { SECTION RAW = a.bin } }", "section-unsupported"),
    ("{ SECTION DXE_DEPEX_EXP = { TRUE } }", "section-unsupported"),
    ("{ SECTION FV_IMAGE = NOWHERE }", "fv-unknown"),
    (
      "{ SECTION GUIDED 11111111-2222-3333-4444-555555555555 { SECTION RAW = a.bin } }",
      "guided-encoder-unknown"
    ),
    ("{ SECTION TE = a.bin }", "image-malformed"),
  ])
  func whatCannotBeMadeIsNoFile(body: String, code: String?) async throws {
    let made = try await file("FILE DRIVER = \(Self.name) \(body)", files: ["a.bin": [1]])
    #expect(made.plan == nil)
    // A volume that could not be packed has its errors already.
    #expect(made.codes == (code.map { [$0] } ?? []))
  }

  @Test func everyMissingFileIsReported() async throws {
    let made = try await file(
      "FILE FREEFORM = \(Self.name) { SECTION RAW = one.bin\n SECTION RAW = two.bin }")
    #expect(made.diagnostics.map(\.pointedAt) == ["one.bin", "two.bin"])
  }

  @Test(arguments: [(16, true), (17, false)])
  func encapsulationsStandSixteenDeepAtMost(depth: Int, isMade: Bool) async throws {
    let open = String(repeating: "SECTION COMPRESS PI_NONE {\n", count: depth)
    let made = try await file(
      "FILE FREEFORM = \(Self.name) {\n\(open)SECTION RAW = a.bin\n"
        + String(repeating: "}\n", count: depth + 1), files: ["a.bin": [1]])
    #expect((made.plan != nil) == isMade)
    #expect(made.codes == (isMade ? [] : ["section-unsupported"]))
  }

  @Test func whatTheEncoderSaysIsReported() async throws {
    let made = try await file(
      """
      FILE FREEFORM = \(Self.name) {
        SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF { SECTION RAW = a.bin }
      }
      """, files: ["a.bin": [1]],
      encode: { _, _ throws(SectionCodecError) in throw SectionCodecError(.sectionUnsupported, "it broke") })
    #expect(made.plan == nil)
    #expect(made.diagnostics.map(\.message) == ["it broke"])
  }
}
