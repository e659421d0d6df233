import Foundation
import TestSupport
import Testing

/// `kiln check` in the forms that CI shows, from the real binary.
@Suite struct CheckFormatTests {
  private static let formats = ["text", "json", "markdown", "junit", "sarif", "github", "gitlab"]
  private static let budget = "[UserExtensions.Kiln.\"Budget\"]\n  TINY | 0x10000\n  MAIN | 0x40\n"

  /// The tiny platform, one of whose budgets is too small.
  private func tiny(_ files: [String: String] = ["Tiny.dsc": TinyWorkspace.dsc + budget]) throws
    -> TinyWorkspace
  {
    try TinyWorkspace(files)
  }

  private func check(
    _ tiny: TinyWorkspace, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Program {
    try Program.kiln(
      ["check", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path] + arguments, in: tiny.scratch.path,
      environment: environment)
  }

  /// What the format's reader sees (`Tests/Oracles/check_reports.py`), a line for each thing.
  private func read(_ format: String, _ text: String) throws -> [String] {
    let scratch = try Scratch()
    return try Program.oracle("check_reports.py", [format, scratch.write("report", text)]).output
      .split(separator: "\n").map(String.init)
  }

  @Test(arguments: formats) func aBudgetThatIsExceeded(format: String) throws {
    let kiln = try check(try tiny(), ["--format", format])
    #expect(kiln.status == 2, "\(kiln.errors)")
    #expect(kiln.errors.contains("[budget-exceeded]"))
    let version = try Program.kiln(["--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    try Snapshot.expect(
      kiln.output.replacingOccurrences(of: "\"version\" : \"\(version)\"", with: "\"version\" : \"VERSION\""),
      "check-\(format)")
    if !["text", "json"].contains(format) { _ = try read(format, kiln.output) }
  }

  /// The files of one run hold what the formats print, and nothing else is left behind.
  @Test func everyFormatInOneRun() throws {
    let tiny = try tiny()
    let before = try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.path)
    let kiln = try check(tiny, Self.formats.flatMap { ["--write", "\($0)=reports/check.\($0)"] })
    #expect(kiln.status == 2, "\(kiln.errors)")
    for format in Self.formats where format != "text" {
      let printed = try check(tiny, ["--format", format]).output
      #expect(try tiny.scratch.text("reports/check.\(format)") == printed, "\(format)")
    }
    let text = try tiny.scratch.text("reports/check.text")
    #expect(text.hasPrefix(kiln.output))
    #expect(text.contains("Tiny.dsc:14:3: error: MAIN needs 160 bytes, its budget allows 64: 96 too many"))
    let left = try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.path + "/reports")
    #expect(left.sorted() == Self.formats.map { "check.\($0)" }.sorted())
    let after = try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.path)
    #expect(Set(after) == Set(before + ["reports"]))
  }

  @Test func jsonIsShortForItsFormat() throws {
    let tiny = try tiny()
    #expect(try check(tiny, ["--json"]).output == check(tiny, ["--format", "json"]).output)
    #expect(try check(tiny, ["--json", "--format", "json"]).status == 2)
  }

  /// An error before there is a table is an annotation of the very line that is at fault, in every format.
  @Test func aVolumeThatOverflowsWhileItIsPacked() throws {
    let tiny = try tiny(["data.bin": String(repeating: "x", count: 0x10000)])
    let kiln = try check(tiny, ["--format", "github"] + Self.writes)
    #expect(kiln.status == 2, "\(kiln.errors)")
    let lines = try read("github", kiln.output)
    #expect(
      lines[0].hasPrefix("error | Tiny.fdf | 11 | 5 | kiln fv-overflow | MAIN needs 65680 bytes"), "\(lines)")
    #expect(
      lines[1].hasPrefix(
        "notice | - | - | - | kiln check | Tiny.dsc is over its budget: TINY by 144 bytes, MAIN by 144"))
    #expect(
      try written("sarif", tiny)[2].hasPrefix("error | fv-overflow | Tiny.fdf | %SRCROOT% | 11 | 5 | 11 | 9")
    )
    #expect(try written("gitlab", tiny)[0].hasPrefix("critical | fv-overflow | Tiny.fdf | 11 | MAIN needs"))
    #expect(try written("junit", tiny).contains { $0.hasPrefix("failure | MAIN | fv-overflow | MAIN needs") })
    #expect(try written("markdown", tiny).contains("p | Tiny.fdf:11"))
  }

  private static let writes = formats.flatMap { ["--write", "\($0)=out.\($0)"] }

  private func written(_ format: String, _ tiny: TinyWorkspace) throws -> [String] {
    try read(format, try tiny.scratch.text("out.\(format)"))
  }

  @Test func aMalformedManifest() throws {
    let tiny = try tiny(["Tiny.dsc": TinyWorkspace.dsc + "!include a.inc\n", "a.inc": "\n!endif\n"])
    let kiln = try check(tiny, ["--format", "github"] + Self.writes)
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(
      try read("github", kiln.output)[0].hasPrefix("error | a.inc | 2 | 1 | kiln conditional-unbalanced | "))
    #expect(try written("junit", tiny)[1].hasPrefix("error | conditional-unbalanced | "))
    #expect(try written("sarif", tiny)[1] == "ran | kiln | False")
    #expect(try written("gitlab", tiny)[0].hasPrefix("critical | conditional-unbalanced | a.inc | 2 | "))
    #expect(try written("markdown", tiny)[1].hasPrefix("p | Tiny.dsc cannot be checked: "))
    struct Report: Decodable { let verdict: String, rows: [String] }
    let json = Data(try tiny.scratch.text("out.json").utf8)
    let report = try JSONDecoder().decode(Report.self, from: json)
    #expect(report.verdict == "error" && report.rows.isEmpty)
  }

  /// What was wrong on the command line belongs to the file that the check is about.
  @Test func errorsWithoutALine() throws {
    let tiny = try tiny()
    let missing = try Program.kiln(["check", "no such.fd", "--format", "sarif"], in: tiny.scratch.path)
    #expect(missing.status == 1)
    let none = Array(repeating: "-", count: 5).joined(separator: " | ")
    #expect(
      try read("sarif", missing.output).last
        == "error | file-missing | no such.fd | %SRCROOT% | \(none) | the file does not exist\\nfix: check the path and its spelling"
    )
    let malformed = try check(tiny, ["-D", "=1", "--format", "gitlab"])
    #expect(malformed.status == 64)
    #expect(
      try read("gitlab", malformed.output)[0].hasPrefix("critical | definition-malformed | Tiny.dsc | 1 | "))
  }

  /// A damaged image is annotated at the byte.
  @Test func aByteOfAnImage() throws {
    let scratch = try Scratch()
    try scratch.write("cut.fd", Provided.bytes(ShippedFirmware.code.path).prefix(0x1000))
    let kiln = try Program.kiln(["check", "cut.fd", "--format", "sarif"], in: scratch.path)
    #expect(kiln.status == 1)
    let results = try read("sarif", kiln.output).filter { $0.hasPrefix("error | ") }
    #expect(!results.isEmpty)
    for result in results {
      #expect(result.contains(" | cut.fd | %SRCROOT% | - | - | - | - | 0 | "), "\(result)")
    }
  }

  /// CI looks at files from the top of its checkout, wherever in it kiln was started.
  @Test func pathsFromTheTopOfTheCheckout() throws {
    let tiny = try tiny()
    let top = URL(filePath: tiny.scratch.path).deletingLastPathComponent().path
    let name = URL(filePath: tiny.scratch.path).lastPathComponent
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
      let kiln = try check(tiny, ["--format", "gitlab"], environment: [variable: top])
      #expect(try read("gitlab", kiln.output)[0].contains(" | \(name)/Tiny.dsc | 14 | "), "\(kiln.output)")
    }
  }

  @Test func aReportThatCannotBeWritten() throws {
    let tiny = try tiny()
    try tiny.scratch.write("out.sarif", "old")
    try tiny.scratch.write("folder/inside", "")
    for bad in ["folder", "Tiny.inf/below", "/dev/full"] {
      let kiln = try check(
        tiny, ["--format", "github", "--write", "sarif=out.sarif", "--write", "junit=\(bad)"])
      #expect(kiln.status == 1, "\(bad): \(kiln.errors)")
      #expect(kiln.errors.contains("with --write\n"), "\(kiln.errors)")
      #expect(try read("github", kiln.output).contains { $0.contains("kiln output-unwritable") })
      #expect(try tiny.scratch.text("out.sarif") == "old", "\(bad)")
    }
    var info = stat()
    #expect(stat("/dev/full", &info) == 0)
    #expect(info.st_mode & S_IFMT == S_IFCHR)
    let left = try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.path)
    #expect(!left.contains { $0.contains(".kiln-") })
  }

  @Test func aLinkStaysALink() throws {
    let tiny = try tiny()
    try tiny.scratch.write("real", "old")
    let link = "\(tiny.scratch.path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real")
    #expect(try check(tiny, ["--write", "github=link"]).status == 2)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
    #expect(try tiny.scratch.text("real").hasPrefix("::error "))
  }

  @Test(arguments: [
    (["--format", "html"], "html"), (["--format"], "--format"), (["--write", "junit"], "FORMAT=FILE"),
    (["--write", "junit="], "FORMAT=FILE"), (["--write", "=x"], "FORMAT=FILE"),
    (["--write", "html=x"], "FORMAT=FILE"),
    (["--write", "json=x", "--write", "junit=x"], "found 'x' twice"),
    (["--json", "--format", "junit"], "contradict each other"),
  ])
  func wrongFlags(arguments: [String], text: String) throws {
    let tiny = try tiny()
    let kiln = try check(tiny, arguments)
    #expect(kiln.status == 64, "\(arguments): \(kiln.errors)")
    #expect(kiln.errors.contains(text), "\(arguments): \(kiln.errors)")
    #expect(kiln.output.isEmpty)
    #expect(!tiny.scratch.exists("x"))
  }
}
