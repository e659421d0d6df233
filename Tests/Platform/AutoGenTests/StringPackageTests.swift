import AutoGen
import Manifests
import PlatformModel
import TestSupport
import Testing

/// .uni files and what edk2's `build genmake` made of them.
@Suite struct StringPackageTests {
  private static let english = "#langdef en-US \"English\"\n"

  /// The strings of the module's only language behind its printable name, as another reader sees them.
  private static func texts(_ workspace: HIIWorkspace) throws -> [String?] {
    let package = try #require(try workspace.strings())
    let packages = try StringPackageReader(package.binary.contents).packages
    #expect(packages.count == 1)
    return Array(packages[0].strings.dropFirst())
  }

  /// What the header has, without frame and blanks.
  private static func defines(_ workspace: HIIWorkspace) throws -> [String] {
    let text = String(decoding: try #require(try workspace.strings()).header.contents, as: UTF8.self)
    return text.split(separator: "\n").filter { $0.contains("#define ") && $0.contains(" 0x0") }.dropFirst(2)
      .map { $0.split(separator: " ").joined(separator: " ") }
  }

  // MARK: Languages

  private static let multi = HIIWorkspace(
    [
      "Strings.uni": """
      #langdef en-US "English"
      #langdef fr-FR "Français"
      #langdef x-vfr "Map"
      #string STR_A #language en-US "A"
                    #language fr-FR "Ä"
      #string STR_B #language en-US "only english"
      #string STR_C #language fr-FR "only french"
      #string STR_D #language x-vfr "only map"
                    #language en-US "and english"
      #string STR_UNUSED_1 #language en-US "unused"
      #string STR_E #language fr-FR "e"
      #string STR_F #language en-US "f" #language fr-FR "g" #language x-vfr "h"
      #string STR_UNUSED_2 #language fr-FR "unused"
      #string STR_G #language fr-FR "last, french only"
      """
    ], using: "STR_A STR_B STR_C STR_D STR_E STR_F STR_G STR_NOWHERE")

  @Test func eachLanguageIsAPackageAndWhatItLacksIsSkipped() throws {
    let package = try #require(try Self.multi.strings())
    #expect(
      package.binary.contents.hexadecimal == """
        8d000004340000003400000000000000000000000000000000000000000000000000000000000000000000000100656e\
        2d5553001445006e0067006c0069007300680000001441000000146f006e006c007900200065006e0067006c00690073\
        00680000002101001461006e006400200065006e0067006c0069007300680000002101001466000000210100009b0000\
        0434000000340000000000000000000000000000000000000000000000000000000000000000000000010066722d4652\
        00144600720061006e00e700610069007300000014c4000000210100146f006e006c00790020006600720065006e0063\
        006800000021010014650000001467000000146c006100730074002c0020006600720065006e006300680020006f006e\
        006c0079000000005f000004340000003400000000000000000000000000000000000000000000000000000000000000\
        000000000100782d76667200144d00610070000000210300146f006e006c00790020006d006100700000002101001468\
        00000021010000
        """)
    #expect(package.binary.folder == .output && package.binary.name == "MStrDefs.hpk")
    #expect(package.warnings.isEmpty)
    #expect(
      try Self.defines(Self.multi) == [
        "#define STR_A 0x0002", "#define STR_B 0x0003", "#define STR_C 0x0004", "#define STR_D 0x0005",
        "#define STR_E 0x0006", "#define STR_F 0x0007", "#define STR_G 0x0008",
        "// #define STR_UNUSED_1 0x0009 // not referenced",
        "// #define STR_UNUSED_2 0x000A // not referenced",
      ])
  }

  @Test(
    arguments: [
      ("fr-CA;xxx;de-AT", ["en-US", "fr-FR"]), ("ja;eng", ["en-US"]), ("zh-TW; en;", ["en-US"]),
      ("FR-fr;en-GB", ["en-US", "fr-FR"]),
    ])
  func thePlatformSaysWhichLanguagesAreStored(languages: String, stored: [String]) throws {
    var workspace = Self.multi
    workspace.platform = "  RFC_LANGUAGES = \"\(languages)\""
    let package = try #require(try workspace.strings())
    #expect(try StringPackageReader(package.binary.contents).packages.map(\.language) == stored)
  }

  @Test(arguments: ["en-US", "\"\"", "\"en-US"]) func languagesOfThePlatformStandInQuotes(value: String) {
    var workspace = Self.multi
    workspace.platform = "  RFC_LANGUAGES = \(value)"
    #expect(workspace.complaints { _ = try $0.strings() } == ["languages-malformed P.dsc:10"])
  }

  // MARK: Text

  @Test func escapes() throws {
    let text = #"""
      #langdef en-US "English"
      #string E01 #language en-US "a\nb\r\nc\rd\te"
      #string E02 #language en-US "back\\slash \\n \\\n \\\\n"
      #string E03 #language en-US "q \" '' \' \\" // comment " with quote
      #string E04 #language en-US "http://x.y//z" // comment
      #string E05 #language en-US "hex \x0041\ \x00e9\x4e2d\ \x12 \xzzzz\"
      #string E06 #language en-US "\r\narrow \r\nbr \r\wide \\wide \\narrow \\nbr \wide\narrow\nbr"
      #string E07 #language en-US "raw	tab" /// three
      /string E08 /language en-US "slash /string /include"
      #string E10 #language en-US "first" // one
         "second" // two
             "third \" quote" "fourth"
         no quotes here
         "one quote only
      #string E12 #language en-US ""
      #string E13 #language en-US "a" b "c"
      #string E14 #language en-US "\\r\n \r\\n \n\r \r\n\r\n"
      #string E15 #language en-US "x\"//y" z // "
      #string E16 #language en-US text before "value" text after
      #string E17	#language	en-US	"tabs as blanks"
      #string E19 #language en-US "\a\b\0\?"
      """#
    let names = "E01 E02 E03 E04 E05 E06 E07 E08 E10 E12 E13 E14 E15 E16 E17 E19"
    let expected: [String?] = [
      "a\r\nb\r\nc\rd e", "back\\slash \\n \\\r\n \\\\n", "q \" '' ' \\", "http://x.y//z",
      "hex \\x0041\\ \\x00e9\\x4e2d\\ \\x12 \\xzzzz",
      "\r\u{FFF0} \r\u{FFF2} \r\u{FFF1} \\wide \\narrow \\nbr \u{FFF1}\u{FFF0}\u{FFF2}", "raw tab",
      "slash #string #include", "firstsecondthird \" quote\" \"fourth", "", "a\" b \"c",
      "\\r\r\n \r\\n \r\n\r \r\n\r\n", "x\"//y", "value", "tabs as blanks", "\\a\\b\\0\\?",
    ]
    #expect(try Self.texts(HIIWorkspace(["Strings.uni": text], using: names)) == expected)
    // Any line end will do.
    let returns = text.split(separator: "\n").joined(separator: "\r")
    #expect(try Self.texts(HIIWorkspace(["Strings.uni": returns], using: names)) == expected)
  }

  @Test func bothByteOrdersOfUTF16() throws {
    let text =
      "#langdef en-US \"English\"\r\n#string A #language en-US \"wide \\wide中\\narrow x\\nbr y ਊ\"\r\n"
    let expected: [String?] = ["wide \u{FFF1}中\u{FFF0} x\u{FFF2} y ਊ"]
    for isBigEndian in [false, true] {
      var workspace = HIIWorkspace(using: "A")
      let units = [0xFEFF] + Array(text.utf16)
      let bytes = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      let swapped = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      workspace.files.append(("Strings.uni", isBigEndian ? bytes : swapped))
      #expect(try Self.texts(workspace) == expected)
    }
    #expect(try Self.texts(HIIWorkspace(["Strings.uni": "\u{FEFF}" + text], using: "A")) == expected)
  }

  @Test func formWithALineForEachPart() throws {
    let workspace = HIIWorkspace(
      [
        "a.uni": Self.english,
        "b.uni": """
        #string B1
        #language en-US
        My first English string line 1
        My first "English" string line 2\\n
        #string B3
          #language en-US
        value // comment
        """,
      ], using: "B1 B3")
    #expect(
      try Self.texts(workspace) == [
        "My first English string line 1My first \"English\" string line 2\r\n", "value",
      ])
  }

  @Test func whatEdk2PassesOverIsSaid() throws {
    let workspace = HIIWorkspace(
      [
        "a.uni": Self.english,
        "b.uni": """
        #string B2 #language en-US "quoted"
        #string B3
          #language en-US
        value 3
        #string B5
           #language en-US "swallowed"
        #string C #language en-US #language en-US "again"
        """,
      ], using: "B2 B3 B5 C")
    let package = try #require(try workspace.strings())
    #expect(
      package.warnings.map(HIIWorkspace.brief) == [
        "language-repeated b.uni:1", "string-dropped b.uni:5", "language-repeated b.uni:7",
      ])
    #expect(try Self.texts(workspace) == ["swallowed", "value 3", "again"])
  }

  @Test func unquotedTextLosesItsLastCharacter() throws {
    let workspace = HIIWorkspace(
      ["a.uni": Self.english + "#string A #language en-US text\n#string B #language en-US \"b\n"],
      using: "A B")
    #expect(try Self.texts(workspace) == ["en-US tex", ""])
    #expect(
      try #require(try workspace.strings()).warnings.map(HIIWorkspace.brief) == [
        "string-unquoted a.uni:2", "string-unquoted a.uni:3",
      ])
  }

  // MARK: Files

  @Test func includesAreLookedForBesideTheFileAndInIncludeFolders() throws {
    var workspace = HIIWorkspace(
      [
        "Main.uni": """
        // start
        #langdef en-US "English"
        #string FIRST #language en-US "first"
        #include "sub/One.uni"
           #include   <Shared.uni>
        #include "sub/One.uni" // again
        #string LAST #language en-US "last"
         #include "not an include"
        #includes "none"
        """
      ], using: "FIRST ONE TWO SH LAST")
    workspace.unlisted = [
      ("sub/One.uni", Array("#string ONE #language en-US \"one\"\n#include \"Two.uni\"\n".utf8)),
      ("sub/Two.uni", Array("#string TWO #language en-US \"two\"\n        \"continues\"\n".utf8)),
      ("Include/Shared.uni", Array("\u{FEFF}#string SH #language en-US \"shared\"\n".utf8)),
    ]
    // What is no #include after all has quotes, and so belongs to the string before.
    let last = "lastnot an includenone"
    #expect(try Self.texts(workspace) == ["first", "one", "twocontinues", "shared", last])
  }

  @Test func filesAreReadInTheOrderOfTheirNames() throws {
    let one = { (name: String) in "#string \(name) #language en-US \"x\"\n" }
    let workspace = HIIWorkspace(
      [
        "sub/a.uni": one("SUB"), "b.uni": one("B"), "A.uni": Self.english + one("A1"), "_.Uni": one("U"),
        "./b.uni": one("NEVER"),
      ], using: "B A1 SUB U")
    #expect(
      try Self.defines(workspace) == [
        "#define A1 0x0002", "#define U 0x0003", "#define B 0x0004", "#define SUB 0x0005",
      ])
  }

  @Test func lastDefinitionCounts() throws {
    let workspace = HIIWorkspace(
      [
        "a.uni": """
        #langdef en-US "English"
        #string A #language en-US "one"
        #string A #language en-US "two"
        #langdef en-US "New English"
        """,
        "b.uni": "#string A #language en-US \"three\"\n",
      ], using: "A")
    let package = try #require(try workspace.strings())
    #expect(try StringPackageReader(package.binary.contents).packages[0].strings == ["New English", "three"])
  }

  @Test func tokensAreFoundInEverySource() throws {
    let names = ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T9", "T10", "T11", "T12", "T16", "STRING_TOKEN"]
    var workspace = HIIWorkspace([
      "Strings.uni": Self.english + names.map { "#string \($0) #language en-US \"v\"\n" }.joined(),
      "Use.c": """
      STRING_TOKEN(T1)STRING_TOKEN (T2 ) STRING_TOKEN( T3) STRING_TOKEN\t(T4)\r
      STRING_TOKEN(
      T5) XSTRING_TOKEN  (T6)  STRING_TOKENSTRING_TOKEN(T7) STRING_TOKEN(STRING_TOKEN(T9)) STRING_TOKEN(T10
      """, "Head.h": "/* STRING_TOKEN(T11) */ NSTRING_TOKEN (STRING_TOKEN)", "x.vfr": "STRING_TOKEN(T12)",
      "y.UNI": "// STRING_TOKEN(T16)\n",
    ])
    #expect(
      try Self.defines(workspace).filter { !$0.hasPrefix("//") }.map { $0.split(separator: " ")[1] } == [
        "T1", "T2", "T6", "T7", "T9", "T11", "T12", "STRING_TOKEN",
      ])
    workspace.files = [("a.c", [])]
    #expect(try workspace.strings() == nil)
  }
}

extension [UInt8] {
  var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
