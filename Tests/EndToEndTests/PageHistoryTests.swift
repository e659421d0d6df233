import Foundation
import TestSupport
import Testing

/// Pages with a past: `kiln report --history` and `--base`.
@Suite struct PageHistoryTests {
  private static let month = 2_629_746

  /// Four records of a volume that grows, a month apart, and one of another configuration.
  private func recorded() throws -> HistoryWorkspace {
    let workspace = try HistoryWorkspace()
    for (index, size) in [1000, 1500, 1600, 9000].enumerated() {
      try workspace.setSize(size)
      let time = ["SOURCE_DATE_EPOCH": String(1_700_000_000 + index * Self.month)]
      let kiln = try workspace.check(["--record", "h.jsonl", "--revision", "r\(index)"], environment: time)
      #expect(kiln.status == 0, "\(kiln.errors)")
    }
    #expect(try workspace.check(["--record", "h.jsonl", "-D", "OTHER=TRUE"]).status == 0)
    return workspace
  }

  private func report(_ more: [String], in workspace: HistoryWorkspace) throws -> Program {
    let arguments = ["report"] + workspace.arguments.dropFirst() + ["-o", "page.html"]
    return try Program.kiln(arguments + more, in: workspace.path)
  }

  private func page(_ more: [String], in workspace: HistoryWorkspace) throws -> String {
    let kiln = try report(more, in: workspace)
    #expect(kiln.status == 0, "\(kiln.errors)")
    return try workspace.tiny.scratch.text("page.html")
  }

  /// A point for each record of the configuration, and the words of `kiln size --history`.
  @Test func aChartOfTheRecords() throws {
    let workspace = try recorded()
    let page = try page(["--history", "h.jsonl"], in: workspace)
    #expect(page.matches(of: /<figure class="chart">/).count == 1)
    #expect(page.matches(of: /<path class="dot"/).count == 4)
    #expect(!page.contains("id=\"growth\""))
    let size = try Program.kiln(["size", "--history", "h.jsonl", "--subject", "MAIN"], in: workspace.path)
    let row = try #require(
      size.output.firstMatch(of: /\n  MAIN +4 .*?  ([0-9]{4}-[0-9-]+, .*)/), "\(size.output)")
    #expect(page.contains("Overflow: \(row.output.1)"), "\(row.output.1)")
    // The points rise, so their heights fall.
    let line = try #require(page.firstMatch(of: /<polyline class="course" points="([^"]*)"/)).output.1
    let heights = line.split(separator: " ").compactMap { Double($0.split(separator: ",")[1]) }
    #expect(heights.count == 4 && heights == heights.sorted(by: >))
    // Browsers draw them where they are said to be.
    let document = try Browser("\(workspace.path)/page.html").document
    #expect(document.matches(of: /<path class="dot"/).count == 4)
  }

  /// Growth is that of `kiln check --base`: over a history's last record, a revision's and an image.
  @Test func growthSinceABase() throws {
    let workspace = try recorded()
    #expect(
      try Program.kiln(["build"] + workspace.arguments.dropFirst() + ["--output", "old"], in: workspace.path)
        .status == 0)
    try workspace.setSize(9100)
    for (base, name) in [
      (["--base", "h.jsonl"], "2024-02-14, r3"),
      (["--base", "r1", "--history", "h.jsonl"], "2023-12-15, r1"),
      (["--base", "old/FV/TINY.fd"], "old/FV/TINY.fd"),
    ] {
      let page = try page(base, in: workspace)
      let growth = try workspace.growth(base)
      let volume = try #require(growth.subjects.first { $0.name == "MAIN" })
      #expect(volume.change > 0)
      let section = try #require(page.components(separatedBy: "id=\"growth\"").last)
      // A record has a time, and with it an age; an image has none.
      let lead = try #require(section.firstMatch(of: /Since ([^<]*?)(?:, \d+ days old)?\. Before/))
      #expect(lead.output.1 == name)
      #expect(section.contains(" days old") == (name != base.last))
      let grouped = try #require(section.firstMatch(of: /MAIN<\/th><td class="num change more">([^<]*)/))
      #expect(grouped.output.1.filter(\.isNumber) == String(volume.change))
      // The table of budgets says so too.
      #expect(page.contains(/<th scope="row">MAIN<.*change more/))
      #expect(page.contains("id=\"history\"") == base.contains("--history"))
    }
  }

  @Test func historiesAndBasesThatAreNone() throws {
    let workspace = try recorded()
    for (arguments, status, code) in [
      (["--history", "h.jsonl", "-D", "THIRD=TRUE"], 1, "history-other-platform"),
      (["--history", "missing.jsonl"], 1, "file-missing"),
      (["--base", "nothing"], 64, "base-without-history"),
      (["--base", "nothing", "--history", "h.jsonl"], 1, "base-unknown"),
    ] {
      let kiln = try report(arguments, in: workspace)
      #expect(kiln.status == status, "\(arguments)")
      #expect(kiln.errors.contains("[\(code)]"), "\(kiln.errors)")
      #expect(kiln.errors.contains("  fix: "), "\(kiln.errors)")
      #expect(!workspace.tiny.scratch.exists("page.html"))
    }
  }
}
