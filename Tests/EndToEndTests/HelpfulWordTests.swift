import Foundation
import TestSupport
import Testing

/// Mistakes on the command line that have one cause get one answer.
@Suite struct HelpfulWordTests {
  @Test(arguments: [("biuld", "build"), ("Check", "check"), ("identfy", "identify"), ("lnit", "lint")])
  func aMisspeltCommand(word: String, command: String) throws {
    let kiln = try Program.kiln([word, "qemu"])
    #expect(kiln.status == 64)
    #expect(
      kiln.errors.contains(
        "expected a command, found '\(word)'; did you mean '\(command)'? [command-unknown]"),
      "\(kiln.errors)")
  }

  @Test func aWordThatIsNearNone() throws {
    let kiln = try Program.kiln(["frobnicate"])
    #expect(kiln.status == 64)
    #expect(!kiln.errors.contains("did you mean"), "\(kiln.errors)")
  }

  @Test(arguments: ["check", "lint", "resolve", "layout"]) func aForgottenWorkspaceIsOneError(command: String)
    throws
  {
    let scratch = try Scratch()
    let kiln = try Program.kiln([command, "qemu"], in: scratch.path)
    #expect(kiln.status == 1)
    let errors = kiln.errors.split(separator: "\n").filter { $0.contains("error: ") }
    #expect(errors.count == 1, "\(kiln.errors.prefix(2000))")
    #expect(errors.first?.contains("[workspace-without-packages]") == true, "\(errors)")
    #expect(kiln.errors.contains("--workspace"))
  }

  // MARK: boot

  @Test func anImageForXenIsNotStarted() throws {
    let scratch = try Scratch()
    let tiny = try TinyWorkspace([
      "Tiny.fdf": TinyWorkspace.fdf(files: "FILE RAW = F112A6EE-993A-4F0B-8295-E52029D9B4BA { data.bin }")
    ])
    #expect(try tiny.build().status == 0)
    let start = ContinuousClock.now
    let kiln = try Program.kiln(
      ["boot", "\(tiny.scratch.path)/out/FV/TINY.fd", "--expect", "x"], in: scratch.path,
      environment: ["TMPDIR": scratch.path])
    #expect(kiln.status == 1)
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(kiln.errors.contains("[boot-xen-image]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("--xen pvh"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func aSignalLeavesNoTemporaryFiles(signal: Int32) throws {
    try leavesNothing(["boot", "/usr/share/ovmf/OVMF.fd", "--expect", "no firmware says this"], signal)
  }

  /// A compressor that is not done when the signal comes.
  @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func aSignalLeavesNoFilesOfACompressor(signal: Int32) throws {
    let scratch = try Scratch()
    let tool = try scratch.write("slow", "#!/bin/sh\nsleep 20\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
    try leavesNothing(["size", ShippedFirmware.code.path, "--compressor", tool], signal)
  }

  private func leavesNothing(_ arguments: [String], _ signal: Int32) throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/tmp"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func inside() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
    let kiln = try RunningProgram(Provided.kiln(), arguments, environment: ["TMPDIR": folder])
    try wait { try !inside().isEmpty }
    #expect(kiln.isRunning, "\(kiln.errors)")
    kiln.send(signal, toGroup: signal != SIGKILL)
    try wait { try inside().isEmpty }
    #expect(try inside().isEmpty)
    _ = try kiln.wait(seconds: 20)
  }

  private func wait(for condition: () throws -> Bool) throws {
    for _ in 0..<1000 where try !condition() { usleep(20_000) }
  }

  // MARK: Width

  /// A terminal of 80 columns; a pipe gets lines as they are.
  @Test func tablesFitTheTerminal() throws {
    let kiln = try Provided.kiln()
    let command = "stty cols 80; '\(kiln)' identify \(ShippedFirmware.code.path)"
    let shown = try Program.run("/usr/bin/script", ["-qc", command, "/dev/null"]).output
    // A terminal's line ends, CR LF, are one character for Swift.
    let lines = shown.split(whereSeparator: \.isNewline)
    #expect(lines.count > 40)
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
    let piped = try Program.kiln(["identify", ShippedFirmware.code.path]).output
    #expect(piped.split(separator: "\n").contains { $0.count > 80 })
  }

  @Test func identifyStartsWithASummary() throws {
    let lines = try Program.kiln(["identify", ShippedFirmware.code.path]).output.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "  code, X64, QEMU/KVM")
    #expect(lines[2].hasPrefix("  built from OvmfPkg/OvmfPkgX64.dsc, edk2-stable202205..202211 (likely)"))
    #expect(lines[3].hasPrefix("  started as pflash, -bios, with variables of 131072 bytes"))
    #expect(lines[4].isEmpty)
  }
}
