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
      try FamilyRepository.git(command, in: scratch.path)
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

  /// Both ask for SMALL, and One then sets a PCD with it.
  private func setUnderSmall(_ repository: FamilyRepository) throws {
    try repository.append("!if $(SMALL) == TRUE\n!endif\n", to: ["One", "Two"])
    try repository.commit("A switch")
    try repository.edit("Pkg/One.dsc") {
      $0.replacing("!endif", with: "[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n!endif")
    }
  }

  @Test func aConfigurationIsAddedForALine() throws {
    let repository = try FamilyRepository()
    try setUnderSmall(repository)
    let kiln = try repository.drift()
    #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("  examined -D SMALL=TRUE (added for "))
    #expect(kiln.errors.contains("in Two in the configuration -D SMALL=TRUE [drift-pcd]"))
    #expect(
      kiln.output.hasSuffix(
        "2 changed lines: 2 examined, 0 not examined; 2 configurations examined, "
          + "2 not examined: 2 read the same before and after, or what another reads\n"))
  }

  @Test func anErrorInAnAddedConfiguration() throws {
    let repository = try FamilyRepository()
    try repository.append("!if $(LEVEL) > 3\n[Components]\n  Pkg/Missing.inf\n!endif\n", to: ["One", "Two"])
    let kiln = try repository.drift()
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
    let repository = try FamilyRepository()
    try repository.append(text, to: ["One", "Two"])
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("[change-not-examined]"))
    #expect(kiln.errors.contains(why))
    #expect(!kiln.output.contains(" 0 not examined; "))
  }

  @Test func aRemovedLineIsLookedForInTheBase() throws {
    let repository = try FamilyRepository()
    let text = "!if FALSE\n  [PcdsFixedAtBuild]\n!endif\n"
    try repository.append(text, to: ["One", "Two"])
    try repository.git(["commit", "-q", "-a", "-m", "Dead"])
    for name in ["One", "Two"] { try repository.edit("Pkg/\(name).dsc") { $0.replacing(text, with: "") } }
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("no configuration that was examined reads this removed line"))
    #expect(kiln.errors.contains("looked for in HEAD"))
  }

  @Test func aFileThatIsIncludedInABranch() throws {
    let repository = try FamilyRepository()
    try repository.append("!if $(MORE) == TRUE\n!include Pkg/Common.dsc.inc\n!endif\n", to: ["One", "Two"])
    try repository.git(["commit", "-q", "-a", "-m", "More"])
    try repository.edit("Pkg/Common.dsc.inc") { $0.replacing("|1", with: "|2") }
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("2 changed lines: 2 examined"))
    #expect(kiln.output.contains("examined -D MORE=TRUE (added for "))
  }

  @Test func aPlatformOfNoMemberIsNotLookedAt() throws {
    let repository = try FamilyRepository()
    try repository.edit("Other/Other.dsc") { $0 + "[PcdsFixedAtBuild]\n" }
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("not looked at, as no member reads them: Other/Other.dsc\n"))
  }

  /// No manifest of the platforms has changed.
  @Test func aChangedINFOfOneConfiguration() throws {
    let repository = try FamilyRepository("  secure | * | -D SECURE=TRUE")
    try repository.scratch.write("Pkg/Late.inf", FamilyRepository.module("Late", 2))
    try repository.append("!if $(SECURE) == TRUE\n  Pkg/Late.inf\n!endif\n", to: ["One", "Two"])
    try repository.git(["add", "."])
    try repository.commit("A module")
    try repository.edit("Pkg/Late.inf") {
      $0.replacing("[Depex]", with: "[LibraryClasses]\n  TimeLib\n[Depex]")
    }
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.errors.contains("One and Two in the configuration secure can no longer be built"))
  }

  /// The module that is only there with Secure Boot has the PCD that is gone.
  @Test func aChangedDECOfAModuleOfOneConfiguration() throws {
    let repository = try FamilyRepository("  secure | * | -D SECURE=TRUE")
    try repository.edit("Pkg/Driver.inf") { $0.replacing("  gPkg.PcdSleep\n", with: "") }
    try repository.scratch.write("Pkg/Late.inf", FamilyRepository.module("Late", 2))
    try repository.append("!if $(SECURE) == TRUE\n  Pkg/Late.inf\n!endif\n", to: ["One", "Two"])
    try repository.git(["add", "."])
    try repository.commit("A module")
    try repository.edit("Pkg/Pkg.dec") { $0.replacing("  gPkg.PcdSleep|1|UINT8|0x2", with: "") }
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("\n  examined secure: One Two\n"), "\(kiln.output)")
    #expect(kiln.errors.contains("One and Two in the configuration secure can no longer be built"))
  }

  /// A configuration for what a member does not know is nothing to examine, and no error.
  @Test func aConfigurationThatDoesNotApply() throws {
    let repository = try FamilyRepository("  secure | * | -D SECURE=TRUE\n  arm | * | -a AARCH64")
    try repository.append("[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n", to: ["One", "Two"])
    let kiln = try repository.drift()
    #expect(kiln.status == 0, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.hasSuffix("2 configurations examined, 4 not examined: 4 do not apply\n"))
  }

  @Test func optionsOfAConfigurationThatAreNone() throws {
    let repository = try FamilyRepository("  odd | * | --odd")
    try repository.append("[PcdsFixedAtBuild]\n")
    let kiln = try repository.drift()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[configuration-malformed]"))
  }

  @Test func aNewPlatformIsReadForItsErrors() throws {
    let repository = try FamilyRepository()
    try repository.git(["rm", "-q", "--cached", "Pkg/Two.dsc"])
    try repository.git(["commit", "-q", "-m", "One alone"])
    try repository.append("[Components]\n  Pkg/Missing.inf\n", to: ["Two"])
    let kiln = try repository.drift()
    #expect(kiln.status == 1, "\(kiln.output)\(kiln.errors)")
    #expect(kiln.output.contains("new, so only their errors were looked at: Two\n"))
    #expect(kiln.errors.contains("Pkg/Missing.inf"))
  }

  // MARK: formats

  @Test func everyFormatHasTheFindings() throws {
    let repository = try FamilyRepository()
    try repository.append("!if FALSE\n[PcdsFixedAtBuild]\n!endif\n")
    for format in ["json", "markdown", "junit", "sarif", "github", "gitlab"] {
      let kiln = try repository.drift(
        ["--since", "HEAD"] + ["--format", format, "--write", "\(format)=\(repository.path)/report"])
      #expect(kiln.status == 1, "\(format): \(kiln.errors)")
      #expect(
        kiln.output.contains("change-not-examined") || kiln.output.contains("no configuration"), "\(format)")
      #expect(try repository.scratch.text("report") == kiln.output, "\(format)")
    }
  }

  @Test func theJSONNamesWhatWasExamined() throws {
    let repository = try FamilyRepository("  secure | * | -D SECURE=TRUE")
    try setUnderSmall(repository)
    let kiln = try repository.drift(["--since", "HEAD"] + ["--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(kiln.output.utf8)) as? [String: Any])
    let lines = try #require(object["lines"] as? [String: Any])
    #expect(lines["changed"] as? Int == 2)
    #expect(lines["examined"] as? Int == 2)
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
    let repository = try FamilyRepository()
    let kiln = try Program.kiln([
      "drift", "\(repository.path)/family.inc", "-w", repository.path, "--since", "nowhere", "--write",
      "junit=\(repository.path)/report.xml",
    ])
    #expect(kiln.status == 1)
    #expect(try repository.scratch.text("report.xml").contains("revision-missing"))
  }
}
