import AutoGen
import Diagnostics
import TestSupport
import Testing

/// Texts that nobody wrote in earnest: each is a diagnostic with its place, and none traps.
@Suite struct HostileStringTests {
  private static func complaints(_ bytes: [UInt8]) -> [String] {
    var workspace = HIIWorkspace(using: "A")
    workspace.files.append(("a.uni", bytes))
    return workspace.complaints { _ = try $0.strings() }
  }

  @Test(
    arguments: [
      ("", "languages-missing M.inf:10"),
      ("#string A #language en-US \"a\"", "language-undefined a.uni:1"),
      ("#langdef en-US \"E\"\n#string A #language fr-FR \"a\"", "language-undefined a.uni:2"),
      ("#langdef en-US", "language-definition-malformed a.uni:1"),
      ("#langdef en-US \"E\" more", "language-definition-malformed a.uni:1"),
      ("#langdef en-US \"E", "language-definition-malformed a.uni:1"),
      ("#langdef en-US 'E", "language-definition-malformed a.uni:1"),
      ("#langdef en-US \"E//\"", "language-definition-malformed a.uni:1"),
      ("#langdef e \"E\"", "language-code-malformed a.uni:1"),
      ("#langdef \"\" \"E\"", "language-code-malformed a.uni:1"),
      ("#langdef eng \"E\"", "language-code-malformed a.uni:1"),
      ("#langdef engl \"E\"", "language-code-malformed a.uni:1"),
      ("#langdef en_US \"E\"", "language-code-malformed a.uni:1"),
      ("#langdef x-é \"E\"", "language-code-malformed a.uni:1"),
      ("#langdef en \"E\"\n\n#string 1A #language en \"a\"", "string-name-malformed a.uni:3"),
      ("#langdef en \"E\"\n#string É #language en \"a\"", "string-name-malformed a.uni:2"),
      ("#langdef en \"E\"\n#string A B\n#language en\na", "string-name-malformed a.uni:2"),
      ("#langdef en \"E\"\n#string A #language #language \"a\"", "language-code-malformed a.uni:2"),
      ("#include \"none.uni\"", "uni-include-missing a.uni:1"),
      ("#include \"a.uni\"", "uni-include-cycle a.uni:1"),
      ("#langdef en \"E\"\n#string A #language en \"😀\"", "uni-encoding a.uni:2"),
    ])
  func mistakes(text: String, complaint: String) {
    #expect(Self.complaints(Array(text.utf8)) == [complaint])
  }

  @Test(
    arguments: [
      [0x41, 0x0A, 0xC3], [0x41, 0x0A, 0xFF], [0x41, 0x0A, 0xC0, 0x80], [0x41, 0x0A, 0xED, 0xA0, 0x80],
      [0x41, 0x0A, 0xE0, 0x80, 0x80], [0x41, 0x0A, 0xE2, 0x80], [0x41, 0x0A, 0xF5, 0x80, 0x80, 0x80],
      [0xFF, 0xFE, 0x41, 0, 0x0A, 0, 0x41], [0xFE, 0xFF, 0, 0x0A, 0xD8, 0x3D, 0xDE, 0],
      [0xFE, 0xFF, 0, 0x0A, 0xDC, 0],
    ] as [[UInt8]])
  func encodings(bytes: [UInt8]) {
    #expect(Self.complaints(bytes) == ["uni-encoding a.uni:2"])
  }

