import Bytes
import Diagnostics
import Manifests
import Testing
import Vocabulary

@Suite struct FDFVolumeTests {
  /// OVMF's SECFV, PEIFV and the options that FDF 1.28, 3.6 allows beside them.
  @Test func settingsAndEntries() throws {
    let reading = FDFReading(
      """
      [FV.PEIFV]
      FvBaseAddress      = 0x820000
      FvForceRebase      = 0x01
      FvAlignment        = 64K
      FvNameGuid         = 6938079B-B503-4E3D-9D24-B28337A25806
      FvNameString       = TRUE
      FvUsedSizeEnable   = FALSE
      BlockSize          = 0x10000
      ERASE_POLARITY     = 1
      READ_LOCK_STATUS   = TRUE
      WEAK_ALIGNMENT     = false

      FV_EXT_ENTRY_TYPE TYPE = 0x0002 { FILE = a/b.bin }
      FV_EXT_ENTRY TYPE = 0x3 {
        DATA = { 0x01, 0x02 }
      }
      APRIORI PEI {
        INF  MdeModulePkg/Universal/PCD/Pei/Pcd.inf
        FILE PEIM = PCD(gA.PcdName) { x.ffs }
      }
      INF  MdeModulePkg/Core/Pei/PeiMain.inf | RELOCS_RETAINED
      INF  FILE_GUID = 280251c4-1d09-4035-9062-839acb5f18c1 RuleOverride=ACPI VERSION = "1.0 b" UI="A b" USE = X64 UefiCpuPkg/CpuMpPei/CpuMpPei.inf
      INF  DEBUG_$(TOOL_CHAIN_TAG)_$(ARCH), *_*_IA32 A_B_C/D.inf
      """)
    #expect(reading.codes == [])
    let volume = try #require(reading.file.volume(named: VolumeName("peifv")))
    #expect(volume.baseAddress?.value == "0x820000")
    #expect(volume.forceRebase?.value == true)
    #expect(volume.alignment?.value == .bytes(65536))
    #expect(volume.nameGUID?.value == .guid("6938079B-B503-4E3D-9D24-B28337A25806"))
    #expect(volume.storesName?.value == true && volume.storesUsedSize?.value == false)
    #expect(volume.blocks.map(\.size.value.value) == ["0x10000"] && volume.blocks[0].count == nil)
    #expect(volume.attributes.map(\.attribute.value) == [.erasePolarity, .readLockStatus, .weakAlignment])
    #expect(volume.value(of: .weakAlignment)?.value == false && volume.value(of: .memoryMapped) == nil)
    #expect(volume.extensionEntries.map(\.type.value) == ["0x0002", "0x3"])
    #expect(volume.aprioriLists.map(\.phase.value) == [.pei])
    #expect(volume.aprioriLists[0].entries.count == 2)

    let modules = volume.entries.compactMap { if case .module(let module) = $0 { module } else { nil } }
    #expect(modules.count == 3)
    #expect(modules[0].keepsRelocations?.value == true)
    #expect(modules[1].fileGUID?.value == .guid("280251c4-1d09-4035-9062-839acb5f18c1"))
    #expect(modules[1].version?.value == "1.0 b" && modules[1].userInterface?.value == "A b")
    #expect(modules[1].path.range.description == "a.fdf:22:110")
    #expect(modules[2].keyStrings.map(\.value) == ["DEBUG_$(TOOL_CHAIN_TAG)_$(ARCH)", "*_*_IA32"])
    #expect(modules[2].path.value.text == "A_B_C/D.inf")
  }

