import Bytes
import Diagnostics
import Foundation
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@testable import Inspection
@testable import Render
@testable import Sizes

/// What CI is shown, as those read it that it is made for (`Tests/Oracles/check_reports.py`): names may be
/// whatever an image or somebody's branch holds.
@Suite struct CheckReportTests {
  /// Every character that means something to one of the formats, and words that mean something to GitHub.
  static let hostile = """
    |a\\|b<b>&amp;"'`*x*_y_~z~[l](http://e.x)![i](//e)@user#12:+1:www.e.x%0A::error::,;{{}}$x$--><!--</details>\
    \u{1}\u{1B}[2J\u{7F}\u{85}\u{202E}\u{2066}\u{FEFF}ä😀
    """
  /// What can be shown of it.
  static let shown = """
    |a\\|b<b>&amp;"'`*x*_y_~z~[l](http://e.x)![i](//e)@user#12:+1:www.e.x%0A::error::,;{{}}$x$--><!--</details>\
    \u{FFFD}\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FEFF}ä😀
    """

  private static let source = SourceFile(
    path: "./Plat form/ü%.fdf", bytes: Array("[FD.X]\n  ä😀 = broken # here\n".utf8))

  private static func report(_ name: String = hostile) -> CheckReport {
    let check = BudgetCheck(
      [
        FlashMap(name: name, baseAddress: nil, size: 4_000_000, regions: []),
        FlashMap(name: "SMALL", baseAddress: nil, size: 10, regions: []),
      ],
      budgets: [
        .init(subject: .device(DeviceName(name)), limit: 1_000_000, range: SourceRange(source, 0..<0))
      ])
    let overBudget = Diagnostic(
      "budget-exceeded", at: .source(SourceRange(source, 16..<22)), about: .device(DeviceName(name)),
      "\(name) needs 4000000 bytes, its budget allows 1000000", notes: [.init("12 bytes: \(name)")],
      fix: "drop \(name)")
    let inImage = Diagnostic(
      "image-odd", .warning, at: .image(path: "/else/where/x y.fd", offsets: [0x48, 0x10]), "odd",
      fix: "look")
    let wordless = Diagnostic("pcd-unused", .note, at: .commandLine, "PcdX is not used")
    return CheckReport(
      subject: name, artifact: "x/../Plat.dsc", check: check,
      findings: [overBudget, inImage, inImage, wordless],
      growth: SizeGrowth(from: record(name, raw: 1000, flash: 7), to: record(name, raw: 3500, flash: 3)),
      verdict: .overBudget, version: "1.2.3",
      paths: ReportPaths(workingFolder: "/ci/checkout", workspace: "/opt/edk2"))
  }

  private static func record(_ name: String, raw: Int, flash: Double) -> SizeRecord {
    SizeRecord(
      platform: "P", configuration: "", time: 0, subjects: [],
      modules: [
        .init(
          guid: "7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1", name: name, volume: "DXEFV", raw: raw, flash: flash)
      ])
  }

  /// What the format's reader sees, a line for each thing; cells are JSON's strings.
  private func read(_ format: String, _ text: String) throws -> [String] {
    let scratch = try Scratch()
    let output = try Program.oracle("check_reports.py", [format, scratch.write("report", text)]).output
    return output.split(separator: "\n").map(String.init)
  }

  private func cell(_ text: String) throws -> String {
    String(
      decoding: try JSONSerialization.data(
        withJSONObject: text, options: [.fragmentsAllowed, .withoutEscapingSlashes]), as: UTF8.self
    )
    .dropFirst().dropLast().description
  }

