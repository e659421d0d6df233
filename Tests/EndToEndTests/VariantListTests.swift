import Foundation
import TestSupport
import Testing

/// `--variants` on a tree that compiles in a second: two variants of one platform.
@Suite struct VariantListTests {
  private static let head = """
    [Defines]
      DEFINE COMMON = -b RELEASE -a X64
    [UserExtensions.Kiln."Variant"]

    """
  private static let plain = "  plain | TinyPkg/TinyPkg.dsc $(COMMON) | output = Build/plain\n"
  private static let forms = "  forms | TinyPkg/TinyPkg.dsc $(COMMON) -D FORMS=TRUE | output = Build/forms\n"

  private func workspace(_ lines: String = plain + forms) throws -> SourceWorkspace {
    let workspace = try SourceWorkspace()
    try workspace.write("variants.dsc.inc", Self.head + lines)
    return workspace
  }

  private func kiln(_ workspace: SourceWorkspace, _ arguments: [String]) throws -> Program {
    try Program.kiln(arguments + ["--variants", "variants.dsc.inc", "-w", "."], in: workspace.path)
  }

  private func built() throws -> SourceWorkspace {
    let workspace = try workspace()
    let kiln = try kiln(workspace, ["build"])
    try #require(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.hasSuffix("2 variants built, 0 not built\n"), "\(kiln.output)")
    return workspace
  }

