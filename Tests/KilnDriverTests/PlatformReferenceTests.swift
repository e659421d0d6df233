import Diagnostics
import Host
import TestSupport
import Testing
import Vocabulary

@testable import KilnDriver

/// Platforms with options of their own, as `kiln diff` takes them in one text.
@Suite struct PlatformReferenceTests {
  private static let common = PlatformSelection(
    platform: "", workspace: nil, packagesPath: nil, architectures: [], target: BuildTarget("RELEASE"),
    toolchain: "GCC5", defines: ["COMMON"], pcds: [])

  /// Takes the first word for the platform, and the others for macros.
  private static let options: PlatformOptionReader = { words, common in
    var selection = common
    selection.platform = words[0]
    selection.defines += words.dropFirst()
    return selection
  }

  private func reference(
    _ text: String, over common: PlatformSelection = common, options: PlatformOptionReader = options
  ) throws -> PlatformReference {
    try PlatformReference(text, over: common, context: Context(Console()), options: options)
  }

  @Test func optionsComeOnTopOfThoseThatBothHave() throws {
    let found = try reference("Pkg/A.dsc one two")
    #expect(found.selection.platform == "Pkg/A.dsc")
    #expect(found.selection.defines == ["COMMON", "one", "two"])
    #expect(found.subject == .platform("Pkg/A.dsc"))
  }

  @Test(arguments: [
    ("'My Pkg/Å.dsc' X", "My Pkg/Å.dsc"), (#""My Pkg/A.dsc" X"#, "My Pkg/A.dsc"),
    (#"My\ Pkg/A.dsc X"#, "My Pkg/A.dsc"), (#"Pkg/it\'s.dsc X"#, "Pkg/it's.dsc"),
    (#""a \"b\".dsc" X"#, #"a "b".dsc"#),
  ])
  func wordsAreThoseOfAShell(text: String, platform: String) throws {
    let found = try reference(text)
    #expect(found.selection.platform == platform)
    #expect(found.selection.defines == ["COMMON", "X"])
  }

  @Test func anOptionMayHaveBlanks() throws {
    #expect(try reference("A.dsc 'TITLE=Good day'").selection.defines == ["COMMON", "TITLE=Good day"])
  }

  @Test func aTextThatNamesAFileIsThatFile() throws {
    let scratch = try Scratch()
    let path = try scratch.write("it's -D A.fd", "x")
    #expect(try reference(path).subject == .image(path))
    #expect(try reference(path).selection.platform == path)
  }

  @Test func aFileOfTheWorkspaceIsFoundThere() throws {
    let scratch = try Scratch()
    try scratch.write("My Pkg/A.dsc", "x")
    var common = Self.common
    common.workspace = scratch.path
    let found = try reference("My Pkg/A.dsc", over: common)
    #expect(found.selection.platform == "My Pkg/A.dsc")
    #expect(found.selection.defines == ["COMMON"])
  }

  @Test func aRevisionStandsBeforeAColon() throws {
    let found = try reference("HEAD~1:'My Pkg/A.dsc' X")
    #expect(found.subject == .platformAt(revision: "HEAD~1", "My Pkg/A.dsc"))
    #expect(found.selection.platform == "My Pkg/A.dsc")
    #expect(found.shortName == "A")
  }

  @Test(arguments: ["", "  ", "'A.dsc X", #"A.dsc\"#])
  func whatCannotBeTakenApart(text: String) {
    #expect { try reference(text) } throws: { error in
      (error as? DiagnosticError)?.diagnostics.first?.code == .referenceMalformed
    }
  }

  @Test func optionsThatDoNotExistAreAUsageError() {
    struct Unknown: Error {}
    #expect { try reference("A.dsc --what", options: { _, _ in throw Unknown() }) } throws: { error in
      (error as? DiagnosticError).map { Diagnostics.ExitStatus($0.diagnostics) } == .usage
    }
  }
}
