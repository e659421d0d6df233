import Foundation
import TestSupport
import Testing

/// `kiln check --base`: a record, an image or a revision, and what is none of them.
@Suite struct SizeBaseTests {
  private func expect(
    _ workspace: HistoryWorkspace, _ arguments: [String], status: Int32 = 1, _ texts: String...
  ) throws {
    let kiln = try workspace.check(arguments)
    #expect(kiln.status == status, "\(arguments): \(kiln.errors)")
    for text in texts { #expect(kiln.errors.contains(text), "\(arguments): \(kiln.errors)") }
    // The verdict on budgets is shown in any case.
    #expect(kiln.output.contains("MAIN"), "\(arguments)")
  }

  @Test func aHistory() throws {
    let workspace = try HistoryWorkspace()
    let record = ["--record", "h.jsonl"]
    for (size, more) in [(16, []), (1016, []), (5000, ["-DOTHER"])] {
      try workspace.setSize(size)
      #expect(try workspace.check(record + more + ["--revision", "at \(size)"]).status == 0)
    }
    try workspace.setSize(3016)
    // The last of this configuration, which has 1016.
    let growth = try workspace.growth(["--base", "h.jsonl"])
    #expect(growth.base.revision == "at 1016" && growth.base.image == nil)
    #expect(growth.modules.map(\.rawChange) == [2000])
    #expect(growth.modules.map(\.verdict) == ["grown"])
    #expect(Set(growth.subjects.map(\.name)) == ["TINY", "MAIN"])
    #expect(growth.subjects.allSatisfy { $0.verdict == "grown" && $0.change == 2000 })
    // Compared first, recorded then.
    let text = try workspace.check(record + ["--base", "h.jsonl"]).output
    #expect(text.contains("at 1016, 0 hours old\n") && text.contains("+2000"), "\(text)")
    #expect(try workspace.growth(["--base", "h.jsonl"]).modules.isEmpty)
    try expect(
      workspace, ["--base", "h.jsonl", "-DNEW"], "[base-other-platform]",
      "recorded: Tiny, RELEASE_GCC5 X64\n", "recorded: Tiny, RELEASE_GCC5 X64 OTHER\n")
  }

  /// Whoever breaks a limit is told what has grown since the base.
  @Test func growthIsHeldToALimit() throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 0)
    try workspace.setSize(16 + 2000)
    let base = ["--base", "h.jsonl", "--max-growth"]
    #expect(try workspace.check(base + ["2000"]).status == 0)
    try expect(
      workspace, base + ["1999"], status: 2,
      "error: 99999999-0000-0000-0000-000000000001 grew (2000 bytes): MAIN grew by 2000 bytes to 2160",
      "over its limit with it: TINY [budget-growth]")
    let markdown = try workspace.check(base + ["1999", "--format", "markdown"])
    #expect(markdown.output.contains("| 40 | 2,040 | +2,000 | +2,000 |"), "\(markdown.output)")
  }

  /// Of one record nobody can mean another: what a switch costs.
  @Test func aSingleRecordOfAnotherConfiguration() throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.check(["--record", "one.json"]).status == 0)
    try workspace.setSize(6)
    #expect(
      try workspace.growth(["--base", "one.json", "-DSMALL", "--no-strict"]).modules.map(\.rawChange) == [-10]
    )
    let renamed = TinyWorkspace.dsc.replacing("PLATFORM_NAME = Tiny", with: "PLATFORM_NAME = Other")
    try workspace.tiny.scratch.write("Tiny.dsc", renamed)
    try expect(
      workspace, ["--base", "one.json"],
      "expected a base for Other, RELEASE_GCC5 X64, found another", "[base-other-platform]"
    )
  }

  @Test func damagedLinesAreToldOf() throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 0)
    let line = try workspace.tiny.scratch.text("h.jsonl")
    try workspace.tiny.scratch.write("h.jsonl", "\(line)\(line.prefix(300))\n")
    try expect(
      workspace, ["--base", "h.jsonl"], status: 0, "h.jsonl:2:1: warning: this line is not a record",
      "[history-line-corrupt]")
    try workspace.tiny.scratch.write("h.jsonl", "")
    try expect(workspace, ["--base", "h.jsonl"], "[base-empty]")
  }

  @Test func anImage() throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.tiny.build().status == 0)
    try workspace.setSize(16 + 512)
    for base in ["out/FV/TINY.fd", "out/FV", "out"] {
      let growth = try workspace.growth(["--base", base])
      #expect(growth.base.image == base && growth.base.time == nil)
      #expect(growth.modules.map(\.rawChange) == [512])
      #expect(growth.subjects.map(\.change) == [512, 512])
    }
    try expect(
      workspace, ["--base", ShippedFirmware.code.path], "[base-other-platform]", "recorded: FVMAIN_COMPACT")
    try workspace.tiny.scratch.write("zeroes.fd", [UInt8](repeating: 0, count: 4096))
    try expect(workspace, ["--base", "zeroes.fd"], "[image-no-volume]")
  }

  /// The two images of Debian: what Secure Boot with SMM costs, in flash. Sizes as edk2's build logs have them.
  @Test func twoImages() throws {
    let kiln = try Program.kiln(
      ["check", "/usr/share/OVMF/OVMF_CODE.secboot.fd", "--base", ShippedFirmware.code.path, "--json"])
    let check = try JSONDecoder().decode(HistoryWorkspace.Check.self, from: Data(kiln.output.utf8))
    let growth = try #require(check.growth)
    let changes = Dictionary(uniqueKeysWithValues: growth.subjects.map { ($0.name, $0.change) })
    #expect(changes["FVMAIN_COMPACT"] == 1_558_123 - 1_512_908)
    #expect(changes["DXEFV"] == 5_660_018 - 5_437_954)
    // PiSmmCore, which only the second has.
    let core = growth.modules.first { $0.guid == "E94F54CD-81EB-47ED-AEC3-856F5DC157A9" }
    #expect(core?.verdict == "added")
  }

  @Test func aRevisionOrItsNearestRecordedAncestor() throws {
    let workspace = try HistoryWorkspace()
    let record = ["--record", "h.jsonl"]
    // Before the first record a base is an error, and the record lands.
    let first = try workspace.commit()
    try expect(workspace, record + ["--base", "HEAD"], "[base-empty]")
    #expect(try workspace.lines().map(\.revision) == [first])
    try workspace.setSize(116)
    let second = try workspace.commit()
    #expect(try workspace.check(record).status == 0)
    try workspace.setSize(1116)
    #expect(try workspace.check(record).status == 0)  // As -dirty: no commit's sizes.
    let third = try workspace.commit()
    try workspace.git("branch", "topic")
    try workspace.setSize(2116)

    for (base, recorded, change) in [
      (first, first, 2100), ("HEAD", second, 2000), ("topic", second, 2000),
      (String(third.prefix(9)), second, 2000),
      ("HEAD~2", first, 2100), ("\(second)-dirty", "\(second)-dirty", 1000),
    ] {
      let growth = try workspace.growth(["--base", base, "--history", "h.jsonl"])
      #expect(growth.base.revision == recorded, "\(base)")
      #expect(growth.modules.map(\.rawChange) == [change], "\(base)")
    }
    // Of a revision with neither a record nor an ancestor that has one it is said which have.
    try workspace.git("checkout", "-q", "--orphan", "new")
    try workspace.commit()
    try expect(
      workspace, ["--base", "new", "--history", "h.jsonl"], "[base-not-recorded]",
      "recorded: \(first)\n", "recorded: \(second)\n", "recorded: \(second)-dirty\n")
    try expect(workspace, ["--base", "nosuch", "--history", "h.jsonl"], "[base-unknown]")
    try expect(workspace, ["--base", "HEAD"], status: 64, "[base-without-history]")
  }

  @Test func aShallowCloneIsToldOf() throws {
    let workspace = try HistoryWorkspace()
    try workspace.commit()
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 0)
    try workspace.commit()
    try workspace.git("clone", "-q", "--depth", "1", "file://\(workspace.path)", "clone")
    try expect(
      workspace, ["--base", "HEAD", "--history", "h.jsonl", "--workspace", "clone"], "[base-not-recorded]",
      "the clone is shallow", "git fetch --unshallow")
  }
}
