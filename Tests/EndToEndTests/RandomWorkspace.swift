import Foundation
import TestSupport

/// A tiny tree of which edk2's `build` decides something at random.
extension SourceWorkspace {
  /// The tiny tree with a GenC.py that knows stack cookies, and a library that has one.
  static func withRandomInputs() throws -> SourceWorkspace {
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
    try workspace.useToolsWithCookies()
    return workspace
  }

  /// BaseTools of Debian's tree, but for one file.
  private func useToolsWithCookies() throws {
    let files = FileManager.default
    let own = "\(path)/BaseTools"
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
  func imageWithRandomInputs() throws -> String {
    let numbers = Array(repeating: "1234605616436508552", count: 100).joined(separator: ", ")
    try write("\(output())/StackCookieValues64.json", "[\(numbers)]")
    try write("\(output())/ShortPcdArrays.json", #"["X64/TinyPkg/App/App"]"#)
    let image = try freshImageKeepingInputs()
    try scratch.write("reference.fd", image)
    return "\(scratch.path)/reference.fd"
  }

  /// Builds beside the files that are in the build folder already, takes the image, and removes the folder.
  private func freshImageKeepingInputs() throws -> [UInt8] {
    let kiln = try build()
    guard kiln.status == 0 else { throw Failed(errors: kiln.errors) }
    let image = try image()
    try remove("Build")
    return image
  }
}
