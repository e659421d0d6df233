import Foundation
import TestSupport
import Testing

/// What `kiln verify` does not compare.
@Suite struct VerifyRefusalTests {
  private func verify(_ workspace: SourceWorkspace, _ image: String, _ more: [String] = []) throws -> Program
  {
    try Program.kiln(
      ["verify", image, "--source", workspace.path, "-p", SourceWorkspace.platform, "-b", "RELEASE"] + more)
  }

  @Test func anotherPlatformsImageIsRefusedBeforeAnythingIsBuilt() throws {
    let workspace = try SourceWorkspace()
    let kiln = try verify(workspace, ShippedFirmware.code.path)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[verify-foreign]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("expected an image of Tiny for X64, found 0 of the platform's modules"))
    #expect(!workspace.exists("Build"))
    #expect(kiln.output.hasSuffix("1 image: 1 not verified\n"), "\(kiln.output)")
  }

  @Test(arguments: [
    ("gone.fd", nil, "file-missing"), ("empty.fd", [], "image-truncated"),
    ("zeros.fd", [UInt8](repeating: 0, count: 4096), "image-no-volume"),
  ])
  func whatIsNoImageIsAnError(name: String, bytes: [UInt8]?, code: String) throws {
    let workspace = try SourceWorkspace()
    if let bytes { try workspace.scratch.write(name, bytes) }
    let kiln = try verify(workspace, "\(workspace.scratch.path)/\(name)")
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[\(code)]"), "\(kiln.errors)")
    #expect(!workspace.exists("Build"))
  }

  @Test func aTreeThatIsMissingOrNoTree() throws {
    let scratch = try Scratch()
    let image = try scratch.write("TINY.fd", "x")
    for (folder, text) in [("gone", "[workspace-missing]"), ("empty", "expected a platform")] {
      if folder == "empty" { try scratch.write("empty/readme", "") }
      let kiln = try Program.kiln([
        "verify", image, "--source", "\(scratch.path)/\(folder)", "-p", SourceWorkspace.platform,
      ])
      #expect(kiln.status == 1)
      #expect(kiln.errors.contains(text), "\(kiln.errors)")
    }
  }

  @Test func sourcesThatDoNotCompileVerifyNothing() throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.scratch.write("TINY.fd", try workspace.freshImage())
    try workspace.edit("TinyPkg/App/App.c", "return Sub (Value, 1)", "return Sub (Value")
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[command-failed]"), "\(kiln.errors)")
    #expect(kiln.output.contains("not looked at\n  \(image): see the error\n"), "\(kiln.output)")
  }

  @Test func anImageOfNoDevice() throws {
    let workspace = try SourceWorkspace()
    let bytes = try workspace.freshImage()
    // What is behind the device is no padding: only the name could tell.
    let image = try workspace.scratch.write("vendor.fd", bytes + [1, 2, 3])
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("[verify-device-unclear]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("choose with --fd: TINY (262144 bytes)"), "\(kiln.errors)")
    #expect(try verify(workspace, image, ["--fd", "OTHER"]).status == 64)
    #expect(try verify(workspace, image, ["--fd", "tiny"]).status == 3)
  }

  /// An image of other sources has its own cookie, which nothing tells from the other differences.
  @Test func whatIsRandomMayBeUnclear() throws {
    let workspace = try SourceWorkspace.withRandomInputs()
    let image = try workspace.imageWithRandomInputs()
    try workspace.edit("TinyPkg/App/App.c", "Value * 2", "Value * 3")
    try workspace.edit("TinyPkg/App/App.c", "APP_OFFSET)", "APP_OFFSET + 4)")
    let kiln = try verify(workspace, image)
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.errors.contains("[like-unclear]"), "\(kiln.errors)")
    #expect(kiln.output.contains("not taken from the image: it differs in more than that"), "\(kiln.output)")
  }

  @Test(arguments: [
    ["verify"], ["verify", "x.fd"], ["verify", "x.fd", "-p", "a.dsc", "--variants", "b"],
    ["verify", "x.fd", "--only", "x", "-p", "a.dsc"],
    ["verify", "x.fd", "--variants", "b", "--output", "o"],
    ["verify", "x.fd", "--variants", "b", "--fd", "o"],
    ["verify", "x.fd", "-p", "a.dsc", "--source", "a", "-w", "b"],
  ])
  func commandLinesThatSayTooLittleOrTooMuch(arguments: [String]) throws {
    #expect(try Program.kiln(arguments).status == 64)
  }
}
