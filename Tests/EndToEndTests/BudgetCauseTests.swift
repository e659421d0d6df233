import Foundation
import TestSupport
import Testing

/// What is exceeded for one reason is one finding: the module that brought it, where the FDF places it, and who placed it
/// there.
@Suite struct BudgetCauseTests {
  private static let formats = ["json", "markdown", "junit", "sarif", "github", "gitlab"]

  private let tiny: TinyWorkspace

  init() throws {
    tiny = try TinyWorkspace([
      "Tiny.dsc": TinyWorkspace.dsc.replacingOccurrences(of: "  Tiny.inf\n", with: "")
        + "[UserExtensions.Kiln.\"Budget\"]\n  DXEFV | 0x28000 | measure = flash\n",
      "Tiny.fdf": Self.fdf(dxe: ["Shell", "TlsDxe"], pei: ["PeiCore"]),
    ])
    for (name, count) in [("Shell", 100_000), ("TlsDxe", 50_000), ("NetDxe", 60_000), ("PeiCore", 20_000)] {
      try write(name, count)
    }
    try write("PeiNew", 30_000)
    try git("init", "-q")
    try commit("Tiny: the platform", author: "Al")
  }

  /// CODE holds a volume of 192 KB with the compressed DXEFV, which may have 192 KB itself, and PEIFV with 32 KB. WHOLE
  /// holds the first again.
  private static func fdf(dxe: [String], pei: [String]) -> String {
    func files(_ names: [String]) -> String {
      names.map { "FILE FREEFORM = \(guid($0)) {\n  SECTION UI = \"\($0)\"\n  SECTION RAW = \($0).bin\n}" }
        .joined(separator: "\n")
    }
    let attributes = "FvAlignment = 16\nERASE_POLARITY = 1\nMEMORY_MAPPED = TRUE\n"
    func device(_ name: String, blocks: Int, _ regions: String) -> String {
      """
      [FD.\(name)]
      BaseAddress = 0xFF000000
      Size = \(blocks * 0x1000)
      ErasePolarity = 1
      BlockSize = 0x1000
      NumBlocks = \(blocks)
      \(regions)
      """
    }
    return """
      \(device("CODE", blocks: 0x38, "0x0|0x30000\nFV = FVMAIN_COMPACT\n0x30000|0x8000\nFV = PEIFV\n"))
      \(device("WHOLE", blocks: 0x30, "0x0|0x30000\nFV = FVMAIN_COMPACT\n"))
      [FV.DXEFV]
      FvNameGuid = 77777777-0000-0000-0000-000000000002
      BlockSize = 0x1000
      NumBlocks = 0x30
      \(attributes)\(files(dxe))
      [FV.PEIFV]
      FvNameGuid = 77777777-0000-0000-0000-000000000004
      \(attributes)\(files(pei))
      [FV.FVMAIN_COMPACT]
      FvNameGuid = 77777777-0000-0000-0000-000000000001
      \(attributes)
      FILE FV_IMAGE = 77777777-0000-0000-0000-000000000003 {
        SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE {
          SECTION FV_IMAGE = DXEFV
        }
      }

      """
  }

  private static func guid(_ name: String) -> String {
    let digits = name.utf8.reduce(0) { ($0 * 31 + Int($1)) % 0xFFFF_FFFF }
    let hexadecimal = String(digits, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - hexadecimal.count) + hexadecimal + "-0000-0000-0000-000000000001"
  }

  /// Bytes that no compressor makes smaller, the same on every machine (xorshift).
  private func write(_ name: String, _ count: Int) throws {
    var state = name.utf8.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let bytes = (0..<count).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    try tiny.scratch.write("\(name).bin", bytes)
  }

