import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

/// Rules of OVMF and ArmVirt, and the forms of FDF 1.28, 3.9 that they don't use.
@Suite struct FDFRuleTests {
  @Test func complexRules() throws {
    let reading = FDFReading(
      """
      [Rule.Common.SEC]
        FILE SEC = $(NAMED_GUID) RELOCS_STRIPPED FIXED {
          TE  TE Align = Auto                 $(INF_OUTPUT)/$(MODULE_NAME).efi
        }
      [ rule.IA32.DXE_DRIVER.ACPI ]
        FILE DRIVER = $(NAMED_GUID) {
          DXE_DEPEX    DXE_DEPEX Optional      $(INF_OUTPUT)/$(MODULE_NAME).depex
          PE32     PE32 RELOCS_RETAINED
          UI       STRING ="$(MODULE_NAME)" Optional
          VERSION  STRING="$(INF_VERSION)" Optional BUILD_NUM=$(BUILD_NUMBER)
          RAW ACPI  Optional               |.acpi
          RAW BIN   Align = 16   PCD(gA.PcdPath)
          COMPRESS PI_STD {
            GUIDED $(NAMED_GUID) PROCESSING_REQUIRED = TRUE {
              PE32  PE32  |.efi
              FV_IMAGE FV Align=16 |.fv
            }
          }
        }
      """)
    #expect(reading.codes == [])
    let rules = reading.file.rules
    #expect(rules.map(\.architecture.value) == ["Common", "IA32"])
    #expect(rules.map(\.moduleType.value) == ["SEC", "DXE_DRIVER"])
    #expect(rules.map(\.template?.value.text) == [nil, "ACPI"])
    #expect(rules[0].options.isFixed && rules[0].options.keepsRelocations?.value == false)
    #expect(rules[0].fileName.value == .moduleGUID && rules[0].form == .complex)
    #expect(rules[0].sections[0].alignment?.value == .automatic)

    let leaves = rules[1].sections.compactMap { if case .leaf(let leaf) = $0.content { leaf } else { nil } }
    #expect(leaves.map(\.type.value) == [.dxeDepex, .pe32, .userInterface, .version, .raw, .raw])
    #expect(leaves.map(\.isOptional) == [true, false, true, true, true, false])
    #expect(leaves.map(\.inputType?.value) == ["DXE_DEPEX", "PE32", nil, nil, "ACPI", "BIN"])
    #expect(leaves[1].source == .inputs && leaves[1].keepsRelocations?.value == true)
    #expect(leaves[3].buildNumber?.value == "$(BUILD_NUMBER)")
    if case .text(let name) = leaves[2].source { #expect(name.value == "$(MODULE_NAME)") }
    if case .fileExtension(let name) = leaves[4].source { #expect(name.value == ".acpi") }
    if case .pcd(let path) = leaves[5].source { #expect(path.value.name == "PcdPath") }

    guard case .compressed(.standard, let compressed) = rules[1].sections[6].content,
      case .guided(let head, let inner) = compressed[0].content
    else {
      Issue.record("no encapsulation")
      return
    }
    #expect(head.guid?.value == .moduleGUID && inner.count == 2 && inner[1].alignment?.value == .bytes(16))
  }

  @Test func simpleRules() throws {
    let reading = FDFReading(
      """
      [Rule.X64.SEC]
      FILE SEC = $(NAMED_GUID) RELOCS_STRIPPED Align = 32 TE Fixed Align = 8 |.efi
      [Rule.Common.USER_DEFINED]
      FILE RAW = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 DEBUG_GCC5_X64 RAW x/y.bin
      [Rule.Common.USER_DEFINED.BINARY]
      FILE RAW = $(NAMED_GUID) { |.bin }
      """)
    #expect(reading.codes == [])
    let rules = reading.file.rules
    #expect(rules.map(\.form) == [.simple, .simple, .complex])
    #expect(rules[0].options.alignment?.value == .bytes(32) && rules[0].options.isFixed)
    #expect(rules[0].sections[0].alignment?.value == .bytes(8))
    #expect(rules[1].options.keyStrings.map(\.value) == ["DEBUG_GCC5_X64"])
    guard case .leaf(let path) = rules[1].sections[0].content,
      case .leaf(let raw) = rules[2].sections[0].content
    else { return }
    if case .file(let file) = path.source { #expect(file.value == "x/y.bin") }
    if case .fileExtension(let name) = raw.source { #expect(name.value == ".bin") }
    #expect(raw.type.value == .raw)
  }

  @Test func whatASectionCanNotHaveIsRefused() {
    let reading = FDFReading(
      """
      [Rule.Common.PEIM]
        FILE PEIM = $(NAMED_GUID) {
          PE32 TE |.efi
          PE32 PE32 Optional |.efi
          RAW STRING = "x"
          RAW BIN Align = Auto |.bin
          UI STRING = "x" BUILD_NUM = 1
          RAW BIN |bin
          RAW BIN RELOCS_STRIPPED |.bin
          PEIM PEIM |.efi
          PE32 PE32 |.efi
        }
      INF A.inf
      [Rule.Common.PEIN]
        FILE PEIM = $(NAMED_GUID) { PE32 PE32 |.efi }
      [Rule.Common.PEIM.EMPTY]
      """)
    #expect(
      reading.places == [
        "fdf-value 3:10", "fdf-option 4:15", "fdf-option 5:9", "fdf-value 6:21", "fdf-option 7:21",
        "fdf-value 8:14",
        "fdf-option 9:13", "fdf-statement-unknown 10:5", "fdf-statement-unknown 13:1",
        "fdf-section-header 14:14",
        "fdf-keyword-missing 16:1",
      ])
    #expect(reading.file.rules.first?.sections.count == 1)
  }

  @Test func ofTwoRulesForTheSameTheLaterCounts() {
    let rule = "FILE PEIM = $(NAMED_GUID) { PE32 PE32 |.efi }\n"
    let reading = FDFReading(
      "[Rule.Common.PEIM]\n\(rule)[Rule.COMMON.peim]\n\(rule)[Rule.Common.PEIM.X]\n\(rule)")
    #expect(reading.places == ["fdf-duplicate 3:7"])
    #expect(reading.diagnostics.first?.severity == .warning)
  }
}
