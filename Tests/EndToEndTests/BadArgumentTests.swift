import Foundation
import TestSupport
import Testing

/// Wrong words, wrong files, wrong places on the command line.
@Suite struct BadArgumentTests {
  private func expect(
    _ arguments: [String], status: Int32, _ text: String, in folder: String? = nil
  ) throws {
    let kiln = try Program.kiln(arguments, in: folder, seconds: 60)
    #expect(kiln.status == status, "\(arguments): \(kiln.errors)")
    #expect(kiln.errors.contains(text), "\(arguments): \(kiln.errors)")
    #expect(kiln.output.isEmpty, "\(arguments): \(kiln.output)")
  }

  @Test func usageEndsWith64() throws {
    try expect(["build", "--frobnicate"], status: 64, "--frobnicate")
    try expect(["frobnicate"], status: 64, "frobnicate")
    try expect(["build"], status: 64, "expected a platform")
    try expect(["build", "qemu", "-p", "xen"], status: 64, "expected one platform")
    try expect(
      ["build", "qemu", "-D", "=1", "--workspace", Provided.edk2()], status: 64, "[definition-malformed]")
    try expect(
      ["diff", "qemu", ShippedFirmware.code.path, "-w", Provided.edk2()], status: 64, "[comparison-mixed]")
    try expect(["boot", ShippedFirmware.code.path, "--memory", "0"], status: 64, "--memory")
    try expect(["inspect"], status: 64, "image")
  }

  @Test func whatIsNotThere() throws {
    let edk2 = try Provided.edk2()
    try expect(["build", "nosuch", "-w", edk2], status: 1, "use qemu, xen, or the path of a .dsc file")
    try expect(["build", "qemu", "-w", "/nonexistent"], status: 1, "[workspace-missing]")
    try expect(["build", "qemu", "-w", edk2, "--packages-path", "/nonexistent"], status: 1, "PACKAGES_PATH")
    try expect(
      ["inspect", "/nonexistent.fd"], status: 1,
      "/nonexistent.fd: error: the file does not exist [file-missing]")
    try expect(["check", "qemu", "-w", edk2, "-o", "/nonexistent"], status: 1, "[nothing-built]")
    try expect(["build", "qemu", "-w", edk2, "-a", "ARM"], status: 1, "[architecture-unsupported]")
    try expect(["build", "qemu", "-w", edk2, "--pcd", "gNo.Such=1"], status: 1, "[pcd-undeclared]")
    try expect(
      ["build", "qemu", "-w", edk2, "--prebuilt", ShippedFirmware.code.path, "--lzma-tool", "/nonexistent"],
      status: 1, "[lzma-tool-missing]")
  }

  @Test func aFolderWhereAFileIsExpected() throws {
    let scratch = try Scratch()
    try scratch.write("folder.dsc/x", "")
    try scratch.write("empty/x", "")
    let edk2 = try Provided.edk2()
    try expect(["inspect", "/usr"], status: 1, "it is a directory")
    try expect(["build", "folder.dsc", "-w", edk2], status: 1, "it is a directory", in: scratch.path)
    try expect(
      ["build", "qemu", "-w", edk2, "--prebuilt", "\(scratch.path)/empty"], status: 1, "[folder-no-image]")
    try expect(
      ["build", "qemu", "-w", edk2, "--prebuilt", ShippedFirmware.code.path, "--lzma-tool", "/usr"],
      status: 1,
      "[lzma-tool-missing]")
  }

  /// Reading one would wait for a writer that never comes.
  @Test func aFIFOIsRefused() throws {
    let scratch = try Scratch()
    let fifo = "\(scratch.path)/fifo.fd"
    #expect(mkfifo(fifo, 0o600) == 0)
    try expect(["inspect", fifo], status: 1, "it is not a regular file")
    try expect(
      ["build", "qemu", "-w", Provided.edk2(), "--prebuilt", fifo], status: 1, "it is not a regular file")
  }

  /// Root may write anywhere, so these are places where nobody can.
  @Test func outputThatCannotBeWritten() throws {
    let scratch = try Scratch()
    let file = try scratch.write("file", "")
    for output in ["\(file)/below", "/proc/nothing"] {
      try expectNoOutput(
        ["build", "qemu", "-w", try Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "-o", output])
    }
    try expectNoOutput(["extract", ShippedFirmware.code.path, "-o", "\(file)/below"])
    // One target is a folder: none of the others may change.
    try scratch.write("out/FV/OVMF_VARS.fd/inside", "")
    try scratch.write("out/FV/OVMF.fd", "old")
    try expectNoOutput(
      [
        "build", "qemu", "-w", try Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "-o",
        "\(scratch.path)/out",
      ])
    #expect(try scratch.text("out/FV/OVMF.fd") == "old")
    let left = try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/out/FV").sorted()
    #expect(left == ["OVMF.fd", "OVMF_VARS.fd"])
  }

  private func expectNoOutput(_ arguments: [String]) throws {
    let kiln = try Program.kiln(arguments)
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("[output-unwritable]"), "\(kiln.errors)")
  }
}