  @Test func junit() throws {
    let name = try cell(Self.shown)
    let lines = try read("junit", Self.report().report.junit)
    #expect(
      lines.prefix(3) == [
        "suite | \(name)",
        "failure | \(name) | budget-exceeded | \(name) needs 4000000 bytes, its budget allows 1000000",
        "passed | SMALL",
      ])
    #expect(lines.contains("out | /else/where/x y.fd:0x48>0x10: warning: odd [image-odd]"))
  }

  @Test func sarif() throws {
    let name = try cell(Self.hostile)
    let lines = try read("sarif", Self.report().report.sarif)
    #expect(
      lines == [
        "rule | budget-exceeded | Budget exceeded | drop \(name)",
        "rule | image-odd | Image odd | look",
        "rule | pcd-unused | PCD unused | PcdX is not used",
        "ran | kiln | True",
        // Columns count ä and the face as one each: Python's len() of what stands before.
        "error | budget-exceeded | Plat form/ü%.fdf | %SRCROOT% | 2 | 6 | 2 | 12 | - | "
          + "\(name) needs 4000000 bytes, its budget allows 1000000\\n12 bytes: \(name)\\nfix: drop \(name)",
        "warning | image-odd | file:///else/where/x y.fd | - | - | - | - | - | 72 | odd\\nfix: look\\nat 0x48>0x10",
        "warning | image-odd | file:///else/where/x y.fd | - | - | - | - | - | 72 | odd\\nfix: look\\nat 0x48>0x10",
        "note | pcd-unused | Plat.dsc | %SRCROOT% | - | - | - | - | - | PcdX is not used",
      ])
  }

  @Test func gitlab() throws {
    #expect(
      try read("gitlab", Self.report().report.gitlab) == [
        "critical | budget-exceeded | Plat form/ü%.fdf | 2 | "
          + "\(try cell(Self.hostile)) needs 4000000 bytes, its budget allows 1000000",
        "minor | image-odd | /else/where/x y.fd | 1 | odd (at 0x48>0x10)",
        "minor | image-odd | /else/where/x y.fd | 1 | odd (at 0x48>0x10)",
        "info | pcd-unused | Plat.dsc | 1 | PcdX is not used",
      ])
  }

  @Test func github() throws {
    let name = try cell(Self.shown)
    let lines = try read("github", Self.report("\(Self.hostile)\r\n::error::x").report.github)
    let broken = "\(name)\\r\\n::error::x"
    #expect(
      lines == [
        "error | Plat form/ü%.fdf | 2 | 6 | kiln budget-exceeded | "
          + "\(broken) needs 4000000 bytes, its budget allows 1000000\\n12 bytes: \(broken)\\nfix: drop \(broken)",
        "warning | /else/where/x y.fd | - | - | kiln image-odd | at 0x48>0x10: odd\\nfix: look",
        "warning | /else/where/x y.fd | - | - | kiln image-odd | at 0x48>0x10: odd\\nfix: look",
        "notice | - | - | - | kiln pcd-unused | PcdX is not used",
        "notice | - | - | - | kiln check | \(broken) is over its budget: \(broken) by 3000000 bytes; the base is 1970-01-01, 0 hours old",
      ])
  }

  /// A property of a command ends with a comma or a colon.
  @Test func pathsInWorkflowCommands() throws {
    let report = CheckReport(
      subject: "x", artifact: "x", check: nil, findings: [Diagnostic("bad", at: .file("a,b:c%\n.fd"), "bad")],
      verdict: .error, version: "1", paths: ReportPaths(workingFolder: "/", workspace: "/"))
    #expect(report.report.github.hasPrefix("::error file=a%2Cb%3Ac%25%0A.fd,title=kiln bad::bad\n"))
    #expect(try read("github", report.report.github).first == "error | a,b:c%\\n.fd | - | - | kiln bad | bad")
  }

  /// cmark-gfm gives every name back as text: no tag, no link, no further cell. What GitHub itself makes of
  /// text is kept apart from its sign by a blank without width.
  @Test func markdown() throws {
    let name = try cell(Self.shown)
    let lines = try read("markdown", Self.report().report.markdown)
    let plain = name.replacing(/[@#!]/) { "\($0.output)\u{200B}" }
    #expect(lines.contains("row | ❌ | \(name) | 0 | 1,000,000 | -3,000,000 | 400.0 % | ██████████"))
    #expect(lines.contains("row | ✅ | SMALL | 0 | 10 | 10 | 0.0 % | ░░░░░░░░░░"))
    #expect(lines.contains("summary | ❌ \(name)"))
    #expect(lines.contains("row | \(name) | DXEFV | 1,000 | 3,500 | +2,500 | -4"))
    #expect(lines.contains("p | Plat form/ü%.fdf:2"))
    #expect(
      lines.contains { $0.hasPrefix("li | 12 bytes: ") && $0.replacing("\u{200B}", with: "").hasSuffix(name) }
    )
    #expect(lines.contains { $0.contains(plain.prefix(20)) })
    #expect(lines.filter { $0.hasPrefix("summary") }.count == 4)
  }

  @Test func textIsTheTableAndWhatWasFound() {
    let report = Self.report("X")
    #expect(report.text.hasPrefix(report.table))
    #expect(report.table.contains("OVER by 3000000"))
    #expect(report.text.contains("X needs 4000000 bytes, its budget allows 1000000 [budget-exceeded]"))
    #expect(
      report.text.hasSuffix("X is over its budget: X by 3000000 bytes; the base is 1970-01-01, 0 hours old\n")
    )
    #expect(!report.table.contains("budget-exceeded"))
  }
}
