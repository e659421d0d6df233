import Foundation
import TestSupport
import Testing

/// `kiln check --record`: what is in a record, and that none is ever lost.
@Suite struct SizeRecordingTests {
  @Test func aRecordSaysWhatWasMeasuredOfWhat() throws {
    let workspace = try HistoryWorkspace()
    let commit = try workspace.commit()
    let record = ["--record", "h.jsonl"]
    let first = try workspace.check(record, environment: ["SOURCE_DATE_EPOCH": "1583933517"])
    #expect(first.status == 0, "\(first.errors)")
    try workspace.setSize(16 + 4096)
    let more = ["-DZ=9", "-D", "A=TRUE", "-DZ=8", "--pcd", "gTiny.PcdBase=2"]
    #expect(try workspace.check(record + more).status == 0)
    #expect(try workspace.check(record + ["--revision", "v1"]).status == 0)

    let lines = try workspace.lines()
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.schema == "kiln-sizes-1" && $0.platform == "Tiny" })
    #expect(lines.map(\.revision) == [commit, "\(commit)-dirty", "v1"])
    #expect(
      lines.map(\.configuration) == [
        "RELEASE_GCC5 X64", "RELEASE_GCC5 X64 A Z=8 gTiny.PcdBase=2", "RELEASE_GCC5 X64",
      ])
    #expect(lines[0].time == 1_583_933_517)
    #expect(abs(Double(lines[1].time) - Date().timeIntervalSince1970) < 600)
    // 24 bytes of header (PI 1.8 Vol 3, 3.2.3) and the file's own.
    #expect(lines.map { $0.modules.map(\.raw) } == [[24 + 16], [24 + 4112], [24 + 4112]])
    #expect(lines[0].modules.map(\.guid) == ["99999999-0000-0000-0000-000000000001"])
    #expect(lines[0].subjects.map(\.name) == ["TINY", "MAIN"])
    #expect(lines[0].subjects.map(\.kind) == ["device", "volume"])
    #expect(lines[0].subjects.map(\.size) == [0x10000, 0x10000])
    #expect(zip(lines[1].subjects, lines[0].subjects).map { $0.used - $1.used } == [4096, 4096])
  }

  @Test func withoutARepositoryThereIsNoRevision() throws {
    let workspace = try HistoryWorkspace()
    let kiln = try workspace.check(["--record", "new/folder/h.jsonl"])
    #expect(kiln.status == 0 && !kiln.errors.contains("revision"), "\(kiln.errors)")
    #expect(try workspace.lines("new/folder/h.jsonl").map(\.revision) == [nil])
    // Nor without git, nor before the first commit, of which git has something to say.
    try workspace.git("init", "-q")
    #expect(try workspace.check(["--record", "h.jsonl"], environment: ["PATH": "/nonexistent"]).status == 0)
    let unborn = try workspace.check(["--record", "h.jsonl"])
    #expect(unborn.status == 0 && unborn.errors.contains("[revision-unknown]"), "\(unborn.errors)")
    #expect(try workspace.lines().map(\.revision) == [nil, nil])
  }

  /// What an editor, a crash or a merge left is neither repaired nor removed.
  @Test(arguments: ["{\"schema\":\"kiln-siz", "<<<<<<< HEAD\n", "\u{0}\u{0}\n", "\n\n", "no end"])
  func whatIsThereStays(junk: String) throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 0)
    let before = try workspace.tiny.scratch.text("h.jsonl") + junk
    try workspace.tiny.scratch.write("h.jsonl", before)
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 0)
    let after = try workspace.tiny.scratch.text("h.jsonl")
    #expect(after.hasPrefix(before))
    #expect(after.hasSuffix("}\n") && after.dropFirst(before.count).filter { $0 == "{" }.count == 4)
    let end = junk.hasSuffix("\n") ? "" : "\n"
    #expect(after.dropFirst(before.count).hasPrefix("\(end){\"configuration\""))
  }

  @Test func runsAtTheSameTimeAllLand() throws {
    let workspace = try HistoryWorkspace()
    let runs = try (0..<12).map {
      try RunningProgram(
        Provided.kiln(), workspace.arguments + ["--record", "h.jsonl", "--revision", "r\($0)"],
        in: workspace.path)
    }
    for run in runs { #expect(try run.wait().status == 0) }
    #expect(try Set(workspace.lines().compactMap(\.revision)) == Set((0..<12).map { "r\($0)" }))
  }

  /// Whenever a run is killed, the records before it stand, and the next one lands.
  @Test func killedRunsLoseNothing() throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.check(["--record", "h.jsonl", "--revision", "first"]).status == 0)
    for delay in stride(from: 1000, through: 400_000, by: 57_000) {
      let before = try workspace.tiny.scratch.text("h.jsonl")
      let run = try RunningProgram(
        Provided.kiln(), workspace.arguments + ["--record", "h.jsonl"], in: workspace.path)
      usleep(useconds_t(delay))
      run.send(SIGKILL, toGroup: false)
      _ = try run.wait()
      #expect(try workspace.tiny.scratch.text("h.jsonl").hasPrefix(before))
    }
    #expect(try workspace.check(["--record", "h.jsonl", "--revision", "last"]).status == 0)
    let text = try workspace.tiny.scratch.text("h.jsonl")
    #expect(text.hasPrefix("{") && text.contains("\"first\"") && text.hasSuffix("}\n"))
    #expect(text.split(separator: "\n").last?.contains("\"last\"") == true)
  }

  @Test func aFileThatMayNotBeWrittenStaysAsItIs() throws {
    let workspace = try HistoryWorkspace()
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 0)
    let before = try workspace.tiny.scratch.bytes("h.jsonl")
    let kiln = try Namespace.run(
      "mount --bind h.jsonl h.jsonl && mount -o remount,ro,bind h.jsonl && exec \"$0\" \"$@\"",
      workspace.arguments + ["--record", "h.jsonl"], in: workspace.path)
    #expect(kiln.status == 1 && kiln.errors.contains("h.jsonl: error: the record cannot be added: read-only"))
    #expect(kiln.errors.contains("[history-unwritable]\n  fix: "), "\(kiln.errors)")
    // The verdict is shown all the same.
    #expect(kiln.output.contains("MAIN"))
    #expect(try workspace.tiny.scratch.bytes("h.jsonl") == before)
    for other in [".", "/dev/null"] {
      let kiln = try workspace.check(["--record", other])
      #expect(kiln.status == 1 && kiln.errors.contains("[history-unwritable]"), "\(kiln.errors)")
    }
  }

  /// The last page of the disk has room for a part of the line.
  @Test func aFullDiskTakesNothingAway() throws {
    let workspace = try HistoryWorkspace()
    let script = """
      mkdir disk && mount -t tmpfs -o size=8k tmpfs disk || exit 99
      head -c 8000 /dev/zero | tr '\\0' ' ' > disk/h.jsonl
      "$0" "$@"; status=$?
      cp disk/h.jsonl after
      exit $status
      """
    let kiln = try Namespace.run(
      script, workspace.arguments + ["--record", "disk/h.jsonl"], in: workspace.path)
    #expect(kiln.status == 1 && kiln.errors.contains("no space left on device"), "\(kiln.errors)")
    #expect(try workspace.tiny.scratch.bytes("after") == [UInt8](repeating: 0x20, count: 8000))
  }

  @Test func whatIsOverBudgetIsRecordedToo() throws {
    let workspace = try HistoryWorkspace()
    let budget = TinyWorkspace.dsc + "[UserExtensions.Kiln.\"Budget\"]\n  MAIN | 0x10\n"
    try workspace.tiny.scratch.write("Tiny.dsc", budget)
    #expect(try workspace.check(["--record", "h.jsonl"]).status == 2)
    #expect(try workspace.lines().first?.subjects.map(\.limit) == [0x10000, 0x10])
  }

  @Test func wrongWords() throws {
    let workspace = try HistoryWorkspace()
    let time = try workspace.check(["--record", "h.jsonl"], environment: ["SOURCE_DATE_EPOCH": "now"])
    #expect(time.status == 1 && time.errors.contains("[source-date-epoch]"), "\(time.errors)")
    #expect(!workspace.tiny.scratch.exists("h.jsonl"))
    #expect(try workspace.check(["--revision", "v1"]).status == 64)
    #expect(try workspace.check(["--history", "h.jsonl"]).status == 64)
  }
}