  @Test func severalMistakesAreReportedAtOnce() {
    let text =
      "#langdef en \"E\"\n#langdef e \"E\"\n#string 1 #language en \"a\"\n#string A #language fr \"a\"\n"
    #expect(
      Self.complaints(Array(text.utf8)) == [
        "language-code-malformed a.uni:2", "string-name-malformed a.uni:3", "language-undefined a.uni:4",
      ])
    let many = Self.complaints(
      Array(repeating: Array("#langdef e \"E\"\n".utf8), count: 10_000).joined() + [])
    #expect(many.count == 20)
  }

  @Test func includesThatNeverEnd() {
    var workspace = HIIWorkspace(["a.uni": "#include \"b.uni\"\n"])
    workspace.unlisted = [
      ("b.uni", Array("\n#include \"c.uni\"\n".utf8)), ("c.uni", Array("#include \"b.uni\"".utf8)),
    ]
    #expect(workspace.complaints { _ = try $0.strings() } == ["uni-include-cycle c.uni:1"])

    // Each file is a new one, by its path.
    workspace = HIIWorkspace(["a.uni": "#include \"../M/a.uni\"\n"])
    workspace.files[0].bytes = Array("#include \"x/../a.uni\"\n".utf8)
    #expect(workspace.complaints { _ = try $0.strings() }.count == 1)

    // Two to the power of thirty of them.
    workspace = HIIWorkspace(["0.uni": "#include \"1.uni\"\n#include \"1.uni\"\n"])
    for number in 1..<30 {
      let line = "#include \"\(number + 1).uni\"\n"
      workspace.unlisted.append(("\(number).uni", Array((line + line).utf8)))
    }
    workspace.unlisted.append(("30.uni", []))
    #expect(workspace.complaints { _ = try $0.strings() }.first?.hasPrefix("uni-include-limit") ?? false)
  }

  @Test func missingFiles() {
    var workspace = HIIWorkspace(["a.uni": "", "a.idf": ""])
    workspace.hidesSources = true
    #expect(workspace.complaints { _ = try $0.strings() } == ["source-missing M.inf:9"])
    #expect(workspace.complaints { _ = try $0.images() } == ["source-missing M.inf:10"])
  }

  @Test func modesThatExcludeEachOther() {
    var workspace = HIIWorkspace(["a.uni": "#langdef eng \"E\"\n"])
    workspace.sections = "[BuildOptions]\n  *_*_*_BUILD_FLAGS = -s -c\n"
    #expect(workspace.complaints { _ = try $0.strings() } == ["string-modes-exclusive M.inf:13"])
  }

  /// A line of ten megabytes, and shorter ones of what takes the longest: time that grows faster than
  /// the line would show.
  @Test(
    arguments: [
      ("a", 10_000), ("/", 300), ("#language ", 300), ("#language en ", 300), ("#language en \"", 300),
      ("\"", 300),
      ("\\", 300), ("#string ", 300), ("\\\"//", 300), (" ", 300), ("é", 300),
    ])
  func longLines(piece: String, kilobytes: Int) throws {
    let count = kilobytes * 1000 / piece.utf8.count
    let start = "#langdef en \"E\"\n#string A #language en \""
    let middle = Array(Array(repeating: Array(piece.utf8), count: count).joined())
    let found = Self.complaints(Array(start.utf8) + middle + Array("\"".utf8))
    #expect(found.isEmpty || found.count == 1)
  }

  @Test func stringThatFitsNoPackage() {
    let start = Array("#langdef en \"E\"\n#string A #language en \"".utf8)
    let bytes = start + Array(repeating: UInt8(ascii: "x"), count: 0x80_0000) + Array("\"".utf8)
    #expect(Self.complaints(bytes) == ["string-package-too-long M.inf:10"])
  }

  @Test func moreStringsThanTokens() {
    let lines = (0..<65_535).map { "#string S\($0) #language en \"\"\n" }.joined()
    #expect(Self.complaints(Array(("#langdef en \"E\"\n" + lines).utf8)) == ["strings-too-many M.inf:10"])
  }

  @Test func moreLanguagesThanThereAre() {
    let lines = (0..<1025).map { "#langdef x-\($0) \"\"\n" }.joined()
    #expect(Self.complaints(Array(lines.utf8)) == ["languages-too-many a.uni:1025"])
  }

  @Test func truncationsOfAWholeFile() {
    let text = """
      #langdef en-US "English"
      #string A #language en-US "a \\"b\\" \\wide" // c
          "more"
      #string B
      #language en-US
      text
      #include "none"
      """
    let bytes = Array(text.utf8)
    for count in bytes.indices { _ = Self.complaints(Array(bytes[..<count])) }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x80
      _ = Self.complaints(damaged)
      damaged[index] = UInt8(ascii: "\"")
      _ = Self.complaints(damaged)
    }
  }
}
