import Foundation
import TestSupport
import Testing

/// `kiln build --like`: what edk2's `build` draws at random is taken out of an image.
@Suite struct LikenessTests {
  private func workspace() throws -> SourceWorkspace { try .withRandomInputs() }

  private func reference(_ workspace: SourceWorkspace) throws -> String {
    try workspace.imageWithRandomInputs()
  }

  @Test func theImageIsMadeAgain() throws {
    let workspace = try workspace()
    let reference = try reference(workspace)
    let expected = try workspace.scratch.bytes("reference.fd")
    let other = try workspace.freshImage()
    #expect(other != expected)

    let kiln = try workspace.build(["--like", reference])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.errors.contains("stack cookie of X64: 0x1122334455667788, from App"), "\(kiln.errors)")
    #expect(try workspace.image() == expected)
    // Nothing is left to do, and what was found stays.
    #expect(try workspace.build(["--like", reference]).status == 0)
    #expect(try workspace.image() == expected)
  }

  /// The record of a build knows which image it was made like.
  @Test func anotherImageOfTheSameNameIsReadAgain() throws {
    let workspace = try workspace()
    let reference = try reference(workspace)
    #expect(try workspace.build(["--like", reference]).status == 0)
    let other = try workspace.freshImage()
    try workspace.scratch.write("reference.fd", other)
    #expect(try workspace.build(["--like", reference]).status == 0)
    #expect(try workspace.image() == other)
  }

  @Test func anotherPlatformsImageIsRefused() throws {
    let kiln = try workspace().build(["--like", ShippedFirmware.code.path])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[like-foreign]"), "\(kiln.errors)")
  }

  @Test func anImageOfOtherSourcesShowsNoCookie() throws {
    let workspace = try workspace()
    let reference = try reference(workspace)
    try workspace.edit("TinyPkg/App/App.c", "Value * 2", "Value * 3")
    try workspace.edit("TinyPkg/App/App.c", "APP_OFFSET)", "APP_OFFSET + 4)")
    let kiln = try workspace.build(["--like", reference])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[like-unclear]"), "\(kiln.errors)")
    #expect(!workspace.hasImage)
  }

  @Test(arguments: [#"{"values": [1]}"#, "[1, -2]", "[1.5]", "[99999999999999999999]", "", "[1"])
  func malformedFilesOfCookiesAreErrors(text: String) throws {
    let workspace = try workspace()
    try workspace.write("\(workspace.output())/StackCookieValues64.json", text)
    let kiln = try workspace.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("StackCookieValues64.json: error: "), "\(kiln.errors)")
    #expect(kiln.errors.contains("[random-input-malformed]"), "\(kiln.errors)")
  }

  @Test func packingAloneHasNothingRandom() throws {
    let kiln = try Program.kiln([
      "build", "qemu", "-w", Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "--like", "x.fd",
    ])
    #expect(kiln.status == 64)
  }
}
