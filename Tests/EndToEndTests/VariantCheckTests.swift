import TestSupport
import Testing

/// A check is about the variant that was built, and says what it could not check.
@Suite struct VariantCheckTests {
  private static let forms = ["-D", "FORMS=TRUE"]

  private func built(_ options: [String] = []) throws -> SourceWorkspace {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build(options)
    try #require(kiln.status == 0, "\(kiln.errors)")
    return workspace
  }

  private func kiln(_ workspace: SourceWorkspace, _ arguments: [String]) throws -> Program {
    try Program.kiln(arguments + ["-w", "."], in: workspace.path)
  }

  private func check(_ workspace: SourceWorkspace, _ options: [String] = []) throws -> Program {
    try kiln(workspace, ["check", workspace.output(), "-p", SourceWorkspace.platform] + options)
  }

  private static let record = "Build/Tiny/RELEASE_GCC5/kiln-variant.json"

  // MARK: What the record says

  @Test func whatTheCommandLineLeavesOutIsTheRecords() throws {
    let workspace = try built(Self.forms)
    let kiln = try check(workspace)
    #expect(kiln.status == 0, "\(kiln.errors)")
    let same = try check(workspace, ["-b", "RELEASE", "-t", "GCC5", "-a", "X64"] + Self.forms)
    #expect(same.status == 0, "\(same.errors)")
  }

  @Test(arguments: ["check", "size"]) func optionsThatItWasNotBuiltWithAreRefused(command: String) throws {
    let workspace = try built()
    let options = ["-p", SourceWorkspace.platform, "-b", "DEBUG"] + Self.forms
    let kiln = try kiln(workspace, [command, workspace.output()] + options)
    #expect(kiln.status == 1)
    #expect(
      kiln.errors.contains(
        "it was built with -b RELEASE, no -D FORMS; the command line says -b DEBUG, -D FORMS=TRUE [variant-differs]"
      ),
      "\(kiln.errors)")
  }

  @Test func aPlatformIsOnlyTheVariantThatWasBuilt() throws {
    let workspace = try built()
    let kiln = try kiln(workspace, ["check", SourceWorkspace.platform] + Self.forms)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[variant-differs]"), "\(kiln.errors)")
    #expect(try self.kiln(workspace, ["check", SourceWorkspace.platform]).status == 0)
  }

  @Test func anotherPlatformIsRefused() throws {
    let workspace = try built()
    try workspace.write("TinyPkg/Other.dsc", try workspace.text(SourceWorkspace.platform))
    let kiln = try kiln(workspace, ["check", workspace.output(), "-p", "TinyPkg/Other.dsc"])
    #expect(kiln.status == 1)
    #expect(
      kiln.errors.contains("built with -p TinyPkg/TinyPkg.dsc; the command line says -p TinyPkg/Other.dsc"),
      "\(kiln.errors)")
  }

  @Test func aFolderThatWasMovedIsStillItsVariant() throws {
    let workspace = try built(Self.forms)
    try workspace.move(workspace.output(), to: "moved")
    let kiln = try kiln(workspace, ["check", "moved", "-p", SourceWorkspace.platform])
    #expect(kiln.status == 0, "\(kiln.errors)")
  }

  @Test(arguments: [true, false]) func imagesThatAnotherProgramWroteAreRefused(hasPlatform: Bool) throws {
    let workspace = try built()
    var image = try workspace.image()
    image[image.count / 2] ^= 1
    try workspace.scratch.write("\(workspace.name)/\(workspace.output())/FV/TINY.fd", image)
    let platform = hasPlatform ? ["-p", SourceWorkspace.platform] : []
    let kiln = try kiln(workspace, ["check", workspace.output()] + platform)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("TINY.fd is not what the build wrote [images-replaced]"), "\(kiln.errors)")
  }

  @Test(arguments: ["MORE.fd", "MORE.FD"]) func anImageBesideThoseOfTheBuildIsRefused(name: String) throws {
    let workspace = try built()
    try workspace.scratch.write("\(workspace.name)/\(workspace.output())/FV/\(name)", try workspace.image())
    let kiln = try check(workspace)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("\(name) is not what the build wrote"), "\(kiln.errors)")
  }

  @Test func aRecordThatIsGoneIsWrittenByTheNextBuild() throws {
    let workspace = try built()
    let before = try workspace.text(Self.record)
    try workspace.remove(Self.record)
    #expect(try workspace.build().status == 0)
    #expect(try workspace.text(Self.record) == before)
  }

  // MARK: Without a record

  @Test func withoutARecordTheFilesInTheImagesAreCompared() throws {
    let workspace = try built()
    try workspace.remove(Self.record)
    #expect(try check(workspace).status == 0)
    let kiln = try check(workspace, Self.forms)
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[images-other-variant]"), "\(kiln.errors)")
    #expect(kiln.errors.contains(": Forms"), "\(kiln.errors)")
  }

  @Test func shippedImagesAreOfTheVariantThatTheirFlagsDescribe() throws {
    let flags =
      ["FD_SIZE_2MB", "SECURE_BOOT_ENABLE", "TPM2_ENABLE"]
      + ["HTTP_BOOT", "IP6"].map { "NETWORK_\($0)_ENABLE" } + ["NETWORK_TLS_ENABLE"]
    let options =
      ["check", ShippedFirmware.code.path, "-p", "OvmfPkg/OvmfPkgX64.dsc", "-w", try Provided.edk2()]
      + flags.flatMap { ["-D", $0] }
    let release = try Program.kiln(options)
    #expect(release.status == 0, "\(release.errors)")
    let other = try Program.kiln(options + ["-D", "NETWORK_TLS_ENABLE=FALSE"])
    #expect(other.status == 1)
    #expect(other.errors.contains("in DXEFV, but not placed there: TlsDxe"), "\(other.errors)")
  }

  @Test func aRecordOfAnotherKilnIsWarnedOf() throws {
    let workspace = try built()
    try workspace.write(Self.record, "{\"schema\": \"kiln-variant-7\"}")
    let kiln = try check(workspace)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(
      kiln.errors.contains("expected schema 'kiln-variant-1', found 'kiln-variant-7'"), "\(kiln.errors)")
    #expect(try check(workspace, Self.forms).status == 1)
  }

  // MARK: Limits that were not applied

  @Test func aLimitOfGrowthNeedsABase() throws {
    let kiln = try check(try built(), ["--max-growth", "1"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("[growth-without-base]"), "\(kiln.errors)")
  }

  @Test(
    arguments: [
      ([], 0), (["--strict"], 1), (["--format", "github"], 1), (["--json"], 1),
      (["--write", "junit=r.xml"], 1),
      (["--format", "github", "--no-strict"], 0),
    ] as [([String], Int32)])
  func aBudgetsGrowthWithoutABaseIsSaid(options: [String], status: Int32) throws {
    let workspace = try built()
    let dsc = try workspace.text(SourceWorkspace.platform)
    try workspace.write(
      SourceWorkspace.platform, dsc + "\n[UserExtensions.Kiln.\"Budget\"]\n  TINY | 0x40000 | growth = 16\n"
    )
    let kiln = try check(workspace, options)
    #expect(kiln.status == status, "\(kiln.errors)")
    #expect(kiln.errors.contains("the growth of TINY was not checked: there is no base"), "\(kiln.errors)")
  }
}
