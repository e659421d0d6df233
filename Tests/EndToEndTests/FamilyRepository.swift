import TestSupport
import Testing

/// A repository with two tiny platforms that are alike, and a family of them.
struct FamilyRepository {
  let scratch: Scratch
  var path: String { scratch.path }

  /// - Parameters:
  ///   - configurations: lines of `[UserExtensions.Kiln."Configuration"]`.
  ///   - toolsDefinition: the tree's tools_def; nil for none.
  init(_ configurations: String = "", members: [String] = ["One", "Two"], toolsDefinition: String? = nil)
    throws
  {
    scratch = try Scratch()
    for name in members { try scratch.write("Pkg/\(name).dsc", Self.platform(name)) }
    try scratch.write("Pkg/Pkg.dec", Self.package)
    try scratch.write("Pkg/Driver.inf", Self.driver)
    try scratch.write("Pkg/Common.dsc.inc", "[PcdsFixedAtBuild]\n  gPkg.PcdSleep|1\n")
    try scratch.write("Other/Other.dsc", Self.platform("Other"))
    if let toolsDefinition { try scratch.write("BaseTools/Conf/tools_def.template", toolsDefinition) }
    try scratch.write(
      "family.inc",
      "[UserExtensions.Kiln.\"Family\"]\n"
        + members.map { "  \($0) | Pkg/\($0).dsc\n" }.joined()
        + "[UserExtensions.Kiln.\"Configuration\"]\n\(configurations)\n")
    for command in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Alike"]] { try git(command) }
  }

  func git(_ arguments: [String]) throws { try Self.git(arguments, in: path) }

  static func git(_ arguments: [String], in folder: String) throws {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    let done = try Program.run("/usr/bin/git", ["-C", folder] + identity + arguments)
    #expect(done.status == 0, "\(done.errors)")
  }

  func commit(_ message: String) throws { try git(["commit", "-q", "-a", "-m", message]) }

  func edit(_ path: String, _ change: (String) -> String) throws {
    let before = try scratch.text(path)
    let after = change(before)
    #expect(after != before, "the text to be changed is not in \(path)")
    try scratch.write(path, after)
  }

  func append(_ text: String, to names: [String] = ["One"]) throws {
    for name in names { try edit("Pkg/\(name).dsc") { $0 + text } }
  }

  /// `kiln drift` with the family.
  func drift(_ arguments: [String] = ["--since", "HEAD"]) throws -> Program {
    try Program.kiln(["drift", "\(path)/family.inc", "-w", path] + arguments)
  }

  private static let package = SmallManifests.package(
    """
    [PcdsFixedAtBuild]
      gPkg.PcdWake|1|UINT8|0x1
      gPkg.PcdSleep|1|UINT8|0x2
    """)

  static let driver = module("Driver", 1)

  /// - Parameter sections: in front of the dependency expression.
  static func module(_ name: String, _ number: Int, _ sections: String = "") -> String {
    """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = \(name)
      FILE_GUID = 00000000-0000-0000-0000-00000000000\(number)
      MODULE_TYPE = DXE_DRIVER
      VERSION_STRING = 1.0
      ENTRY_POINT = Start
    [Packages]
      Pkg/Pkg.dec
    [Pcd]
      gPkg.PcdWake
      gPkg.PcdSleep
    \(sections)
    [Depex]
      TRUE
    """
  }

  static func library(_ name: String, _ number: Int, _ libraryClass: String) -> String {
    """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = \(name)
      FILE_GUID = 00000000-0000-0000-0000-00000000000\(number)
      MODULE_TYPE = BASE
      VERSION_STRING = 1.0
      LIBRARY_CLASS = \(libraryClass)
    [Packages]
      Pkg/Pkg.dec
    """
  }

  static func platform(_ name: String) -> String {
    SmallManifests.platform(name, "[Components]\n  Pkg/Driver.inf")
  }
}
