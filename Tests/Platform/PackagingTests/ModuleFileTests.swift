import Bytes
import Diagnostics
import FirmwareImage
import TestSupport
import PlatformModel
import Testing

@testable import Packaging

/// Rules applied to payloads, as EDK II FDF Specification 1.28, 2.8 and 3.9 have it.
@Suite struct ModuleFileTests {
  /// What the rule makes of a module, and what it says.
  private func file(
    _ rule: String, type: String = "DXE_DRIVER", inf: String = "INF Pkg/Mod.inf", defines: String = "",
    _ payloads: ModulePayloads
  ) throws -> (plan: FilePlan, diagnostics: [Diagnostic]) {
    var workspace = PackingWorkspace(
      """
      [FV.MAIN]
      \(inf)
      [Rule.Common.\(type)]
      \(rule)
      """)
    workspace.module("Mod", type, number: 0x0A, defines: defines, payloads)
    let placement = try #require(try workspace.flash().placements.first)
    var maker = ModuleFile(placement, payloads: payloads)
    let plan = maker.plan()
    return (plan, maker.diagnostics.all)
  }

  private let driver = ModulePayloads([
    .init(.dxeDepex, payload: [0x06, 0x08]), .init(.pe32, payload: TinyImage.pe, fileExtension: ".efi"),
  ])

