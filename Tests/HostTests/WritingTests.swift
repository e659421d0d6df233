import Diagnostics
import Foundation
import Testing
import TestSupport

@testable import Host

/// Regular files are replaced whole, and everything else is written into.
@Suite struct WritingTests {
  let scratch: Scratch
  let files = FileSystem()

  init() throws { scratch = try Scratch() }

  private func path(_ name: String) -> String { "\(scratch.path)/\(name)" }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
  }

  @Test func aFileIsMadeWithTheFoldersAboveIt() throws {
    try files.replace(path("a/b/c"), with: Array("text".utf8))
    #expect(try scratch.text("a/b/c") == "text")
  }

  @Test func nothingIsLeftBeside() throws {
    try scratch.write("one", "old")
    try files.replaceAll([(path("one"), [1]), (path("two"), [2])])
    #expect(try names() == ["one", "two"])
  }

  @Test func aNewFileGetsWhatTheUmaskLeaves() throws {
    let before = umask(0o027)
    defer { umask(before) }
    try files.replace(path("new"), with: [])
    #expect(try mode("new") == 0o640)
  }

  @Test(arguments: [0o600, 0o644, 0o755]) func aReplacedFileKeepsItsPermissions(mode: Int) throws {
    try scratch.write("file", "old")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path("file"))
    try files.replace(path("file"), with: [1])
    #expect(try self.mode("file") == mode)
  }

  @Test func aLinkStaysAndWhatItLeadsToIsReplaced() throws {
    try scratch.write("folder/target", "old")
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "folder/target")
    try files.replace(path("link"), with: Array("new".utf8))
    #expect(try scratch.text("folder/target") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "folder/target")
  }

  @Test func aLinkToNothingYetIsFollowed() throws {
    try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "folder/target")
    try files.replace(path("link"), with: Array("new".utf8))
    #expect(try scratch.text("folder/target") == "new")
  }

  @Test func aDeviceIsWrittenInto() throws {
    try files.replace("/dev/null", with: [1, 2, 3])
    #expect(files.kind(of: "/dev/null") == .other)
  }

  @Test func aLinkToADeviceIsWrittenThrough() throws {
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "/dev/null")
    try files.replace(path("link"), with: [1, 2, 3])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "/dev/null")
    #expect(files.kind(of: "/dev/null") == .other)
  }

  @Test func aFIFOIsWrittenInto() throws {
    #expect(mkfifo(path("fifo"), 0o600) == 0)
    // Opened for both, so that neither side waits for the other.
    let reader = open(path("fifo"), O_RDWR)
    defer { close(reader) }
    try files.replace(path("fifo"), with: Array("text".utf8))
    var buffer = [UInt8](repeating: 0, count: 16)
    #expect(read(reader, &buffer, 16) == 4)
    #expect(buffer.prefix(4).elementsEqual("text".utf8))
    #expect(files.kind(of: path("fifo")) == .other)
  }

  @Test func aFullDeviceIsAnError() throws {
    let error = #expect(throws: DiagnosticError.self) { try files.replace("/dev/full", with: [1]) }
    #expect(error?.diagnostics.map(\.code) == [.outputUnwritable])
    #expect(error?.diagnostics.first?.fix?.contains("free space") == true)
  }

  @Test func aCommandNamesTheOptionThatChoosesTheOutput() throws {
    let error = try #require(
      #expect(throws: DiagnosticError.self) { try files.replace("/dev/full", with: [1]) })
    let chosen = error.choosingOutput(with: "--html").diagnostics
    #expect(chosen.map(\.code) == [.outputUnwritable])
    #expect(chosen.first?.fix?.hasSuffix(" with --html") == true)
    let missing = DiagnosticError(.fileMissing("in"))
    #expect(missing.choosingOutput(with: "--html").diagnostics == missing.diagnostics)
  }

  @Test func whatSomebodyHasPlantedBesideIsLeftAlone() throws {
    try scratch.write("victim", "precious")
    try FileManager.default.createSymbolicLink(
      atPath: path("out.kiln-\(getpid())"), withDestinationPath: path("victim"))
    try files.replace(path("out"), with: [1])
    #expect(try scratch.text("victim") == "precious")
  }

  @Test func aFileWithTheSameContentsKeepsItsTime() throws {
    try scratch.write("file", "text")
    let date = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path("file"))
    try files.update(path("file"), with: Array("text".utf8))
    let after = try FileManager.default.attributesOfItem(atPath: path("file"))[.modificationDate] as? Date
    #expect(after == date)
  }
}

/// Several files at once: all or none.
@Suite struct WritingSeveralTests {
  let scratch: Scratch
  let files = FileSystem()

  init() throws {
    scratch = try Scratch()
    try scratch.write("one", "old one")
  }

  private func path(_ name: String) -> String { "\(scratch.path)/\(name)" }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
  }

  private func expectFailure(_ last: String, _ diagnostics: Diagnostic.Code = .outputUnwritable) {
    let error = #expect(throws: DiagnosticError.self) {
      try files.replaceAll([(path("one"), [1]), (path("two"), [2]), (last, [3])])
    }
    #expect(error?.diagnostics.map(\.code) == [diagnostics])
  }

  @Test func aFolderAsTheLastLeavesAllAsItWas() throws {
    try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: true)
    expectFailure(path("folder"))
    #expect(try scratch.text("one") == "old one")
    #expect(try names() == ["folder", "one"])
  }

  /// /proc refuses new files to root as well.
  @Test func aFolderThatTakesNoFilesLeavesAllAsItWas() throws {
    expectFailure("/proc/kiln")
    #expect(try scratch.text("one") == "old one")
    #expect(try names() == ["one"])
  }

  @Test func aFullDeviceAmongThemLeavesAllAsItWas() throws {
    expectFailure("/dev/full")
    #expect(try scratch.text("one") == "old one")
    #expect(try names() == ["one"])
  }

  /// What only turns out when files take their places, as when a folder appears under a name meanwhile.
  @Test func whoHasTakenItsPlaceIsPutBack() throws {
    var staged = try ["one", "two", "three"].map { try ReplacementFile(of: path($0), path: $0) }
    for file in staged { try file.write([1]) }
    try FileManager.default.createDirectory(atPath: path("three"), withIntermediateDirectories: true)
    let error = #expect(throws: DiagnosticError.self) { try files.takePlaces(&staged) }
    for file in staged { file.clean() }
    #expect(error?.diagnostics.first?.place == .file("three"))
    #expect(try scratch.text("one") == "old one")
    #expect(try names() == ["one", "three"])
  }

  @Test func permissionsAreThereAgainToo() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("one"))
    var staged = [
      try ReplacementFile(of: path("one"), path: "one"), try ReplacementFile(of: path("two"), path: "two"),
    ]
    try FileManager.default.createDirectory(atPath: path("two"), withIntermediateDirectories: true)
    #expect(throws: DiagnosticError.self) { try files.takePlaces(&staged) }
    for file in staged { file.clean() }
    let mode = try FileManager.default.attributesOfItem(atPath: path("one"))[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func twiceTheSameFileIsTheLastOne() throws {
    try files.replaceAll([(path("one"), [1]), (path("./one"), [2]), (path("two"), [3])])
    #expect(try scratch.bytes("one") == [2])
    #expect(try names() == ["one", "two"])
  }
}
