import Foundation
import TestSupport
import Testing

/// What a user can write wrong in a manifest: a diagnostic with place, code and remedy, and no output.
@Suite struct BadManifestTests {
  /// The unspoiled workspace builds: else the tests below would prove nothing.
  @Test func theTinyPlatformBuilds() throws {
    let tiny = try TinyWorkspace()
    let kiln = try tiny.build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try tiny.scratch.bytes("out/FV/TINY.fd").count == 0x10000)
  }

  private func expectError(
    _ code: String, at place: String, _ files: [String: String], status: Int32 = 1, also texts: [String] = []
  ) throws {
    let tiny = try TinyWorkspace(files)
    let kiln = try tiny.build()
    #expect(kiln.status == status, "\(kiln.errors)")
    #expect(kiln.errors.contains("[\(code)]"), "\(kiln.errors)")
    #expect(kiln.errors.contains(place), "\(kiln.errors)")
    #expect(kiln.errors.contains("  fix: "), "\(kiln.errors)")
    for text in texts { #expect(kiln.errors.contains(text), "\(kiln.errors)") }
    #expect(!tiny.hasOutput)
  }

  @Test func missingInclude() throws {
    try expectError(
      "include-missing", at: "Tiny.dsc:12:", ["Tiny.dsc": TinyWorkspace.dsc + "!include nosuch.inc\n"])
  }

  @Test func cyclicInclude() throws {
    try expectError(
      "include-cycle", at: "two.inc:1:",
      [
        "Tiny.dsc": TinyWorkspace.dsc + "!include one.inc\n", "one.inc": "!include two.inc\n",
        "two.inc": "!include one.inc\n",
      ],
      also: ["included from"])
  }

  @Test(arguments: ["!if TRUE\n", "!endif\n", "!else\n"])
  func unbalancedConditional(text: String) throws {
    try expectError("conditional-unbalanced", at: "Tiny.dsc:12:1", ["Tiny.dsc": TinyWorkspace.dsc + text])
  }

  @Test func conditionalsNestedAThousandDeepAreNoTrouble() throws {
    let nested = String(repeating: "!if TRUE\n", count: 1000) + String(repeating: "!endif\n", count: 1000)
    #expect(try TinyWorkspace(["Tiny.dsc": TinyWorkspace.dsc + nested]).build().status == 0)
  }

  @Test func includesNestedAThousandDeep() throws {
    var files = ["Tiny.dsc": TinyWorkspace.dsc + "!include 0.inc\n"]
    for depth in 0..<1000 { files["\(depth).inc"] = "!include \(depth + 1).inc\n" }
    try expectError("include-too-deep", at: ".inc:1:", files)
  }

  @Test func unknownPCD() throws {
    try expectError(
      "pcd-undeclared", at: "Tiny.fdf:8:5",
      ["Tiny.fdf": TinyWorkspace.fdf(regions: "SET gTiny.PcdNoSuch = 1\n0x0000|0x10000\nFV = MAIN")])
  }

  @Test func malformedGUIDs() throws {
    try expectError(
      "guid-malformed", at: "Tiny.inf:4:",
      ["Tiny.inf": TinyWorkspace.inf.replacingOccurrences(of: "AAAAAAAA-BBBB", with: "AAAAAAAA-BBB")])
    try expectError(
      "guid-malformed", at: "Tiny.fdf:17:12",
      ["Tiny.fdf": TinyWorkspace.fdf(files: "FILE RAW = 99999999-0000-0000-0000-00000000000Z { data.bin }")])
  }

  @Test func infWithoutFileGUID() throws {
    let inf = TinyWorkspace.inf.split(separator: "\n").filter { !$0.contains("FILE_GUID") }.joined(
      separator: "\n")
    try expectError("inf-no-file-guid", at: "Tiny.inf", ["Tiny.inf": inf])
  }

  @Test func overflowNamesVolumeOverageAndTheTenLargest() throws {
    var files = ["": ""]
    var statements = ""
    for index in 1...12 {
      let name = "99999999-0000-0000-0000-0000000000" + (index < 10 ? "0\(index)" : "\(index)")
      statements += "FILE RAW = \(name) { \(index).bin }\n"
      files["\(index).bin"] = String(repeating: "x", count: index * 1000)
    }
    files[""] = nil
    files["Tiny.fdf"] = TinyWorkspace.fdf(files: statements)
    let tiny = try TinyWorkspace(files)
    let kiln = try tiny.build()
    #expect(kiln.status == 2)
    #expect(kiln.errors.contains("[fv-overflow]"))
    // Header 0x48, extended header in a pad file of 0x2C (to 0x30); 12 files of 24 bytes and k·1000,
    // which is a multiple of eight: 78 000 + 12·24 + 0x78 = 78 408; the volume has 65 536.
    #expect(kiln.errors.contains("MAIN needs 78408 bytes and has 65536: 12872 too many"), "\(kiln.errors)")
    #expect(kiln.errors.contains("note: 12024 bytes: 99999999-0000-0000-0000-000000000012"))
    #expect(kiln.errors.contains("note: 3024 bytes: 99999999-0000-0000-0000-000000000003"))
    #expect(!kiln.errors.contains("000000000002"))
    #expect(!tiny.hasOutput)
  }

  @Test func budgetExceeded() throws {
    let budget = "[UserExtensions.Kiln.\"Budget\"]\n  MAIN | 100\n"
    let tiny = try TinyWorkspace(["Tiny.dsc": TinyWorkspace.dsc + budget])
    let kiln = try tiny.build()
    #expect(kiln.status == 2)
    #expect(
      kiln.errors.contains(
        "Tiny.dsc:13:3: error: MAIN needs 160 bytes, its budget allows 100: 60 too many [budget-exceeded]"))
    #expect(!tiny.hasOutput)
  }

  @Test func overlappingRegions() throws {
    try expectError(
      "fd-region-overlap", at: "Tiny.fdf:10:1",
      ["Tiny.fdf": TinyWorkspace.fdf(regions: "0x0000|0x8000\nFV = MAIN\n0x7000|0x1000\n")],
      also: ["Tiny.fdf:8:1"])
  }

  @Test func regionBehindTheEnd() throws {
    try expectError(
      "fd-region-outside", at: "Tiny.fdf:8:1",
      ["Tiny.fdf": TinyWorkspace.fdf(regions: "0x8000|0x10000\nFV = MAIN")])
  }

  @Test func volumeInItself() throws {
    try expectError(
      "fv-cycle", at: "Tiny.fdf",
      [
        "Tiny.fdf": TinyWorkspace.fdf(
          files: "FILE FV_IMAGE = 99999999-0000-0000-0000-000000000001 { SECTION FV_IMAGE = MAIN }")
      ])
  }

  @Test func moduleThatNobodyHas() throws {
    try expectError(
      "prebuilt-modules-missing", at: "Tiny.fdf:17:", ["Tiny.fdf": TinyWorkspace.fdf(files: "INF Tiny.inf")],
      also: ["AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE Tiny.inf"])
  }

  @Test func missingFiles() throws {
    try expectError(
      "manifest-missing", at: "Tiny.dsc:11:",
      ["Tiny.dsc": TinyWorkspace.dsc.replacingOccurrences(of: "Tiny.inf", with: "None.inf")])
    try expectError(
      "packed-file-unreadable", at: "Tiny.fdf:17:",
      ["Tiny.fdf": TinyWorkspace.fdf(files: "FILE RAW = 99999999-0000-0000-0000-000000000001 { none.bin }")])
  }

  @Test func severalMistakesAreReportedTogether() throws {
    let tiny = try TinyWorkspace([
      "Tiny.dsc": TinyWorkspace.dsc + "!include nosuch.inc\n!endif\n",
      "Tiny.fdf": TinyWorkspace.fdf(regions: "SET gTiny.PcdNoSuch = 1\n0x8000|0x10000\nFV = MAIN"),
    ])
    let kiln = try tiny.build()
    for code in ["include-missing", "conditional-unbalanced", "pcd-undeclared", "fd-region-outside"] {
      #expect(kiln.errors.contains("[\(code)]"), "\(code) is not among: \(kiln.errors)")
    }
    #expect(kiln.errors.hasSuffix("4 errors\n"))
  }

  @Test func junkIsNoPlatform() throws {
    let tiny = try TinyWorkspace()
    try tiny.scratch.write("Tiny.dsc", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) })
    let kiln = try tiny.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("error:"))
    #expect(!tiny.hasOutput)
  }
}
