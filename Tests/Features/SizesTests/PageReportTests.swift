import Bytes
import Foundation
import Pages
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@testable import Inspection
@testable import Render
@testable import Sizes

/// Pages made of values, through the real template.
@Suite struct PageReportTests {
  static let hostile = [
    "</script><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)",
    "<!--", "]]>", "&lt;b&gt;", "{{title}}{{{data}}}", "\u{2028}\u{202E}\u{0}",
    // One character for Swift, a quotation mark and an accent for a browser.
    "\"\u{301} onmouseover=alert(1) ", "<\u{301}img src=x>",
  ]

  private func template() throws -> String {
    String(decoding: try Provided.bytes("\(Provided.root)/Templates/report.html.mustache"), as: UTF8.self)
  }

  private func page(
    name: String = "DXEFV", used: Int = 50, check: BudgetCheck? = nil, history: [SizeRecord] = [],
    growth: SizeGrowth? = nil
  ) throws -> String {
    let report = PageReport(
      title: name, version: "9.9", maps: [Self.map(name, used: used)], trees: [Self.tree(name)],
      check: check ?? BudgetCheck([Self.map(name, used: used)], budgets: []), history: history,
      growth: growth)
    return try PageRequest(json: Array(report.request(template: try template()).utf8)).rendered()
  }

  private static func map(_ name: String, used: Int) -> FlashMap {
    let file = FileUsage(guid: guid, name: name, type: name, offset: 0, size: 9)
    let inner = VolumeUsage(name: name, guid: nil, size: 400, used: 300, files: [file], streams: [])
    let stream = StreamUsage(codec: name, encodedSize: 60, size: 400, volumes: [inner])
    return FlashMap(
      name: "\(name) device", baseAddress: 0xFFF0_0000, size: 120,
      regions: [
        RegionUsage(
          offset: 0, size: 100, kind: .volume,
          volume: VolumeUsage(
            name: name, guid: nil, size: 100, used: used, files: [file], streams: [stream])),
        RegionUsage(offset: 100, size: 20, kind: .erased),
      ])
  }

  private static func tree(_ name: String) -> SizeTree {
    let function = SizeTree(name: name, kind: .function, raw: 10, flash: 5)
    let library = SizeTree(name: name, kind: .library, raw: 10, flash: 5, children: [function])
    let section = SizeTree(name: name, kind: .section, raw: 20, flash: 8, children: [library])
    let file = SizeTree(name: name, kind: .file, type: name, raw: 20, flash: 8, children: [section])
    let volume = SizeTree(name: name, kind: .volume, raw: 20, flash: 8, children: [file])
    return SizeTree(name: name, kind: .image, raw: 20, flash: 8, children: [volume])
  }

  private static func record(_ name: String, time: Int, used: Int) -> SizeRecord {
    SizeRecord(
      platform: name, configuration: name, revision: name, time: time,
      subjects: [
        .init(name: name, kind: .volume, size: 100, used: used, limit: 90),
        .init(name: "\(name) device", kind: .device, size: 100, used: used, limit: 90),
      ],
      modules: [.init(guid: guid, name: name, volume: name, raw: used, flash: Double(used) / 2)])
  }

  private static func everything(_ name: String) -> [SizeRecord] {
    [
      record(name, time: 1_700_000_000, used: 40), record(name, time: 1_730_000_000, used: 50),
      record(name, time: 1_763_000_000, used: 60),
    ]
  }

  private static func growth(_ records: [SizeRecord]) -> SizeGrowth {
    SizeGrowth(from: records[0], to: records[2], baseName: nil)
  }

  /// Wherever a page puts a name, it stays a name: the markup has the same elements and attributes as that of a
  /// page with a harmless one.
  @Test(arguments: hostile)
  func namesStayNames(name: String) throws {
    func skeleton(_ name: String) throws -> [String] {
      let records = Self.everything(name)
      var growth = Self.growth(records)
      let plain = try page(name: name, history: records, growth: growth)
      growth.baseName = name
      let page = try plain + page(name: name, check: Self.checked(name), growth: growth)
      return try Markup.skeleton(page)
    }
    let plain = try skeleton("DXEFV")
    #expect(plain.count > 200)
    #expect(try skeleton(name) == plain)
  }

