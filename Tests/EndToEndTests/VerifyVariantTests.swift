import Foundation
import TestSupport
import Testing

/// `kiln verify --variants`: the names of images say of which variants they are.
@Suite struct VerifyVariantTests {
  private static let list = """
    [UserExtensions.Kiln."Variant"]
      plain | TinyPkg/TinyPkg.dsc -b RELEASE -a X64 | output = Build/plain | product = one | images = TINY.fd PLAIN.fd 512K, TINY.fd SHARED.fd
      loud | TinyPkg/TinyPkg.dsc -b RELEASE -a X64 -D LOUD=TRUE | output = Build/loud | product = two | images = TINY.fd LOUD.fd, TINY.fd SHARED.fd

    """

  private let workspace: SourceWorkspace
  /// As `kiln build --install` copies them, in two folders.
  private let images: String

  init() throws {
    workspace = try SourceWorkspace()
    try workspace.write("variants.dsc.inc", Self.list)
    images = "\(workspace.scratch.path)/images"
    for (name, define) in [("plain", "LOUD=FALSE"), ("loud", "LOUD=TRUE")] {
      let bytes = try workspace.freshImage(["-D", define])
      try workspace.scratch.write("images/\(name == "plain" ? "one" : "two")/SHARED.fd", bytes)
      let padding = [UInt8](repeating: 0, count: name == "plain" ? 0x40000 : 0)
      try workspace.scratch.write("images/\(name.uppercased()).fd", bytes + padding)
    }
  }

  private func verify(_ arguments: [String]) throws -> Program {
    try Program.kiln(
      ["verify"] + arguments + ["--variants", "variants.dsc.inc", "--source", "."], in: workspace.path)
  }

  @Test func theNameChoosesTheVariant() throws {
    let kiln = try verify(["\(images)/LOUD.fd", "\(images)/PLAIN.fd"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("LOUD.fd: equal to TINY.fd of loud\n"), "\(kiln.output)")
    #expect(kiln.output.contains("PLAIN.fd: equal to TINY.fd of plain\n"), "\(kiln.output)")
    #expect(
      kiln.output.contains("padding           262144 bytes of 0x0 behind the 262144 bytes of the build"))
    #expect(kiln.output.hasSuffix("2 images: 2 equal\n"), "\(kiln.output)")
  }

  @Test func aFolderIsVerifiedWhole() throws {
    try workspace.scratch.write("images/KEYS.fd", try workspace.scratch.bytes("images/LOUD.fd"))
    try workspace.scratch.write("images/other.fd", "x")
    try FileManager.default.removeItem(atPath: "\(images)/PLAIN.fd")
    let kiln = try verify([images])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("one/SHARED.fd: equal to TINY.fd of plain\n"), "\(kiln.output)")
    #expect(kiln.output.contains("two/SHARED.fd: equal to TINY.fd of loud\n"), "\(kiln.output)")
    #expect(
      kiln.output.hasSuffix(
        """
        not looked at
          \(images)/KEYS.fd: no selected variant names it, but its bytes are those of \(images)/LOUD.fd
          \(images)/other.fd: no selected variant names it
          PLAIN.fd of plain: there is no such file

        3 images: 3 equal

        """), "\(kiln.output)")
  }

  @Test func variantsThatAreLeftOutAreCounted() throws {
    let kiln = try verify(["\(images)/LOUD.fd", "--only", "loud"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("not looked at\n  1 variant left out by --only\n"), "\(kiln.output)")
    #expect(!workspace.exists("Build/plain"))
  }

  /// Only the switch of the other variant tells them apart.
  @Test func theImageOfAnotherVariantIsDifferent() throws {
    try workspace.scratch.write("images/LOUD.fd", try workspace.scratch.bytes("images/one/SHARED.fd"))
    let kiln = try verify(["\(images)/LOUD.fd"])
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.output.contains("different from TINY.fd of loud\n"), "\(kiln.output)")
    #expect(kiln.output.contains("MAIN: App: pe32 section, "), "\(kiln.output)")
  }

  @Test func aPaddedImageThatIsTooShortIsDifferent() throws {
    try workspace.scratch.write(
      "images/PLAIN.fd", try workspace.scratch.bytes("images/PLAIN.fd").dropLast())
    let kiln = try verify(["\(images)/PLAIN.fd"])
    #expect(kiln.status == 3, "\(kiln.errors)")
    #expect(kiln.output.contains("no more bytes in the image, 00 in the build"), "\(kiln.output)")
  }

  @Test func aNameThatNoVariantHasIsAUsageError() throws {
    try workspace.scratch.write("images/NEW.fd", try workspace.scratch.bytes("images/LOUD.fd"))
    for arguments in [["\(images)/NEW.fd"], ["\(images)/LOUD.fd", "--only", "plain"]] {
      let kiln = try verify(arguments)
      #expect(kiln.status == 64)
      #expect(kiln.errors.contains("[verify-image-unnamed]"), "\(kiln.errors)")
      #expect(kiln.errors.contains("plain has PLAIN.fd, SHARED.fd"), "\(kiln.errors)")
    }
    #expect(!workspace.exists("Build"))
  }

  /// Debian's OVMF_CODE_4M.ms.fd is a link to OVMF_CODE_4M.secboot.fd.
  @Test func aLinkHasTheNameOfItsFile() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(images)/KEYS.fd", withDestinationPath: "LOUD.fd")
    let kiln = try verify(["\(images)/KEYS.fd"])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.output.contains("KEYS.fd: equal to TINY.fd of loud\n"), "\(kiln.output)")
  }

  @Test func aNameThatTwoVariantsHaveIsAUsageError() throws {
    try workspace.scratch.write("images/SHARED.fd", try workspace.scratch.bytes("images/LOUD.fd"))
    let kiln = try verify(["\(images)/SHARED.fd"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("[verify-image-ambiguous]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("found plain, loud"), "\(kiln.errors)")
    #expect(try verify(["\(images)/SHARED.fd", "--only", "loud"]).status == 0)
  }

  @Test func aFolderWithNothingToVerifyIsAnError() throws {
    let folder = "\(workspace.scratch.path)/foreign"
    try workspace.scratch.write("foreign/NEW.fd", try workspace.scratch.bytes("images/LOUD.fd"))
    let kiln = try verify([folder])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[verify-nothing]"), "\(kiln.errors)")
    try workspace.scratch.write("nothing/readme", "")
    let empty = try verify(["\(workspace.scratch.path)/nothing"])
    #expect(empty.status == 1)
    #expect(empty.errors.contains("[folder-no-image]"), "\(empty.errors)")
  }

  /// One that cannot be built does not hide the others.
  @Test func aVariantThatCannotBeBuiltIsAnError() throws {
    try workspace.edit("variants.dsc.inc", "TinyPkg/TinyPkg.dsc -b RELEASE -a X64 -D", "TinyPkg/Gone.dsc -D")
    let kiln = try verify([images, "--json"])
    #expect(kiln.status == 1)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(kiln.output.utf8)) as? [String: Any])
    let verified = try #require(document["images"] as? [[String: Any]])
    #expect(verified.allSatisfy { $0["verdict"] as? String == "equal" && $0["source"] as? String == "plain" })
    #expect(verified.count == 2)
    #expect((document["notVerified"] as? [String])?.count == 2)
    #expect(kiln.errors.contains("loud: expected a platform, found 'TinyPkg/Gone.dsc'"), "\(kiln.errors)")
  }
}
