import Foundation
import TestSupport
import Testing

/// `kiln drift` on Debian's tree, and as a gate in a small repository.
@Suite struct DriftTests {
  /// Debian's patch of the Shell broke most of the family.
  @Test func theFamilyOfDebiansTree() throws {
    let kiln = try Program.kiln(["drift", "-w", Provided.edk2()])
    #expect(kiln.status == 1)
    #expect(
      kiln.output.hasPrefix("ovmf, 9 members: X64 Ia32X64 Ia32 AmdSev IntelTdx Microvm CloudHv Bhyve Xen\n"))
    #expect(kiln.errors.contains("no instance of library class 'SecureBootVariableLib'"))
    #expect(kiln.errors.contains("no instance of library class 'PlatformPKProtectionLib'"))
    // Only the shell wants it, and AmdSev has none.
    #expect(
      kiln.errors.contains(
        "because of this error X64, Ia32X64, Ia32, IntelTdx, Microvm, CloudHv, Bhyve and Xen cannot be built")
    )
    let secure = try Program.kiln(["drift", "-w", Provided.edk2(), "-D", "SECURE_BOOT_ENABLE=TRUE"])
    #expect(secure.errors.contains("because of this error Xen cannot be built"))
  }

  @Test func theChainIsExplained() throws {
    let kiln = try Program.kiln([
      "explain", "OvmfPkg/OvmfXen.dsc", "SecureBootVariableLib", "-w", Provided.edk2(),
    ])
    #expect(kiln.status == 0)
    #expect(kiln.output.contains("which ShellPkg/Application/Shell/Shell.inf wants\n"))
    #expect(kiln.output.contains("ShellPkg/Application/Shell/Shell.inf:70"))
    #expect(
      kiln.output.contains("OvmfPkg/OvmfPkgX64.dsc has SecurityPkg/Library/SecureBootVariableLib/"))
    #expect(kiln.output.contains("under $(SECURE_BOOT_ENABLE) == TRUE"))
  }

  @Test func theGateNamesTheSiblingTheCommitAndTheLine() throws {
    let repository = try FamilyRepository()
    try repository.scratch.write(
      "Pkg/One.dsc", FamilyRepository.platform("One") + "[PcdsFixedAtBuild]\n  gPkg.PcdWake|0\n")
    try repository.git(["commit", "-q", "-a", "-m", "One sleeps"])
    let kiln = try repository.drift(["--since", "HEAD~1", "--revision", "HEAD"])
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(
      kiln.output.hasPrefix(
        "family: 1 change is missing in siblings (Two); 0 made in all members or allowed\n"))
    #expect(kiln.output.contains(" A: One sleeps\n"))
    #expect(kiln.output.contains("\n  examined plain: One Two\n"))
    #expect(
      kiln.output.hasSuffix(
        "\n2 changed lines: 2 examined, 0 not examined; 2 configurations examined, 0 not examined\n"))
    #expect(
      kiln.errors.contains(
        "gPkg.PcdWake is now 0x0 [FixedAtBuild] in One, but still 0x1 [FixedAtBuild] in Two"))
    #expect(kiln.errors.contains(", since ") && kiln.errors.contains("[drift-pcd]"))
    #expect(kiln.errors.contains("write under [PcdsFixedAtBuild] 'gPkg.PcdWake|0' in Pkg/Two.dsc"))
    // The sibling follows, in the working tree.
    try repository.scratch.write(
      "Pkg/Two.dsc", FamilyRepository.platform("Two") + "[PcdsFixedAtBuild]\n  gPkg.PcdWake|0\n")
    let followed = try repository.drift(["--since", "HEAD~1"])
    #expect(followed.status == 0, "\(followed.output)\(followed.errors)")
    #expect(
      followed.output.hasPrefix(
        "family: no change is missing in a sibling; 1 made in all members or allowed\n"))
  }

  /// The same change, as a comparison of a platform with what it was.
  @Test func aPlatformAndItselfAtARevision() throws {
    let repository = try FamilyRepository()
    try repository.scratch.write(
      "Pkg/One.dsc", FamilyRepository.platform("One") + "[PcdsFixedAtBuild]\n  gPkg.PcdWake|0\n")
    let kiln = try Program.kiln(["diff", "HEAD:Pkg/One.dsc", "Pkg/One.dsc", "-w", repository.path])
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(
      kiln.output.contains(
        "\nPCDs: 1\n  gPkg.PcdWake  Pkg/Driver.inf\n    HEAD  0x1 [FixedAtBuild]  Pkg/Pkg.dec:"))
    #expect(kiln.output.contains("\n    here  0x0 [FixedAtBuild]  Pkg/One.dsc:"))
    // Neither has been changed since.
    try repository.git(["commit", "-q", "-a", "-m", "One sleeps"])
    let same = try Program.kiln(["diff", "HEAD:Pkg/One.dsc", "Pkg/One.dsc", "-w", repository.path])
    #expect(same.status == 0 && same.output.contains("HEAD and here are identical"), "\(same.output)")
  }

  @Test func aMemberThatBreaksIsAnError() throws {
    let repository = try FamilyRepository()
    try repository.scratch.write(
      "Pkg/Two.dsc", FamilyRepository.platform("Two").replacing("TimeLib|Pkg/Time.inf", with: ""))
    try repository.scratch.write(
      "Pkg/Driver.inf",
      FamilyRepository.driver.replacing("[Depex]", with: "[LibraryClasses]\n  TimeLib\n[Depex]"))
    let kiln = try repository.drift(["--since", "HEAD"])
    #expect(kiln.status == 1 && kiln.errors.contains("this error is new: One and Two can no longer be built"))
  }

  /// The commit has the folders of `--packages-path` that are in the workspace, too.
  @Test(arguments: [["Lib"], ["Lib", "Pkg", "Other"]])
  func packagesInFoldersOfTheWorkspace(moved: [String]) throws {
    let repository = try FamilyRepository()
    try repository.scratch.write("Lib/Libs.dsc.inc", "[PcdsFixedAtBuild]\n  gPkg.PcdWake|2\n")
    try repository.append("!include Lib/Libs.dsc.inc\n", to: ["One", "Two"])
    try repository.git(["add", "."])
    try FileManager.default.createDirectory(
      atPath: "\(repository.path)/extra", withIntermediateDirectories: true)
    for folder in moved { try repository.git(["mv", folder, "extra/\(folder)"]) }
    try repository.commit("Packages")
    let path = moved.contains("Pkg") ? "extra/Pkg/One.dsc" : "Pkg/One.dsc"
    try repository.edit(path) { $0 + "[PcdsFixedAtBuild]\n  gPkg.PcdSleep|2\n" }
    for revision in [[], ["--revision", "HEAD"]] {
      if !revision.isEmpty { try repository.commit("One sleeps") }
      let kiln = try repository.drift(
        ["--packages-path", "\(repository.path)/extra", "--since", revision.isEmpty ? "HEAD" : "HEAD~1"]
          + revision)
      #expect(kiln.status == 3, "\(kiln.output)\(kiln.errors)")
      #expect(kiln.errors.contains("gPkg.PcdSleep is now 0x2 [FixedAtBuild] in One, but still 0x1"))
      #expect(!kiln.output.contains("new, so only"), "\(kiln.output)")
    }
  }

  @Test func theGateAsJSON() throws {
    let repository = try FamilyRepository()
    try repository.scratch.write(
      "Pkg/One.dsc", FamilyRepository.platform("One") + "[PcdsFixedAtBuild]\n  gPkg.PcdWake|0\n")
    let kiln = try repository.drift(["--since", "HEAD", "--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(kiln.output.utf8)) as? [String: Any])
    #expect(kiln.status == 3 && object["schema"] as? String == "kiln-drift-gate-1")
    let change = try #require((object["changes"] as? [[String: Any]])?.first)
    #expect(
      change["subject"] as? String == "gPkg.PcdWake" && change["before"] as? String == "0x1 [FixedAtBuild]")
  }

  @Test(arguments: [
    (["--since", "nowhere"], "[revision-missing]"), (["--revision", "nowhere"], "[revision-missing]"),
  ])
  func aRevisionThatThereIsNot(arguments: [String], code: String) throws {
    let kiln = try FamilyRepository().drift(arguments)
    #expect(kiln.status == 1 && kiln.errors.contains(code))
  }

  @Test func whatIsNoRepositoryHasNoRevisions() throws {
    let kiln = try Program.kiln(["drift", "-w", Provided.edk2(), "--since", "HEAD"])
    #expect(kiln.status == 1 && kiln.errors.contains("[repository-missing]"), "\(kiln.errors)")
  }

  @Test func aFamilyThatThereIsNot() throws {
    let kiln = try Program.kiln(["drift", "armvirtual", "-w", Provided.edk2()])
    #expect(
      kiln.status == 1 && kiln.errors.contains("[family-unknown]")
        && kiln.errors.contains("use armvirt, ovmf"))
    let empty = try Scratch()
    let absent = try Program.kiln(["drift", "-w", empty.path])
    #expect(absent.status == 1 && absent.errors.contains("[family-absent]"), "\(absent.errors)")
  }
}