  @Test func filesHoldVolumesPathsOrSections() throws {
    let reading = FDFReading(
      """
      [FV.A]
      FILE FV_IMAGE = 9E21FD93-9C72-4c15-8C4B-E77F1DB2D792 {
         SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE AUTH_STATUS_VALID = 0 EXTRA_HEADER_SIZE = 0x18 {
           SECTION Align = 16 FV_IMAGE = PEIFV
           SECTION COMPRESS PI_NONE { SECTION FV_IMAGE = inner {
             FvAlignment = 16
             INF A/B.inf
             FILE RAW = gSomeFileGuid { SECTION RAW = x.bin }
           } }
           SECTION GUIDED { SECTION UI = "A B" }
         }
       }
      FILE RAW = PCD (gA.PcdGuid) FIXED CHECKSUM Align = 4K { Align = 16 a.bin b$(SPACE)c.bin }
      FILE FREEFORM = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 { FV = X }
      FILE SEC = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 RELOCS_STRIPPED { FD = Y }
      FILE PEIM = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 {
        SECTION PEI_DEPEX_EXP = { gEfiPeiMemoryDiscoveredPpiGuid AND (NOT
          gOther OR TRUE) }
        SECTION Align = Auto PE32 RELOCS_RETAINED = Intel3.5/EFIX64/E3522X2.EFI
        SECTION BUILD_NUM = 0001 VERSION = "1.0"
        SECTION VERSION = v.txt
        SECTION Optional SUBTYPE_GUID gSub = x.bin
      }
      """)
    #expect(reading.codes == [])
    let files = reading.file.volumes[0].entries.compactMap {
      if case .file(let file) = $0 { file } else { nil }
    }
    #expect(files.map(\.type.value) == [.volumeImage, .raw, .freeform, .sec, .peim])

    guard case .sections(let outer) = files[0].body, case .guided(let head, let inner) = outer[0].content
    else {
      Issue.record("no guided section")
      return
    }
    #expect(head.guid?.value == .guid("EE4E5898-3914-4259-9D6E-DC7BD79403CF"))
    #expect(head.processingRequired?.value == true && head.authStatusValid?.value == false)
    #expect(head.extraHeaderSize?.value == 0x18)
    #expect(inner.count == 3 && inner[0].alignment?.value == .bytes(16))
    guard case .compressed(.none, let compressed) = inner[1].content,
      case .volumeImage(.inPlace(let volume)) = compressed[0].content
    else {
      Issue.record("no volume in place")
      return
    }
    #expect(volume.name.value.text == "inner" && volume.entries.count == 2)
    if case .guided(let plain, let sections) = inner[2].content {
      #expect(plain.guid == nil && sections.count == 1)
    }

    #expect(files[1].name.value == .pcd(FDFPCDReference(tokenSpace: "gA", name: "PcdGuid")))
    #expect(files[1].options.isFixed && files[1].options.hasChecksum)
    #expect(files[1].options.alignment?.value == .bytes(4096))
    guard case .files(let raw) = files[1].body, case .sections(let sections) = files[4].body else { return }
    #expect(raw.map(\.path.value) == ["a.bin", "b c.bin"] && raw[0].alignment?.value == .bytes(16))
    #expect(files[3].options.keepsRelocations?.value == false)

    guard case .depex(let depex) = sections[0].content else { return }
    #expect(
      depex.words.map(\.value) == ["gEfiPeiMemoryDiscoveredPpiGuid", "AND", "(NOT", "gOther", "OR", "TRUE)"])
    let leaves = sections.compactMap { if case .leaf(let leaf) = $0.content { leaf } else { nil } }
    #expect(leaves.map(\.type.value) == [.pe32, .version, .version, .subtypeGUID])
    #expect(leaves[0].keepsRelocations?.value == true && leaves[1].buildNumber?.value == "0001")
    if case .text(let version) = leaves[1].source { #expect(version.value == "1.0") }
    if case .file(let version) = leaves[2].source { #expect(version.value == "v.txt") }
    #expect(leaves[3].subtypeGUID?.value == .symbol("gSub") && leaves[3].isOptional)
  }

  @Test func mistakesAreNamedWithTheirPlaceAndTheNextStatementIsRead() {
    let reading = FDFReading(
      """
      [FV.A]
      FvAlignment = 3
      FvNameString = TRUE
      FvNameGuid = 6938079B-B503-4E3D-9D24-B28337A2580
      READ_STATUS = MAYBE
      Bogus = 1
      what is this
      APRIORI SMM { INF A.inf }
      INF NoInf.txt
      INF VERSION = "1.0 A.inf
      INF FILE_GUID = $(UNDEFINED) B.inf
      INF Speed = 3 B.inf
      INF B.inf | RELOCS
      FILE DRIVR = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 { a }
      FILE DRIVER = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 RELOCS_STRIPPED { a }
      FILE DRIVER = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 {
        SECTION Align = Auto RAW = a
        SECTION Align = 3 RAW = a
        SECTION PE33 = a
        SECTION RAW a
        SECTION PE32 = good
      }
      INF Good.inf
      """)
    #expect(
      reading.places == [
        "fv-alignment 2:15", "guid-malformed 4:14", "fdf-value 5:15", "fdf-statement-unknown 6:1",
        "fdf-statement-unknown 7:1", "fdf-value 8:9", "fdf-value 9:5", "fdf-string-unclosed 10:15",
        "guid-malformed 11:17", "fdf-option 12:5", "fdf-expected 13:13", "fdf-value 14:6", "fdf-option 15:52",
        "fdf-option 17:19", "fdf-value 18:19", "fdf-value 19:11", "fdf-expected 20:15",
        "fdf-keyword-missing 1:5",
      ])
    #expect(reading.underlined[1] == "6938079B-B503-4E3D-9D24-B28337A2580")
    #expect(reading.diagnostics.allSatisfy { $0.fix != nil })
    let entries = reading.file.volumes[0].entries
    #expect(entries.count == 2)
    if case .file(let file) = entries[0], case .sections(let sections) = file.body {
      #expect(sections.count == 1)
    }
  }

  @Test func aMissingBraceBehindAMistakeHidesNothing() {
    let reading = FDFReading("[FV.A]\nFILE DRIVER = gA {\n  SECTION PE33 = a\nINF x.txt\nINF y.inf\n")
    #expect(reading.places == ["fdf-value 3:11", "fdf-brace-unclosed 4:1", "fdf-value 4:5"])
    #expect(reading.file.volumes[0].entries.count == 2)
  }

  @Test func aMissingBraceIsOneMistake() {
    let reading = FDFReading(
      """
      [FV.A]
      FILE DRIVER = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 {
        SECTION GUIDED {
          SECTION PE32 = a
      INF One.inf
      INF Two.inf
      [FV.B]
      APRIORI DXE {
        INF One.inf
      [FV.C]
      }
      INF One.inf
      """)
    #expect(
      reading.places == [
        "fdf-brace-unclosed 5:1", "fdf-brace-unclosed 5:1", "fdf-brace-unclosed 10:1",
        "fdf-statement-unknown 11:1",
      ])
    #expect(reading.file.volumes.map(\.entries.count) == [3, 0, 1])
  }
}
