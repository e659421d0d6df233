import Testing

@testable import Render

@Suite struct PageTextTests {
  @Test(arguments: [
    (0.0, "0 B"), (999, "999 B"), (1024, "1.00 KiB"), (1_512_740, "1.44 MiB"), (39_344, "38.4 KiB"),
    (413_828, "404 KiB"), (-2048, "−2.00 KiB"), (.nan, "?"), (.infinity, "?"), (1e300, "?"),
  ])
  func shortSizes(bytes: Double, text: String) {
    #expect(PageText.short(bytes).replacing("\u{A0}", with: " ") == text)
  }

  @Test func exactSizes() {
    #expect(PageText.exact(1_512_908) == "1\u{A0}512\u{A0}908\u{A0}B")
    #expect(PageText.change(-12) == "−12\u{A0}B")
    #expect(PageText.change(0) == "±0\u{A0}B")
    #expect(PageText.exact(.min) == "−9\u{A0}223\u{A0}372\u{A0}036\u{A0}854\u{A0}775\u{A0}808\u{A0}B")
    #expect(PageText.percentage(1_512_740, of: 13_500_560) == "11.2\u{A0}%")
    #expect(PageText.percentage(1, of: 0) == "–")
    #expect(PageText.coordinate(1, of: 3) == "33.3333")
    #expect(PageText.coordinate(9, of: 3) == "100")
    #expect(PageText.coordinate(.nan, of: 3) == "0")
  }

  /// What `date -u -d @TIME +%F` says.
  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (1_709_164_800, "2024-02-29"),
    (1_735_689_599, "2024-12-31"), (4_107_542_400, "2100-03-01"), (-2_203_891_200, "1900-03-01"),
    (.max, "?"), (.min, "?"),
  ])
  func days(time: Int, text: String) {
    #expect(PageText.day(time) == text)
  }

  @Test func namesAreCleanedAndCut() {
    #expect(PageText.name("a\u{0}b\u{202E}c\nd") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d")
    #expect(PageText.name(String(repeating: "x", count: 1_000_000)).count == 97)
    #expect(PageText.name("") == "(no name)")
    #expect(PageText.name("Täglich <b>") == "Täglich <b>")
  }
}