  @Test(arguments: hostile)
  func treesStayData(name: String) throws {
    let data = PageTree(Self.tree(name)).scriptData
    #expect(!data.contains { "<>&\u{2028}\u{2029}".contains($0) })
    #expect(!data.unicodeScalars.contains("<"))
    let read = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
    #expect(read?["n"] as? String == PageText.name(name))
  }

  @Test func theSameValuesGiveTheSamePage() throws {
    let records = Self.everything("DXEFV")
    func make() throws -> String {
      try page(history: records, growth: Self.growth(records))
    }
    let first = try make()
    #expect(try make() == first)
  }

  @Test func whatIsNotGivenIsNotThere() throws {
    let bare = try page()
    for part in ["id=\"growth\"", "id=\"history\"", "class=\"forecast\""] { #expect(!bare.contains(part)) }
    for part in ["id=\"flash\"", "id=\"budgets\"", "id=\"costs\"", "kiln 9.9"] {
      #expect(bare.contains(part))
    }
    let records = Self.everything("DXEFV")
    let full = try page(history: records, growth: Self.growth(records))
    // What grew from 40 to 60 bytes in two years takes another three to fill 90, as `kiln size --history` says.
    let course = HistoryReport([
      .init(platform: "DXEFV", configuration: "DXEFV", courses: SizeCourse.all(records))
    ]).text
    let day = try #require(course.firstMatch(of: /20\d\d-\d\d-\d\d, 20.*/)).output
    for part in [
      "id=\"growth\"", "id=\"history\"", "Overflow: \(day)", "+20\u{A0}B", "+10\u{A0}B",
      "<b>DXEFV device</b>, overflow: \(day)", "Since 2023-11-14, DXEFV, 729 days old.",
    ] {
      #expect(full.contains(part), "\(part)")
    }
    #expect(full.matches(of: /<path class="dot"/).count == 3)
  }

  /// The state is a word and a sign, not only a colour.
  @Test(arguments: [
    (50, "fits", "✓", "fits"), (96, "tight", "▲", "nearly full"), (120, "exceeded", "✕", "over by 20\u{A0}B"),
  ])
  func states(used: Int, state: String, symbol: String, words: String) throws {
    let page = try page(used: used)
    let words = "<span class=\"state \(state)\"><span aria-hidden=\"true\">\(symbol)</span> \(words)</span>"
    #expect(page.contains(words))
  }

  private static func checked(_ name: String) -> BudgetCheck {
    var check = BudgetCheck([map(name, used: 50)], budgets: [])
    check.rows = [
      .init(
        subject: .module(ModuleName(name)), size: 9, used: 97, limit: 100, source: .manifest, warning: 98),
      .init(
        subject: .volume(VolumeName(name)), measure: .flash, size: 9, used: 60, limit: 100, source: .manifest,
        warning: 50,
        reserve: 20, base: 55, allowedGrowth: 10),
      .init(
        subject: .volume(VolumeName(name)), size: 9, used: 85, limit: 100, source: .manifest, reserve: 20),
      .init(
        subject: .volume(VolumeName(name)), size: 9, used: 30, limit: 100, source: .own, base: 10,
        allowedGrowth: 15),
    ]
    return check
  }

  /// What a budget says of warning, reserve and growth decides, and not how full something is.
  @Test func whatBudgetsSay() throws {
    let page = try page(check: Self.checked("Shell"))
    let rows = page.matches(of: /<tr><th scope="row">Shell.*?<\/tr>/).map { String($0.output) }
      .filter { $0.contains("class=\"budget ") }
    let expected = [
      ["Shell<", "state fits", "✓</span> fits", "warns above 98\u{A0}B", "left:98%"],
      [
        "Shell in flash<", "state tight", "▲</span> above 50\u{A0}B", "keeps 20\u{A0}B free", "+5\u{A0}B",
        "may grow by 10\u{A0}B", "left:50%", "left:80%",
      ],
      ["Shell<", "state exceeded", "✕</span> 5\u{A0}B into reserve", ">15\u{A0}B<"],
      ["Shell<", "state exceeded", "✕</span> grew by 5\u{A0}B too much", "+20\u{A0}B", ">own size<"],
    ]
    try #require(rows.count == expected.count)
    for (row, parts) in zip(rows, expected) {
      for part in parts { #expect(row.contains(part), "\(part) in \(row)") }
    }
    #expect(page.contains("✕ 2 exceeded") && page.contains("of 4 devices, volumes and modules"))
  }

  /// A store of variables is as full as it is, which is no reason to worry.
  @Test func storesOfVariablesAreNotNearlyFull() throws {
    let store = VolumeUsage(name: "variable store", guid: nil, size: 100, used: 100, files: [], streams: [])
    let vars = FlashMap(
      name: "VARS", baseAddress: nil, size: 100,
      regions: [RegionUsage(offset: 0, size: 100, kind: .volume, volume: store)])
    var row = try #require(BudgetCheck([vars], budgets: []).rows.first)
    #expect(BudgetState(row, isPacked: [vars].packedSubjects.contains(.device(DeviceName("VARS")))) == .fits)
    row.source = .manifest
    #expect(BudgetState(row, isPacked: false) == .fits)
    #expect(PageView.Device(vars, isMemory: false).bar.map(\.kind) == ["variables"])
  }

  /// A volume without a size of its own is as large as its files; one of whole blocks has room to run out of.
  @Test func volumesThatGrowWithTheirFilesAreNotNearlyFull() {
    var map = Self.map("FV", used: 50)
    for (size, isPacked) in [(7_797_760, false), (0xC0_0000, true)] {
      map.regions[0].volume?.streams[0].volumes[0].name = "INNER"
      map.regions[0].volume?.streams[0].volumes[0].size = size
      let names = ["FV"] + (isPacked ? ["INNER"] : [])
      let volumes = names.map { Budget.Subject.volume(VolumeName($0)) }
      #expect([map].packedSubjects == Set(volumes + [.device(DeviceName("FV device"))]))
    }
    let row = BudgetCheck.Row(
      subject: .volume(VolumeName("INNER")), size: 100, used: 100, limit: 100, source: .manifest)
    #expect(BudgetState(row, isPacked: false) == .tight)
  }

  /// What a map of memory shows is in flash once, compressed.
  @Test func mapsOfMemory() {
    let flash = Self.map("FV", used: 50)
    var memory = flash
    memory.name = "MEMFD"
    memory.regions[0].volume?.streams = []
    var other = memory
    other.name = "OTHER"
    other.regions[0].volume?.name = "SECFV"
    let maps = [flash, memory, other]
    #expect(maps.map(maps.showUnpacked) == [false, true, false])
  }

  /// A course of three weeks: the middle one stands at a third of the width, and the limit above all.
  @Test func aCourseIsDrawnToScale() throws {
    let day = 86_400
    let records = [(0, 100), (7, 200), (21, 300)].map { days, used in
      SizeRecord(
        platform: "p", configuration: "c", time: 1_700_000_000 + days * day,
        subjects: [.init(name: "V", kind: .volume, size: 500, used: used, limit: 500)], modules: [])
    }
    // The range from 100 to 500, a tenth of it above and below: 60 to 540.
    let chart = try #require(PageView.History(records.reversed())?.charts.first)
    #expect(chart.line == "0,91.6667 33.3333,70.8333 100,50")
    #expect(chart.limitY == "8.3333")
    #expect((chart.from, chart.until) == ("2023-11-14", "2023-12-05"))
  }
}

extension PageReportTests {
  private static let guid: GUID = "7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1"
}