  @discardableResult
  private func git(_ arguments: String..., author: String = "T") throws -> String {
    let identity = ["-c", "user.name=\(author)", "-c", "user.email=t@example.org"]
    let git = try Program.run(
      "/usr/bin/git", identity + arguments, in: tiny.scratch.path,
      environment: ["GIT_AUTHOR_DATE": "2023-07-18T12:00:00Z", "GIT_COMMITTER_DATE": "2023-07-18T12:00:00Z"])
    #expect(git.status == 0, "\(arguments): \(git.errors)")
    return git.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Gives the first ten digits of the commit.
  @discardableResult
  private func commit(_ message: String, author: String) throws -> String {
    try git("add", "Tiny.dsc", "Tiny.fdf", author: author)
    try git("commit", "-q", "-m", message, author: author)
    return String(try git("rev-parse", "HEAD").prefix(10))
  }

  private func run(_ command: String, _ more: [String]) throws -> Program {
    try Program.kiln(
      [command, "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path] + more, in: tiny.scratch.path,
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
  }

  private func errors(_ program: Program) -> [String] {
    program.errors.split(separator: "\n").map(String.init).filter { $0.contains("error: ") }
  }

  private func notes(_ program: Program) -> [String] {
    program.errors.split(separator: "\n").filter { $0.hasPrefix("  note: ") }.map { String($0.dropFirst(8)) }
  }

  /// The base, then the driver that does not fit.
  private func addDriver() throws -> String {
    let good = try run("check", ["--record", "h.jsonl"])
    #expect(good.status == 0, "\(good.errors)")
    try tiny.scratch.write("Tiny.fdf", Self.fdf(dxe: ["Shell", "TlsDxe", "NetDxe"], pei: ["PeiCore"]))
    return try commit("Tiny: add a network", author: "Jane Doe")
  }

  private var line: Int {
    get throws {
      let lines = try tiny.scratch.text("Tiny.fdf").split(separator: "\n", omittingEmptySubsequences: false)
      return try #require(lines.firstIndex { $0.contains(Self.guid("NetDxe")) }) + 1
    }
  }

  @Test func aDriverThatOverflowsAllIsOneFinding() throws {
    let commit = try addDriver()
    let kiln = try run(
      "check", ["--base", "h.jsonl"] + Self.formats.flatMap { ["--write", "\($0)=out.\($0)"] })
    #expect(kiln.status == 2, "\(kiln.errors)")
    let errors = errors(kiln)
    #expect(errors.count == 1, "\(errors)")
    let line = try line
    #expect(errors[0].hasPrefix("./Tiny.fdf:\(line):6: error: NetDxe was added ("), "\(errors)")
    #expect(errors[0].contains(" 60048 raw): DXEFV needs "), "\(errors)")
    #expect(
      errors[0].hasSuffix(
        "; over its limit with it: FVMAIN_COMPACT, CODE, WHOLE, DXEFV in flash [fv-overflow]"),
      "\(errors)")
    let notes = notes(kiln)
    #expect(
      notes[0].hasPrefix("brought by \(commit) by Jane Doe, 2023-07-18: Tiny: add a network"), "\(notes)")
    let facts = notes.filter { $0.contains(" needs ") }
    #expect(
      facts.allSatisfy { $0.contains(" too many; the base used ") && $0.contains(" were free") }, "\(facts)")
    #expect(facts.contains { $0.hasPrefix("DXEFV needs ") && $0.contains(": ./Tiny.fdf:") }, "\(facts)")
    #expect(
      facts.contains { $0.hasPrefix("DXEFV in flash needs ") && $0.contains(": Tiny.dsc:") }, "\(facts)")
    // Compression moves the others by a few bytes, which is no news.
    #expect(!notes.contains { $0.hasPrefix("grown since") }, "\(notes)")
    #expect(notes.suffix(3).map { $0.split(separator: " ").last ?? "" } == ["Shell", "NetDxe", "TlsDxe"])
  }

  @Test(arguments: formats) func everyFormatHasTheOneFinding(format: String) throws {
    let commit = try addDriver()
    let kiln = try run("check", ["--base", "h.jsonl", "--format", format])
    #expect(kiln.status == 2, "\(kiln.errors)")
    let line = try line
    if format == "json" {
      struct Report: Decodable {
        struct Related: Decodable { let message: String, path: String, line: Int? }
        struct Finding: Decodable {
          let code: String, path: String, line: Int, message: String, related: [Related]
        }
        let findings: [Finding]
      }
      let findings = try JSONDecoder().decode(Report.self, from: Data(kiln.output.utf8)).findings
      #expect(findings.map(\.code) == ["fv-overflow"])
      #expect(findings.map(\.line) == [line])
      #expect(findings[0].related[0].message.contains(commit))
      return
    }
    let lines = try Program.oracle("check_reports.py", [format, tiny.scratch.write("report", kiln.output)])
      .output
      .split(separator: "\n").map(String.init)
    let found = lines.filter {
      $0.hasPrefix("error | ") || $0.hasPrefix("failure | ") || $0.hasPrefix("critical | ")
        || $0.hasPrefix("summary | ❌")
    }
    #expect(found.count == 1, "\(lines)")
    #expect(kiln.output.contains(commit), "\(lines)")
    switch format {
    case "github": #expect(found[0].hasPrefix("error | Tiny.fdf | \(line) | 6 | kiln fv-overflow | NetDxe "))
    case "gitlab": #expect(found[0].hasPrefix("critical | fv-overflow | Tiny.fdf | \(line) | NetDxe "))
    case "junit": #expect(found[0].hasPrefix("failure | DXEFV | fv-overflow | NetDxe "))
    case "sarif":
      #expect(found[0].hasPrefix("error | fv-overflow | Tiny.fdf | %SRCROOT% | \(line) | 6 | "))
      #expect(lines.contains { $0.hasPrefix("related | Tiny.fdf | ") && $0.contains("FVMAIN_COMPACT needs") })
    default: #expect(lines.contains("p | Tiny.fdf:\(line)"), "\(lines)")
    }
  }

  /// Nothing is known about what grew, and that is said.
  @Test func withoutABaseTheLargestAreNamed() throws {
    _ = try addDriver()
    let kiln = try run("check", [])
    #expect(kiln.status == 2)
    let errors = errors(kiln)
    #expect(errors.count == 1, "\(errors)")
    #expect(errors[0].contains(" error: DXEFV needs "), "\(errors)")
    let notes = notes(kiln)
    let remark = try #require(
      notes.firstIndex(of: "there is no base, so what grew is unknown; the largest contributors are:"))
    #expect(notes[(remark + 1)...].allSatisfy { $0.contains(" bytes") }, "\(notes)")
  }

  /// Two drivers in two volumes are two mistakes.
  @Test func twoCausesAreTwoFindings() throws {
    #expect(try run("check", ["--record", "h.jsonl"]).status == 0)
    try tiny.scratch.write(
      "Tiny.fdf", Self.fdf(dxe: ["Shell", "TlsDxe", "NetDxe"], pei: ["PeiCore", "PeiNew"]))
    for more in [["--base", "h.jsonl"], []] {
      let kiln = try run("check", more)
      #expect(kiln.status == 2)
      let errors = errors(kiln)
      #expect(errors.count == 2, "\(errors)")
      #expect(errors.count { $0.contains("DXEFV needs") } == 1, "\(errors)")
      #expect(errors.count { $0.contains("PEIFV needs") } == 1, "\(errors)")
      if more.isEmpty { continue }
      #expect(errors.contains { $0.contains("error: NetDxe was added (") }, "\(errors)")
      #expect(errors.contains { $0.contains("error: PeiNew was added (") }, "\(errors)")
      #expect(notes(kiln).contains { $0.hasPrefix("brought by not committed yet") }, "\(kiln.errors)")
    }
  }

  /// A build is compared with the images that it cannot replace.
  @Test func aBuildIsComparedWithTheLastOne() throws {
    #expect(try run("build", ["--output", "out"]).status == 0)
    let commit = try addDriver()
    let kiln = try run("build", ["--output", "out"])
    #expect(kiln.status == 2)
    let errors = errors(kiln)
    #expect(errors.count == 1, "\(errors)")
    #expect(errors[0].contains("error: NetDxe was added ("), "\(errors)")
    #expect(notes(kiln)[0].contains(commit))
    // With images of another program there nothing is known.
    try tiny.scratch.write("out/FV/CODE.fd", "x")
    let other = try run("build", ["--output", "out"])
    #expect(other.status == 2)
    #expect(notes(other).contains { $0.hasPrefix("there is no base") }, "\(other.errors)")
  }
}
