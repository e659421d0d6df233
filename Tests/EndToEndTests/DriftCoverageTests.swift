import Foundation
import TestSupport
import Testing

/// `kiln drift --since` is not green for what it did not look at.
@Suite struct DriftCoverageTests {
  // MARK: edk2's platforms

  /// A repository with the manifests of Debian's tree.
  private func edk2() throws -> Scratch {
    let scratch = try Scratch()
    let kinds = ["dsc", "fdf", "inc", "inf", "dec", "template"].map { "-name '*.\($0)'" }.joined(
      separator: " -o ")
    let copy =
      "cd \(try Provided.edk2()) && find . -name .git -prune -o -type f \\( \(kinds) \\) -print0"
      + " | xargs -0 cp --parents -t \(scratch.path)"
    let done = try Program.run("/bin/sh", ["-c", copy])
    #expect(done.status == 0, "\(done.errors)")
    for command in [["init", "-q"], ["add", "-f", "."], ["commit", "-q", "-m", "Debian's tree"]] {
      try git(command, scratch)
    }
    return scratch
  }

  private func edit(_ path: String, _ scratch: Scratch, _ change: (String) -> String) throws {
    let before = try scratch.text(path)
    let after = change(before)
    #expect(after != before, "the text to be changed is not in \(path)")
    try scratch.write(path, after)
  }