  @Test func sectionsAreThoseOfTheRuleInItsOrder() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        DXE_DEPEX DXE_DEPEX Optional |.depex
        PE32 PE32 |.efi
        UI STRING = "$(MODULE_NAME)" Optional
        VERSION STRING = "$(INF_VERSION)" Optional BUILD_NUM = 7
      }
      """, driver)
    #expect(file.plan.name == PackingWorkspace.guid(0x0A))
    #expect(file.plan.type == .driver)
    #expect(file.plan.sections.map(\.type) == [.dxeDepex, .pe32, .userInterface, .version])
    #expect(file.plan.sections[0].payload == [0x06, 0x08])
    #expect(file.plan.sections[1].payload == TinyImage.pe)
    #expect(file.plan.sections[2].payload == ucs2("Mod"))
    // Two bytes of build number in front of the text (PI 1.8 Vol 3, 3.2.5.16).
    #expect(file.plan.sections[3].payload == [7, 0] + ucs2("1.0"))
    #expect(file.diagnostics.isEmpty)
  }

  @Test func theStatementNamesAndNumbersBeforeTheRule() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        UI STRING = "$(MODULE_NAME)"
        VERSION STRING = "$(INF_VERSION)"
      }
      """, inf: "INF FILE_GUID = \(PackingWorkspace.guid(0xBB)) VERSION = \"2.5\" UI = \"Other\" Pkg/Mod.inf",
      driver)
    #expect(file.plan.name == PackingWorkspace.guid(0xBB))
    #expect(file.plan.sections.map(\.payload) == [ucs2("Other"), [0, 0] + ucs2("2.5")])
  }

  @Test func whatIsOptionalAndNotThereIsLeftOut() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        DXE_DEPEX DXE_DEPEX Optional |.depex
        PE32 PE32 |.efi
      }
      """, ModulePayloads([.init(.pe32, payload: [1])]))
    #expect(file.plan.sections.map(\.type) == [.pe32])
    #expect(file.diagnostics.isEmpty)
  }

  @Test func whatIsWantedAndNotThereIsAnErrorAtTheStatement() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        PE32 PE32 |.efi
      }
      """, ModulePayloads([]))
    #expect(file.diagnostics.map(\.code.name) == ["payload-missing"])
    #expect(file.diagnostics.first?.pointedAt == "Pkg/Mod.inf")
  }

  @Test func anExtensionTakesAllFilesThatEndSo() throws {
    let tables = ModulePayloads([
      .init(.raw, payload: [1], fileExtension: ".acpi"), .init(.raw, payload: [2], fileExtension: ".aml"),
      .init(.raw, payload: [3], fileExtension: ".acpi"),
    ])
    let file = try file(
      """
      FILE FREEFORM = $(NAMED_GUID) {
        RAW ACPI |.acpi
        RAW ASL |.aml
      }
      """, type: "USER_DEFINED", tables)
    #expect(file.plan.type == .freeform)
    #expect(file.plan.sections.map(\.payload) == [[1], [3], [2]])
    #expect(file.diagnostics.isEmpty)
  }

  /// GenFds, `Section.GetFileList`: `Suffix in SuffixMap`.
  @Test func extensionsAreComparedToTheLetter() throws {
    let file = try file(
      """
      FILE FREEFORM = $(NAMED_GUID) {
        RAW ACPI |.acpi
      }
      """, type: "USER_DEFINED", ModulePayloads([.init(.raw, payload: [1], fileExtension: ".ACPI")]))
    #expect(file.diagnostics.map(\.code.name) == ["payload-missing"])
  }

  /// GenFds, `Section.GetFileList`: `File.Type == FileType` comes before any extension.
  @Test func aBinaryIsTakenByItsType() throws {
    let binaries = ModulePayloads([
      .init(.raw, payload: [1], fileExtension: ".bin", inputType: "ACPI"),
      .init(.raw, payload: [2], fileExtension: ".BIN", inputType: "BIN"),
    ])
    let file = try file(
      """
      FILE FREEFORM = $(NAMED_GUID) {
        RAW BIN |.bin
      }
      """, type: "USER_DEFINED", binaries)
    #expect(file.plan.sections.map(\.payload) == [[2]])
    #expect(file.diagnostics.isEmpty)
  }

  /// The bytes are those of GenFw -t.
  @Test func aTERuleMakesATerseImage() throws {
    let file = try file(
      """
      FILE PEIM = $(NAMED_GUID) {
        TE TE |.efi
      }
      """, type: "PEIM", ModulePayloads([.init(.pe32, payload: TinyImage.pe)]))
    #expect(file.plan.type == .peim)
    #expect(file.plan.sections.map(\.type) == [.te])
    #expect(file.plan.sections[0].payload == TinyImage.te)
  }

  /// The bytes are those of GenFw -l. Only what runs in place may lose its relocations.
  @Test(arguments: [("PEI_CORE", true), ("SEC", true), ("PEIM", true), ("DXE_DRIVER", false)])
  func relocationsGoFromModulesThatRunInPlace(type: String, goes: Bool) throws {
    let file = try file(
      """
      FILE PEIM = $(NAMED_GUID) RELOCS_STRIPPED {
        PE32 PE32 |.efi
      }
      """, type: type, ModulePayloads([.init(.pe32, payload: TinyImage.pe)]))
    let stripped = Array(TinyImage.pe(changing: TinyImage.stripped).dropLast(32))
    #expect(file.plan.sections.first?.payload == (goes ? stripped : TinyImage.pe))
  }

  @Test func theStatementKeepsRelocationsThatTheRuleStrips() throws {
    let file = try file(
      """
      FILE PEIM = $(NAMED_GUID) RELOCS_STRIPPED {
        PE32 PE32 |.efi
      }
      """, type: "PEIM", inf: "INF Pkg/Mod.inf | RELOCS_RETAINED",
      ModulePayloads([.init(.pe32, payload: TinyImage.pe)]))
    #expect(file.plan.sections.first?.payload == TinyImage.pe)
  }

  /// SectionAlignment of the PE image is 0x20; for any TE image edk2's GenFfs takes 4 KiB.
  @Test(arguments: [("PE32 PE32 Align = Auto |.efi", 0x20), ("TE TE Align = Auto |.efi", 0x1000)])
  func automaticAlignmentIsTheExecutables(line: String, bytes: Int) throws {
    let file = try file(
      """
      FILE PEIM = $(NAMED_GUID) {
        \(line)
      }
      """, type: "PEIM", ModulePayloads([.init(.pe32, payload: TinyImage.pe)]))
    #expect(file.plan.sections.first?.alignment == bytes)
  }

  @Test func optionsOfTheRuleAreThoseOfTheFile() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) FIXED CHECKSUM Align = 4K {
        PE32 PE32 Align = 16 |.efi
      }
      """, driver)
    #expect(file.plan.isFixed)
    #expect(file.plan.hasChecksum)
    #expect(file.plan.alignment == 0x1000)
    #expect(file.plan.sections.first?.alignment == 16)
  }

  /// EFI_FV_FILETYPE_MM and EFI_SECTION_MM_DEPEX, which edk2 takes for every DXE_SMM_DRIVER.
  @Test func anSMMDriverIsAnMMFileWithMMDependencies() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        DXE_DEPEX DXE_DEPEX |.depex
      }
      """, type: "DXE_SMM_DRIVER", defines: "PI_SPECIFICATION_VERSION = 0x0001000A", driver)
    #expect(file.plan.type.rawValue == 0x0A)
    #expect(file.plan.sections.map(\.type.rawValue) == [0x1C])
    #expect(file.diagnostics.isEmpty)
  }

  @Test func thePCDDatabaseStandsInFrontAndStringOffsetsBehindTheFirstSection() throws {
    var payloads = driver
    payloads.pcdDatabase = [0xDB]
    payloads.stringOffsets = [0x0F]
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        PE32 PE32 |.efi
        UI STRING = "$(MODULE_NAME)"
      }
      """, payloads)
    #expect(file.plan.sections.map(\.type) == [.raw, .pe32, .raw, .userInterface])
    #expect(file.plan.sections[0].payload == [0xDB])
    #expect(file.plan.sections[2].payload == [0x0F])
  }

  @Test func encapsulationInARuleIsAnError() throws {
    let file = try file(
      """
      FILE DRIVER = $(NAMED_GUID) {
        COMPRESS PI_NONE {
          PE32 PE32 |.efi
        }
      }
      """, driver)
    #expect(file.diagnostics.map(\.code.name) == ["rule-section-unsupported"])
  }

  @Test func anExecutableThatIsNoneIsAnError() throws {
    let file = try file(
      """
      FILE PEIM = $(NAMED_GUID) {
        TE TE |.efi
      }
      """, type: "PEIM", ModulePayloads([.init(.pe32, payload: [0x4D, 0x5A])]))
    #expect(file.diagnostics.map(\.code.name) == ["payload-malformed"])
    #expect(file.plan.sections.isEmpty)
  }
}
