import Diagnostics
import Manifests
import Testing

/// Nothing traps, hangs or floods the user, whatever the text.
@Suite struct FDFHostileTests {
  @Test func nestingIsLimited() {
    for count in [64, 65, 5000] {
      let file = "[FV.A]\nFILE DRIVER = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 {\n"
      let deep = String(repeating: "SECTION COMPRESS {\n", count: count - 1)
      let reading = FDFReading(
        file + deep + "SECTION RAW = a\n" + String(repeating: "}\n", count: count) + "INF A.inf\n")
      #expect(reading.codes == (count > 64 ? ["fdf-nesting"] : []))
      #expect(reading.file.volumes[0].entries.count == 2)
    }
    let rule =
      "[Rule.Common.PEIM]\nFILE PEIM = $(NAMED_GUID) {\n" + String(repeating: "GUIDED {\n", count: 5000)
    #expect(FDFReading(rule).codes.contains("fdf-nesting"))
    let volumes =
      "[FV.A]\n"
      + String(repeating: "FILE RAW = gA {\nSECTION FV_IMAGE = {\nAPRIORI DXE {\n", count: 3000)
    #expect(FDFReading(volumes).codes.contains("fdf-nesting"))
  }

  @Test func readingStopsAfterAHundredErrors() {
    let reading = FDFReading("[FV.A]\n" + String(repeating: "Bogus = 1\n", count: 10_000))
    #expect(reading.diagnostics.count == 101)
    #expect(reading.codes.last == "fdf-too-many-errors")
  }

  /// Every beginning of a text that uses every statement, and the text without each of its words.
  @Test func truncatedAndGappyText() {
    let text = """
      [Defines]
      A = B
      [FD.X]
      BaseAddress = 0 | gA.PcdB
      Size = 1
      ErasePolarity = 1
      BlockSize = 1
      NumBlocks = 1
      0 | (1 | 2)
      gA.PcdB | gA.PcdC
      DATA = { 0x1, 0x22 }
      1|2
      FV = Y
      SET gA.PcdB = { 1 } | "x
      [FV.Y]
      FvAlignment = 16
      FV_EXT_ENTRY TYPE = 0x1 { DATA = { 0x1 } }
      APRIORI PEI { INF a.inf }
      INF USE = X64 RuleOverride = B UI = "x y" a.inf | RELOCS_STRIPPED
      FILE RAW = PCD(gA.PcdB) FIXED Align = 8 { Align = 8 a b }
      FILE SEC = gA { SECTION GUIDED gB PROCESSING_REQUIRED = TRUE { SECTION Align = 8 FV_IMAGE = Z { INF a.inf } } SECTION PEI_DEPEX_EXP = { TRUE } SECTION UI = "x" }
      [Rule.Common.SEC.T]
      FILE SEC = $(NAMED_GUID) { COMPRESS { UI STRING = "x" Optional RAW BIN |.bin } FV_IMAGE FV |.fv }
      [Capsule.C]
      CAPSULE_GUID = 1
      FMP PAYLOAD = P
      [FmpPayload.P]
      IMAGE_TYPE_ID = 1
      FILE DATA = x
      [OptionRom.R]
      FILE EFI x { PCI_DEVICE_ID = 0x1 0x2 }
      """
    #expect(FDFReading(text).codes == [])
    let bytes = Array(text.utf8)
    for end in bytes.indices { _ = FDFReading(String(decoding: bytes[..<end], as: UTF8.self)) }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    for gap in words.indices {
      var rest = words
      rest.remove(at: gap)
      #expect(FDFReading(rest.joined(separator: " ")).diagnostics.allSatisfy { $0.fix != nil })
    }
  }

  /// A fixed sequence of words in random order: no expectation but that reading ends.
  @Test func randomWords() {
    let words = [
      "[FD.X]\n", "[FV.Y]\n", "[Rule.A.SEC]\n", "[", "\n", "\n", "=", "|", ",", "{", "}", "\"", "INF ",
      "FILE ", "SECTION ",
      "APRIORI ", "PEI ", "DATA ", "0x1 ", "SET ", "gA.PcdB ", "GUIDED ", "COMPRESS ", "FV_IMAGE ", "FV ",
      "UI ", "STRING ",
      "Align ", "Optional ", "PCD(", ") ", ".", "RAW ", "BlockSize ", "\u{0}", "é", "$(", "BUILD_NUM ",
      "a_b_c ",
    ]
    var state: UInt64 = 1
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<300 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(state >> 33) % words.count]
      }
      let reading = FDFReading(text)
      #expect(reading.diagnostics.count <= 202)
    }
  }

  /// A line of a megabyte takes time in proportion: were any of these quadratic, minutes would pass.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("[FD.A]\n", "BaseAddress = 1 | gA.PcdB ", ""),
      ("[FD.A]\n0|1\nDATA = { 0x1", ", 0x2", " }"),
      ("[FV.A]\nFILE RAW = PCD", " a", ""),
      ("[FV.A]\n", "{ ", ""),
      ("[FV.A]\n", "INF a.inf ", ""),
      ("[FV.A]\n", "FILE RAW = gA { a } ", ""),
      ("[OptionRom.A]\nINF a.inf { PCI_DEVICE_ID =", " 0x1", " }"),
      ("", "[VTF.A]\n", ""),
      ("", "[FV.A]\n", ""),
      ("[Rule.A.SEC]\nFILE SEC = gA {", " RAW BIN |.a", " }"),
    ])
  func longLines(_ start: String, _ middle: String, _ end: String) {
    _ = FDFReading(start + String(repeating: middle, count: 1_000_000 / middle.utf8.count) + end)
  }

  @Test func emptyText() {
    #expect(FDFReading("").file == FDFFile())
    #expect(FDFReading("\n \n").codes == [])
  }
}
