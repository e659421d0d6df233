import Foundation
import TestSupport
import Testing

/// `kiln build --like`: what edk2's `build` draws at random is taken out of an image.
@Suite struct LikenessTests {
  /// The tiny tree with a GenC.py that knows stack cookies, and a library that has one.
  private func workspace() throws -> SourceWorkspace {
    let workspace = try SourceWorkspace([
      ("TinyPkg/TinyPkg.dec", "  DebugLib|", "  StackCheckLib|Include/Library/GreetLib.h\n  DebugLib|"),
      (
        "TinyPkg/TinyPkg.dsc", "  DebugLib|",
        "  StackCheckLib|TinyPkg/Library/StackCheckLib/StackCheckLib.inf\n  DebugLib|"
      ),
      (
        "TinyPkg/TinyPkg.dsc", "  TinyPkg/App/App.inf\n",
        """
          TinyPkg/App/App.inf {
            <PcdsFixedAtBuild>
              gTinyPkgTokenSpaceGuid.PcdGreeting|"Hi"
          }

        """
      ),
      ("TinyPkg/App/App.inf", "  GreetLib\n", "  GreetLib\n  StackCheckLib\n"),
      (
        "TinyPkg/App/App.c", "EFI_STATUS EFIAPI\nAppMain",
        "extern volatile UINTN __stack_chk_guard;\n\nEFI_STATUS EFIAPI\nAppMain"
      ),
      ("TinyPkg/App/App.c", "return Sub (Value, 1)", "return Sub (Value, 1) + __stack_chk_guard"),
    ])
    try workspace.write(
      "TinyPkg/Library/StackCheckLib/StackCheckLib.inf",
      """
      [Defines]
        INF_VERSION = 0x00010005
        BASE_NAME = StackCheckLib
        FILE_GUID = 40000000-0000-0000-0000-0000000000ff
        MODULE_TYPE = BASE
        VERSION_STRING = 1.0
        LIBRARY_CLASS = StackCheckLib
      [Sources]
        StackCheckLib.c
      [Packages]
        TinyPkg/TinyPkg.dec

      """)
    try workspace.write(
      "TinyPkg/Library/StackCheckLib/StackCheckLib.c",
      "#include <Uefi.h>\n\nvolatile UINTN __stack_chk_guard = (UINTN)STACK_COOKIE_VALUE;\n")
    try useToolsWithCookies(workspace)
    return workspace
  }

  /// BaseTools of Debian's tree, but for one file.
  private func useToolsWithCookies(_ workspace: SourceWorkspace) throws {
    let files = FileManager.default
    let own = "\(workspace.path)/BaseTools"
    let edk2 = try Provided.edk2() + "/BaseTools"
    try files.removeItem(atPath: own)
    var folder = ""
    for next in ["Source", "Python", "AutoGen", "GenC.py"] {
      try files.createDirectory(atPath: own + folder, withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: edk2 + folder) where name != next {
        try files.createSymbolicLink(
          atPath: "\(own)\(folder)/\(name)", withDestinationPath: "\(edk2)\(folder)/\(name)")
      }
      folder += "/\(next)"
    }
    let text = try String(contentsOfFile: edk2 + folder, encoding: .utf8)
    try text.appending("# STACK_COOKIE_VALUE\n").write(
      toFile: own + folder, atomically: true, encoding: .utf8)
  }

  /// An image with a cookie and a short array, as edk2's `build` may make it.
  private func reference(_ workspace: SourceWorkspace) throws -> String {
    let numbers = Array(repeating: "1234605616436508552", count: 100).joined(separator: ", ")
    try workspace.write("\(workspace.output())/StackCookieValues64.json", "[\(numbers)]")
    try workspace.write("\(workspace.output())/ShortPcdArrays.json", #"["X64/TinyPkg/App/App"]"#)
    let image = try workspace.freshImageKeepingInputs()
    try workspace.scratch.write("reference.fd", image)
    return "\(workspace.scratch.path)/reference.fd"
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

extension SourceWorkspace {
  /// Builds beside the files that are in the build folder already, takes the image, and removes the folder.
  fileprivate func freshImageKeepingInputs() throws -> [UInt8] {
    let kiln = try build()
    guard kiln.status == 0 else { throw Failed(errors: kiln.errors) }
    let image = try image()
    try remove("Build")
    return image
  }
}
