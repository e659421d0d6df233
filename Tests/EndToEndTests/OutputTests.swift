import Foundation
import TestSupport
import Testing

/// Where results go: what cannot be written is an error, and devices are written into.
@Suite struct OutputTests {
  private static let image = ShippedFirmware.code.path

  private func shell(_ command: String, in folder: String? = nil) throws -> Program {
    try Program.run(
      "/bin/sh", ["-c", command], in: folder ?? Provided.root,
      environment: ["KILN": try Provided.kiln(), "WORKSPACE": try Provided.edk2()])
  }

  @Test(arguments: [
    "--help", "--version", "help size", "layout \(image)", "check \(image)", "check \(image) --format sarif",
    "inspect \(image)", "identify \(image)", "size \(image)", "diff \(image) \(image)", "resolve qemu",
    "lint qemu", "lint --list-rules",
  ])
  func aResultThatCannotBeWrittenIsAnError(command: String) throws {
    let kiln = try shell("\"$KILN\" \(command) > /dev/full")
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("standard output: error: cannot be written"))
    #expect(kiln.errors.contains("[output-unwritable]"))
  }

  @Test func standardOutputThatIsClosedIsAnError() throws {
    let kiln = try shell("\"$KILN\" layout \(Self.image) >&-")
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[output-unwritable]"))
  }

  @Test(arguments: ["inspect \(image)", "--help"])
  func aReaderThatGoesAwayIsNone(command: String) throws {
    let kiln = try shell("{ \"$KILN\" \(command); echo $? >&2; } | true")
    #expect(kiln.errors == "0\n")
  }

  @Test(arguments: ["-", "/dev/stdout"]) func aPageGoesToStandardOutput(name: String) throws {
    let kiln = try shell("\"$KILN\" report \(Self.image) --output \(name)")
    #expect(kiln.status == 0)
    #expect(kiln.output.contains("</html>"))
    #expect(FileManager.default.fileExists(atPath: "\(Provided.root)/-") == false)
  }

  /// Renaming a page over the file would take it away from the shell, which goes on writing to it.
  @Test func whatStandardOutputGoesToIsAddedTo() throws {
    let scratch = try Scratch()
    let kiln = try shell(
      "{ echo before; \"$KILN\" report \(Self.image) --output /dev/stdout; echo after; } > '\(scratch.path)/page'"
    )
    #expect(kiln.status == 0)
    let page = try scratch.text("page")
    #expect(page.hasPrefix("before\n"))
    #expect(page.contains("</html>"))
    #expect(page.hasSuffix("after\n"))
  }

  @Test func aDeviceIsNotReplaced() throws {
    let scratch = try Scratch()
    let device = try #require(["/dev/null"].first)
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/link", withDestinationPath: device)
    let check = try Program.kiln(["check", Self.image, "--write", "json=\(scratch.path)/link"])
    #expect(check.status == 0)
    let type = try FileManager.default.attributesOfItem(atPath: device)[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func aFullDeviceIsNamed() throws {
    let kiln = try Program.kiln(["report", Self.image, "--output", "/dev/full"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("/dev/full: error: cannot be written: no space left on device"))
  }

  @Test func aReportGoesIntoAPipe() throws {
    let scratch = try Scratch()
    let kiln = try shell(
      "mkfifo fifo; cat fifo > got & \"$KILN\" check \(Self.image) --write json=fifo > /dev/null; s=$?; wait; exit $s",
      in: scratch.path)
    #expect(kiln.status == 0)
    #expect(try scratch.text("got").contains("\"schema\""))
  }

  @Test func aSecretFileStaysOne() throws {
    let scratch = try Scratch()
    let page = try scratch.write("page.html", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: page)
    #expect(try Program.kiln(["report", Self.image, "--output", page]).status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: page)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