  /// The line is only read with Secure Boot.
  @Test func aDamagedLineUnderAnotherSwitch() throws {
    let scratch = try edk2()
    try edit("OvmfPkg/OvmfPkgX64.fdf", scratch) {
      $0.replacing(
        "  INF  SecurityPkg/VariableAuthenticated/SecureBootConfigDxe/",
        with: "  INFO SecurityPkg/VariableAuthenticated/SecureBootConfigDxe/")
    }
    let kiln = try Program.kiln(["drift", "--since", "HEAD", "-w", scratch.path])
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("new errors in X64; "))
    #expect(kiln.errors.contains("OvmfPkg/OvmfPkgX64.fdf:278:"))
    #expect(kiln.errors.contains("this error is new: X64 in the configuration"))
    #expect(kiln.errors.contains("secure"))
    #expect(kiln.output.contains("2 changed lines: 2 examined, 0 not examined"))
  }

  @Test func aPCDOfOneSize() throws {
    let scratch = try edk2()
    try edit("OvmfPkg/OvmfPkgX64.dsc", scratch) {
      $0 + "\n!ifdef $(FD_SIZE_2MB)\n[PcdsFixedAtBuild]\n"
        + "  gEfiMdePkgTokenSpaceGuid.PcdMaximumAsciiStringLength|0x1234\n!endif\n"
    }
    let kiln = try Program.kiln(["drift", "--since", "HEAD", "-w", scratch.path])
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "gEfiMdePkgTokenSpaceGuid.PcdMaximumAsciiStringLength is now 0x1234 [FixedAtBuild] in X64"))
    #expect(kiln.errors.contains("in the configuration 2MB [drift-pcd]"))
    #expect(kiln.output.contains("\n  examined 2MB: "))
    #expect(kiln.output.contains("4 changed lines: 4 examined, 0 not examined"))
  }

  // MARK: small platforms

  /// A repository with two platforms that are alike.
  private func small(_ configurations: String = "") throws -> Scratch {
    let scratch = try Scratch()
    for name in ["One", "Two"] { try scratch.write("Pkg/\(name).dsc", Self.platform(name)) }
    try scratch.write("Pkg/Pkg.dec", Self.package)
    try scratch.write("Pkg/Driver.inf", Self.driver)
    try scratch.write("Pkg/Common.dsc.inc", "[PcdsFixedAtBuild]\n  gPkg.PcdSleep|1\n")
    try scratch.write("Other/Other.dsc", Self.platform("Other"))
    try scratch.write(
      "family.inc",
      "[UserExtensions.Kiln.\"Family\"]\n  One | Pkg/One.dsc\n  Two | Pkg/Two.dsc\n"
        + "[UserExtensions.Kiln.\"Configuration\"]\n\(configurations)\n")
    for command in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Alike"]] {
      try git(command, scratch)
    }
    return scratch
  }

  private func git(_ arguments: [String], _ scratch: Scratch) throws {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    let done = try Program.run("/usr/bin/git", ["-C", scratch.path] + identity + arguments)
    #expect(done.status == 0, "\(done.errors)")
  }

  private func drift(_ scratch: Scratch, _ arguments: [String] = []) throws -> Program {
    try Program.kiln(
      ["drift", "\(scratch.path)/family.inc", "-w", scratch.path, "--since", "HEAD"] + arguments)
  }

  private func append(_ text: String, to names: [String] = ["One"], _ scratch: Scratch) throws {
    for name in names { try edit("Pkg/\(name).dsc", scratch) { $0 + text } }
  }

  @Test func aConfigurationIsAddedForALine() throws {
    let scratch = try small()
    try append("!if $(SMALL) == TRUE\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif\n", scratch)
    let kiln = try drift(scratch)
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("  examined -D SMALL=TRUE (added for "))
    #expect(kiln.errors.contains("in Two in the configuration -D SMALL=TRUE [drift-pcd]"))
    #expect(
      kiln.output.hasSuffix(
        "4 changed lines: 4 examined, 0 not examined; 2 configurations examined, "
          + "2 not examined: 2 read the same before and after, or what another reads\n"))
  }

  @Test func anErrorInAnAddedConfiguration() throws {
    let scratch = try small()
    try append("!if $(LEVEL) > 3\n[Components]\n  Pkg/Missing.inf\n!endif\n", to: ["One", "Two"], scratch)
    let kiln = try drift(scratch)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("One and Two in the configuration -D LEVEL=4 can no longer be built"))
  }

  @Test(arguments: [
    ("!if FALSE\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif\n", "read only with FALSE"),
    ("[PcdsFixedAtBuild.AARCH64]\n  gPkg.PcdWake|2\n", "its section is for AARCH64 only"),
    (
      "[BuildOptions]\n  MSFT:*_*_*_CC_FLAGS = /x\n", "a build option for tool chains of the family MSFT only"
    ),
  ])
  func whatNoConfigurationReadsIsAnError(text: String, why: String) throws {
    let scratch = try small()
    try append(text, to: ["One", "Two"], scratch)
    let kiln = try drift(scratch)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("[change-not-examined]"))
    #expect(kiln.errors.contains(why))
    #expect(!kiln.output.contains(" 0 not examined; "))
  }

  @Test func aRemovedLineIsLookedForInTheBase() throws {
    let scratch = try small()
    let text = "!if FALSE\n  [PcdsFixedAtBuild]\n!endif\n"
    try append(text, to: ["One", "Two"], scratch)
    try git(["commit", "-q", "-a", "-m", "Dead"], scratch)
    for name in ["One", "Two"] { try edit("Pkg/\(name).dsc", scratch) { $0.replacing(text, with: "") } }
    let kiln = try drift(scratch)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("no configuration that was examined reads this removed line"))
    #expect(kiln.errors.contains("looked for in HEAD"))
  }

  @Test func aFileThatIsIncludedInABranch() throws {
    let scratch = try small()
    try append("!if $(MORE) == TRUE\n!include Pkg/Common.dsc.inc\n!endif\n", to: ["One", "Two"], scratch)
    try git(["commit", "-q", "-a", "-m", "More"], scratch)
    try edit("Pkg/Common.dsc.inc", scratch) { $0.replacing("|1", with: "|2") }
    let kiln = try drift(scratch)
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("2 changed lines: 2 examined"))
    #expect(kiln.output.contains("examined -D MORE=TRUE (added for "))
  }

  @Test func aPlatformOfNoMemberIsNotLookedAt() throws {
    let scratch = try small()
    try edit("Other/Other.dsc", scratch) { $0 + "[PcdsFixedAtBuild]\n" }
    let kiln = try drift(scratch)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("not looked at, as no member reads them: Other/Other.dsc\n"))
  }

  /// A configuration for what a member does not know is nothing to examine, and no error.
  @Test func aConfigurationThatDoesNotApply() throws {
    let scratch = try small("  secure | * | -D SECURE=TRUE\n  arm | * | -a AARCH64")
    try append("[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n", to: ["One", "Two"], scratch)
    let kiln = try drift(scratch)
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.hasSuffix("2 configurations examined, 4 not examined: 4 do not apply\n"))
  }

  @Test func optionsOfAConfigurationThatAreNone() throws {
    let scratch = try small("  odd | * | --odd")
    try append("[PcdsFixedAtBuild]\n", scratch)
    let kiln = try drift(scratch)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[configuration-malformed]"))
  }

  @Test func aNewPlatformIsReadForItsErrors() throws {
    let scratch = try small()
    try git(["rm", "-q", "--cached", "Pkg/Two.dsc"], scratch)
    try git(["commit", "-q", "-m", "One alone"], scratch)
    try append("[Components]\n  Pkg/Missing.inf\n", to: ["Two"], scratch)
    let kiln = try drift(scratch)
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("new, so only their errors were looked at: Two\n"))
    #expect(kiln.errors.contains("Pkg/Missing.inf"))
  }

  // MARK: formats

  @Test func everyFormatHasTheFindings() throws {
    let scratch = try small()
    try append("!if FALSE\n[PcdsFixedAtBuild]\n!endif\n", scratch)
    for format in ["json", "markdown", "junit", "sarif", "github", "gitlab"] {
      let kiln = try drift(scratch, ["--format", format, "--write", "\(format)=\(scratch.path)/report"])
      #expect(kiln.status == 1, "\(format): \(kiln.errors)")
      #expect(
        kiln.output.contains("change-not-examined") || kiln.output.contains("no configuration"), "\(format)")
      #expect(try scratch.text("report") == kiln.output, "\(format)")
    }
  }

  @Test func theJSONNamesWhatWasExamined() throws {
    let scratch = try small("  secure | * | -D SECURE=TRUE")
    try append("!if $(SMALL) == TRUE\n[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif\n", scratch)
    let kiln = try drift(scratch, ["--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(kiln.output.utf8)) as? [String: Any])
    let lines = try #require(object["lines"] as? [String: Any])
    #expect(lines["changed"] as? Int == 4)
    #expect(lines["examined"] as? Int == 4)
    let configurations = try #require(object["configurations"] as? [[String: Any]])
    #expect(configurations.map { $0["name"] as? String } == ["plain", "secure", "-D SMALL=TRUE"])
    #expect(configurations[1]["inapplicable"] as? [String] == ["One", "Two"])
    #expect((configurations[2]["addedFor"] as? String)?.contains("Pkg/One.dsc:") == true)
    #expect(configurations[2]["examined"] as? [String] == ["One", "Two"])
    let change = try #require((object["changes"] as? [[String: Any]])?.first)
    #expect(change["configurations"] as? [String] == ["-D SMALL=TRUE"])
  }

  /// A pipeline that asks for a report gets one.
  @Test func aReportOfAnEarlyFailure() throws {
    let scratch = try small()
    let kiln = try Program.kiln([
      "drift", "\(scratch.path)/family.inc", "-w", scratch.path, "--since", "nowhere", "--write",
      "junit=\(scratch.path)/report.xml",
    ])
    #expect(kiln.status == 1)
    #expect(try scratch.text("report.xml").contains("revision-missing"))
  }

  private static let package = """
    [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = Pkg
      PACKAGE_GUID = 12345678-1234-1234-1234-123456789012
      PACKAGE_VERSION = 1.0
    [Guids]
      gPkg = { 0x1, 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }
    [PcdsFixedAtBuild]
      gPkg.PcdWake|1|UINT8|0x1
      gPkg.PcdSleep|1|UINT8|0x2
    """

  private static let driver = """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = Driver
      FILE_GUID = 00000000-0000-0000-0000-000000000001
      MODULE_TYPE = DXE_DRIVER
      VERSION_STRING = 1.0
      ENTRY_POINT = Start
    [Packages]
      Pkg/Pkg.dec
    [Pcd]
      gPkg.PcdWake
      gPkg.PcdSleep
    [Depex]
      TRUE
    """

  private static func platform(_ name: String) -> String {
    """
    [Defines]
      PLATFORM_NAME = \(name)
      PLATFORM_GUID = 11111111-2222-3333-4444-555555555555
      PLATFORM_VERSION = 1.0
      DSC_SPECIFICATION = 0x0001001C
      OUTPUT_DIRECTORY = Build/\(name)
      SUPPORTED_ARCHITECTURES = X64
      BUILD_TARGETS = RELEASE
      SKUID_IDENTIFIER = DEFAULT
    [Components]
      Pkg/Driver.inf

    """
  }
}