  @Test func oneTableForAllVariants() throws {
    let workspace = try built()
    #expect(workspace.exists("Build/plain/FV/TINY.fd"))
    #expect(workspace.exists("Build/forms/FV/TINY.fd"))
    let kiln = try kiln(workspace, ["check"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("\nplain TINY "), "\(kiln.output)")
    #expect(kiln.output.contains("\nforms TINY "), "\(kiln.output)")
    #expect(kiln.output.hasSuffix("\n2 variants checked, 0 not checked\n"), "\(kiln.output)")
  }

  @Test(arguments: ["json", "markdown", "junit", "sarif", "github", "gitlab"])
  func everyFormatNamesTheVariant(format: String) throws {
    let workspace = try built()
    let dsc = try workspace.text(SourceWorkspace.platform)
    try workspace.write(
      SourceWorkspace.platform,
      dsc + "\n[UserExtensions.Kiln.\"Budget\"]\n!if $(FORMS) == TRUE\n  TINY | 0x1000\n!endif\n")
    let kiln = try kiln(workspace, ["check", "--format", format])
    #expect(kiln.status == 2, "\(kiln.errors)")
    #expect(kiln.errors.contains(": forms: TINY needs "), "\(kiln.errors)")
    #expect(kiln.output.contains("forms"), "\(kiln.output)")
    if format != "json" {
      _ = try Program.oracle("check_reports.py", [format, workspace.scratch.write("r", kiln.output)])
    }
  }

  @Test func onlySelectsByName() throws {
    let workspace = try built()
    let kiln = try kiln(workspace, ["check", "--only", "f*"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(!kiln.output.contains("plain"))
    #expect(
      kiln.output.hasSuffix("1 variant checked, 0 not checked, 1 left out by --only\n"), "\(kiln.output)")
    let none = try self.kiln(workspace, ["check", "--only", "g*"])
    #expect(none.status == 64)
    #expect(none.errors.contains("the file has plain, forms"), "\(none.errors)")
  }

  /// A variant that nobody has built is an error of its own, and the others are checked.
  @Test func whatIsNotBuiltIsSaid() throws {
    let workspace = try built()
    try workspace.remove("Build/plain")
    let kiln = try kiln(workspace, ["check"])
    #expect(kiln.status == 1)
    #expect(kiln.output.contains("\nforms TINY "), "\(kiln.output)")
    #expect(kiln.output.hasSuffix("1 variant checked, 1 not checked: plain\n"), "\(kiln.output)")
    #expect(kiln.errors.contains("plain: expected the images of a build"), "\(kiln.errors)")
  }

  /// The images of one variant are not taken for those of another.
  @Test func aFolderOfAnotherVariantIsRefused() throws {
    let workspace = try built()
    try workspace.remove("Build/plain")
    try workspace.move("Build/forms", to: "Build/plain")
    let kiln = try kiln(workspace, ["check", "--only", "plain"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("plain: it was built with -D FORMS=TRUE"), "\(kiln.errors)")
  }

  @Test func aFailureEndsTheBuildUnlessItKeepsGoing() throws {
    let workspace = try workspace()
    try workspace.edit("TinyPkg/App/App.c", "return Sub", "return Gone; return Sub")
    let kiln = try kiln(workspace, ["build"])
    #expect(kiln.status == 1)
    #expect(kiln.output.hasSuffix("0 variants built, 2 not built: plain forms\n"), "\(kiln.output)")
    #expect(!workspace.exists("Build/forms"))
    let all = try self.kiln(workspace, ["build", "--keep-going"])
    #expect(all.status == 1)
    #expect(workspace.exists("Build/forms"))
  }

  @Test(arguments: [
    (plain + plain, "variants.dsc.inc:5:3: error: the variant 'plain' is declared twice [variant-twice]"),
    ("", "expected at least one variant, found none [variant-malformed]"),
    ("  plain\n", "expected 'NAME | PLATFORM OPTIONS', found 'plain' [variant-malformed]"),
    ("  a/b | TinyPkg/TinyPkg.dsc\n", "write a name without blanks and slashes"),
    ("  plain | TinyPkg/TinyPkg.dsc --gone\n", "Unknown option '--gone' [variant-malformed]"),
    ("  plain | TinyPkg/TinyPkg.dsc | folder = x\n", "found 'folder = x' [variant-malformed]"),
    (
      "  plain | TinyPkg/Gone.dsc\n",
      "plain: expected a platform, found 'TinyPkg/Gone.dsc', which is neither a known name nor a .dsc file"
    ),
  ])
  func mistakesHaveTheirPlace(lines: String, message: String) throws {
    let kiln = try kiln(try workspace(lines), ["check"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains(message), "\(kiln.errors)")
  }

  @Test func twoVariantsInOneFolderAreRefused() throws {
    let lines = "  plain | TinyPkg/TinyPkg.dsc\n  forms | TinyPkg/TinyPkg.dsc -D FORMS=TRUE\n"
    let kiln = try kiln(try workspace(lines), ["build"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[variant-folder-shared]"), "\(kiln.errors)")
  }

  @Test(arguments: [
    ["check", "TinyPkg/TinyPkg.dsc"], ["check", "-p", "TinyPkg/TinyPkg.dsc"], ["check", "--output", "out"],
    ["build", "TinyPkg/TinyPkg.dsc"], ["resolve", "TinyPkg/TinyPkg.dsc"], ["lint", "TinyPkg/TinyPkg.dsc"],
    ["size", "--with", "-D", "FORMS=TRUE"], ["report", "-o", "x", "--images", "out"],
  ])
  func whatBelongsToOnePlatformIsRefused(arguments: [String]) throws {
    #expect(try kiln(try workspace(), arguments).status == 64)
  }

  @Test func imagesAreNoBaseForSeveralVariants() throws {
    let kiln = try kiln(try built(), ["check", "--base", "Build/plain/FV"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("[base-of-one-variant]"), "\(kiln.errors)")
  }

  /// The variants that Debian builds are those that are in its packages.
  @Test func kilnsOwnListIsKnownByItsName() throws {
    let kiln = try Program.kiln([
      "resolve", "--variants", "debian-12", "-w", try Provided.edk2(), "--topic", "region",
    ])
    let names = kiln.output.split(separator: "\n").filter { $0.hasPrefix("variant ") }.map { $0.dropFirst(8) }
    #expect(
      names == [
        "OvmfX64", "OvmfX64-smm", "Ovmf3264", "Ovmf3264-smm", "OvmfIa32-smm", "ArmVirt", "ArmVirt32",
      ],
      "\(kiln.output)")
    let unknown = try Program.kiln(["check", "--variants", "debian-11"])
    #expect(unknown.status == 64)
    #expect(
      unknown.errors.contains("use debian-12, debian-13, kiln, or the path of a file"), "\(unknown.errors)")
  }

  @Test func kilnsOwnPlatformsResolve() throws {
    let kiln = try Program.kiln([
      "resolve", "--variants", "kiln", "-w", try Provided.edk2(), "--topic", "region",
    ])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.hasSuffix("\n13 variants resolved, 0 not resolved\n"), "\(kiln.output)")
  }

  @Test func onlySelectsByProduct() throws {
    let kiln = try Program.kiln([
      "resolve", "--variants", "debian-12", "-w", try Provided.edk2(), "--only", "ovmf-ia32", "--topic",
      "region",
    ])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(
      kiln.output.hasSuffix("\n1 variant resolved, 0 not resolved, 6 left out by --only\n"), "\(kiln.output)")
  }

  /// The lines of `workspace()` with names for their images.
  private static func named(_ plain: String, _ forms: String) -> String {
    Self.plain.replacingOccurrences(of: "\n", with: " | images = \(plain)\n")
      + Self.forms.replacingOccurrences(of: "\n", with: " | images = \(forms)\n")
  }

  @Test func imagesAreInstalledUnderTheirNames() throws {
    let workspace = try workspace(Self.named("TINY.fd A.fd, TINY.fd A64.fd 512K", "TINY.fd B.fd"))
    let kiln = try kiln(workspace, ["build", "--install", "\(workspace.path)/images"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let files = FileManager.default
    let image = try #require(files.contents(atPath: "\(workspace.path)/Build/plain/FV/TINY.fd"))
    #expect(files.contents(atPath: "\(workspace.path)/images/A.fd") == image)
    let padded = try #require(files.contents(atPath: "\(workspace.path)/images/A64.fd"))
    #expect(padded == image + Data(count: 512 * 1024 - image.count))
    #expect(
      files.contentsEqual(
        atPath: "\(workspace.path)/images/B.fd", andPath: "\(workspace.path)/Build/forms/FV/TINY.fd"))
  }

  @Test(arguments: [
    ("TINY.fd A.fd", "TINY.fd A.fd", "[variant-image-twice]", 1),
    ("OTHER.fd A.fd", "TINY.fd B.fd", "[variant-image-missing]", 1),
    ("TINY.fd A.fd 1K", "TINY.fd B.fd", "[variant-image-too-large]", 1),
    ("TINY.fd", "TINY.fd B.fd", "[variant-malformed]", 1),
    ("TINY.fd ../A.fd", "TINY.fd B.fd", "[variant-malformed]", 1),
    ("TINY.fd A.fd 3X", "TINY.fd B.fd", "[variant-malformed]", 1),
  ])
  func nothingIsInstalled(plain: String, forms: String, code: String, status: Int32) throws {
    let workspace = try workspace(Self.named(plain, forms))
    let kiln = try kiln(workspace, ["build", "--install", "\(workspace.path)/images"])
    #expect(kiln.status == status, "\(kiln.errors)")
    #expect(kiln.errors.contains(code), "\(kiln.errors)")
    #expect(!workspace.exists("images/A.fd"))
    #expect(!workspace.exists("images/B.fd"))
    // What was built is said even so.
    let isBuilt = code != "[variant-malformed]"
    #expect(kiln.output.contains("2 variants built, 0 not built") == isBuilt, "\(kiln.output)")
  }

  @Test func installNeedsNamesOfImages() throws {
    let workspace = try workspace()
    let kiln = try kiln(workspace, ["build", "--install", "images"])
    #expect(kiln.status == 64, "\(kiln.errors)")
    #expect(kiln.errors.contains("[variant-images-unnamed]"), "\(kiln.errors)")
    #expect(!workspace.exists("Build"))
    let alone = try workspace.build(["--install", "images"])
    #expect(alone.status == 64, "\(alone.errors)")
  }
}
