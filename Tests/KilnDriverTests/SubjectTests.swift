import Host
import TestSupport
import Testing

@testable import KilnDriver

/// What a command is about, told by the text and by what is on disk.
@Suite struct SubjectTests {
  private func subject(_ text: String) -> Subject { Subject(text, files: FileSystem()) }

  @Test func aFileIsAnImage() throws {
    let scratch = try Scratch()
    let path = try scratch.write("any.bin", "x")
    #expect(subject(path) == .image(path))
  }

  @Test func aFolderThatHoldsImages() throws {
    let scratch = try Scratch()
    try scratch.write("images/OVMF.FD", "x")
    #expect(subject("\(scratch.path)/images") == .imageFolder("\(scratch.path)/images"))
  }

  @Test func theFolderOfABuildHasItsImagesInFV() throws {
    let scratch = try Scratch()
    try scratch.write("RELEASE_GCC5/FV/OVMF.fd", "x")
    let folder = "\(scratch.path)/RELEASE_GCC5"
    #expect(subject(folder) == .buildFolder(folder))
    #expect(subject(folder).images == "\(folder)/FV")
  }

  @Test func aFolderWithoutImagesIsAPlatform() throws {
    let scratch = try Scratch()
    try scratch.write("qemu/qemu.dsc", "x")
    #expect(subject("\(scratch.path)/qemu") == .platform("\(scratch.path)/qemu"))
  }

  @Test func aDSCIsAPlatformWhetherItIsThereOrNot() {
    #expect(subject("No/Such.DSC") == .platform("No/Such.DSC"))
  }

  @Test func aPathThatIsNotThereIsAnImage() {
    #expect(subject("no/such/image") == .image("no/such/image"))
    #expect(subject("missing.fd") == .image("missing.fd"))
  }

  @Test func aWordIsAPlatform() {
    #expect(subject("no-such-word") == .platform("no-such-word"))
  }

  @Test func onlyImagesHaveAPath() {
    #expect(Subject.platform("qemu").images == nil)
    #expect(Subject.platformAt(revision: "HEAD", "qemu").images == nil)
  }
}
