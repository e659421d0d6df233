import Foundation
import TestSupport
import Testing

/// What can be wrong in sources and manifests of a build from source: status 1, a diagnostic with a stable
/// code, its place and what to do; what a failing command printed, and no image.
@Suite struct SourceMistakeTests {
  typealias Edit = (file: String, old: String, new: String)

  static let app = "TinyPkg/App/App"
  static let dsc = "TinyPkg/TinyPkg.dsc"

  /// Builds the tiny tree with `edits`, which must fail; gives what it said.
  @discardableResult
  private func expectError(
    _ code: String, _ edits: [Edit], says texts: [String], not others: [String] = [],
    arguments: [String] = []
  ) throws -> String {
    let workspace = try SourceWorkspace(edits)
    let kiln = try workspace.build(arguments)
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("[\(code)]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("  fix: "), "\(kiln.errors)")
    for text in texts { #expect(kiln.errors.contains(text), "'\(text)' is not in: \(kiln.errors)") }
    for text in others { #expect(!kiln.errors.contains(text), "'\(text)' is in: \(kiln.errors)") }
    #expect(kiln.output.isEmpty)
    #expect(!workspace.exists("\(workspace.output())/FV"))
    return kiln.errors
  }

  @Test func theTinyTreeBuilds() throws {
    let workspace = try SourceWorkspace()
    let kiln = try workspace.build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(try workspace.image().count == 0x40000)
  }

  /// The first line names source and line, and is all that a reader of a log has to look for; what the
  /// compiler printed follows whole, and its command line does not.
  @Test func compileError() throws {
    let errors = try expectError(
      "command-failed", [("\(Self.app).c", "return Sub", "retrun Sub")],
      says: [
        "/TinyPkg/App/App.c:17:3: error: CC TinyPkg/App/App.c [X64] failed [command-failed]\n",
        "error: unknown type name", "   17 |   retrun Sub (Value, 1);\n",
        "cc1: all warnings being treated as errors\n",
        "  note: output: X64/TinyPkg/App/App/OUTPUT/App.obj in ",
      ], not: ["-fshort-wchar", "FAILED:", "ninja: "])
    #expect(errors.split(separator: "\n").filter { $0.contains("[command-failed]") }.count == 1)
  }

  /// An archive of a tag has no repository, and an empty folder for each submodule.
  @Test func emptySubmodule() throws {
    let workspace = try SourceWorkspace([
      ("TinyPkg/Library/GreetLib/GreetLib.inf", "  Words.c\n", "  words/Words.c\n  words/More.c\n")
    ])
    try workspace.write(
      ".gitmodules",
      """
      [submodule "Words"]
      \tpath = TinyPkg/Library/GreetLib/words
      \turl = https://example.org/words
      [submodule "Unused"]
      \tpath = Unused
      \turl = https://example.org/unused
      """)
    try FileManager.default.createDirectory(
      atPath: "\(workspace.path)/TinyPkg/Library/GreetLib/words", withIntermediateDirectories: true)
    let archive = try workspace.build()
    #expect(archive.status == 1)
    #expect(
      archive.errors.contains(
        "/TinyPkg/Library/GreetLib/words: error: expected the sources of a git submodule, found an empty folder; "
          + "TinyPkg/Library/GreetLib/GreetLib.inf needs it [submodule-empty]\n"
          + "  note: the tree has no git repository that tells the commit of https://example.org/words\n"),
      "\(archive.errors)")
    #expect(!archive.errors.contains("source-missing"))
    #expect(!archive.errors.contains("Unused"))

    let commit = "0123456789abcdef0123456789abcdef01234567"
    for words in [
      ["init", "--quiet"],
      ["update-index", "--add", "--cacheinfo", "160000,\(commit),TinyPkg/Library/GreetLib/words"],
    ] {
      let git = try Program.run(Provided.program("/usr/bin/git"), ["-C", workspace.path] + words)
      #expect(git.status == 0, "\(git.errors)")
    }
    let clone = try workspace.build()
    #expect(clone.status == 1)
    #expect(clone.errors.contains("the tree wants commit \(commit) of https://example.org/words\n"))
    #expect(
      clone.errors.contains(
        "git -C \(workspace.path) submodule update --init TinyPkg/Library/GreetLib/words\n"))

    try workspace.move("TinyPkg/Library/GreetLib/Words.c", to: "TinyPkg/Library/GreetLib/words/Words.c")
    try workspace.write("TinyPkg/Library/GreetLib/words/More.c", "int gMore = 1;\n")
    let whole = try workspace.build()
    #expect(!whole.errors.contains("submodule-empty"), "\(whole.errors)")
  }

  @Test func verboseShowsTheCommand() throws {
    try expectError(
      "command-failed", [("\(Self.app).c", "return Sub", "retrun Sub")],
      says: [
        "TinyPkg/App/App.c:17:3: error: making X64/TinyPkg/App/App/OUTPUT/App.obj failed", "-fshort-wchar",
      ],
      arguments: ["--verbose"])
  }

  @Test func linkError() throws {
    try expectError(
      "command-failed",
      [
        ("\(Self.app).c", "Add (Greet", "Nowhere (Greet"),
        (
          "\(Self.app).h", "UINTN EFIAPI Sub",
          "UINTN EFIAPI Nowhere (UINTN Left, UINTN Right);\nUINTN EFIAPI Sub"
        ),
      ],
      says: [
        "/TinyPkg/App/App.c:13: error: LINK TinyPkg/App/App.inf [X64] failed [command-failed]\n",
        "undefined reference to `Nowhere'",
      ],
      // The linker knows lines from debug information.
      arguments: ["--debug-info"])
  }

  @Test func assemblyErrors() throws {
    try expectError(
      "command-failed", [("TinyPkg/App/Add.nasm", "lea rax", "lae rax")],
      says: ["TinyPkg/App/Add.nasm: error: NASM TinyPkg/App/Add.nasm [X64] failed", "instruction expected"])
    try expectError(
      "command-failed", [("TinyPkg/App/Sub.S", "sub %rdx", "sbu %rdx")],
      says: ["TinyPkg/App/Sub.S: error: ASM TinyPkg/App/Sub.S [X64] failed", "no such instruction: `sbu "])
  }

  @Test func tableError() throws {
    try expectError(
      "command-failed", [("TinyPkg/Driver/Table.asl", "Name (VALU", "Nume (VALU")],
      says: ["TinyPkg/Driver/Table.asl: error: ASL TinyPkg/Driver/Table.asl [X64] failed", "Nume (VALU"])
  }

  @Test func formsError() throws {
    try expectError(
      "command-failed",
      [
        ("TinyPkg/Forms/Page.vfr", "endform;", "endfrom;"),
        ("Conf/tools_def.txt", "= VfrCompile", "= \(FormCompiler.path.get())"),
      ],
      says: [
        "TinyPkg/Forms/Page.vfr: error: VFR TinyPkg/Forms/Page.vfr [X64] failed", "ERROR 12288: endfrom",
      ],
      arguments: ["-D", "FORMS=TRUE"])
  }

  @Test func missingHeaderAndSource() throws {
    try expectError(
      "command-failed", [("\(Self.app).c", "\"App.h\"", "\"None.h\"")],
      says: ["/TinyPkg/App/App.c:5:10: error: CC TinyPkg/App/App.c [X64] failed", "None.h: No such file"])
    try expectError(
      "source-missing", [("\(Self.app).inf", "Extra.c", "None.c")],
      says: ["TinyPkg/App/App.inf:10:3: error: ", "source 'None.c' of "])
  }

  @Test func classWithoutInstance() throws {
    try expectError(
      "library-class-unresolved",
      [(Self.dsc, "  GreetLib|TinyPkg/Library/GreetLib/GreetLib.inf\n", "")],
      says: [
        "TinyPkg/App/App.inf:18:3: error: no instance of library class 'GreetLib'",
        "TinyPkg/Driver/Driver.inf:15:3: error: ", "2 errors\n",
      ])
  }

  @Test func mismatchOfPCDTypes() throws {
    try expectError(
      "pcd-type-mismatch",
      [(Self.dsc, "[PcdsFixedAtBuild]\n", "[PcdsPatchableInModule]\n")],
      says: [
        "TinyPkg/Library/GreetLib/GreetLib.inf:17:3: error: ",
        "as FixedAtBuild, the platform makes it Patchable",
        "  note: set here: ", "/TinyPkg/TinyPkg.dsc:21:3\n",
      ])
  }

  @Test func undeclaredPCDs() throws {
    try expectError(
      "pcd-undeclared", [("\(Self.app).inf", "PcdLoud", "PcdQuiet")],
      says: [
        "TinyPkg/App/App.inf:21:3: error: ", "gTinyPkgTokenSpaceGuid.PcdQuiet",
        "looked in TinyPkg/TinyPkg.dec",
      ])
    try expectError(
      "pcd-undeclared", [(Self.dsc, "PcdTimes|3", "PcdTymes|3")], says: ["TinyPkg/TinyPkg.dsc:21:3: error: "])
  }

  @Test func badDependencyExpressions() throws {
    try expectError(
      "depex-malformed", [("TinyPkg/Driver/Driver.inf", "AND TRUE", "AND")],
      says: ["TinyPkg/Driver/Driver.inf:19:21: error: an operand is missing after AND"])
    try expectError(
      "depex-name", [("TinyPkg/Driver/Driver.inf", "AND TRUE", "AND gNobodyGuid")],
      says: ["TinyPkg/Driver/Driver.inf:19:25: error: ", "'gNobodyGuid'"])
  }

  @Test func collisionOfModules() throws {
    let workspace = try SourceWorkspace([
      (Self.dsc, "  TinyPkg/App/App.inf", "  TinyPkg/App/App.inf\n  TinyPkg/Other/App.inf")
    ])
    try FileManager.default.copyItem(
      atPath: "\(workspace.path)/TinyPkg/App", toPath: "\(workspace.path)/TinyPkg/Other")
    let names = try workspace.build()
    #expect(names.status == 1)
    #expect(
      names.errors.contains("TinyPkg/TinyPkg.dsc:25:3: error: TinyPkg/Other/App.inf"), "\(names.errors)")
    #expect(names.errors.contains("[module-name-collision]"))
    #expect(names.errors.contains("/TinyPkg/TinyPkg.dsc:24:3\n  fix: "), "\(names.errors)")
    // Another name, the same FILE_GUID, and both in one volume.
    try workspace.edit("TinyPkg/Other/App.inf", "BASE_NAME = App", "BASE_NAME = Other")
    try workspace.edit(
      "TinyPkg/TinyPkg.fdf", "INF TinyPkg/App/App.inf", "INF TinyPkg/App/App.inf\nINF TinyPkg/Other/App.inf")
    let guids = try workspace.build()
    #expect(guids.status == 1)
    #expect(guids.errors.contains("TinyPkg/TinyPkg.fdf:19:5: error: "), "\(guids.errors)")
    #expect(guids.errors.contains("[module-guid-collision]"))
    #expect(!workspace.exists("Build/Tiny/RELEASE_GCC5/FV"))
  }

  /// Two sources of a module that would become one object.
  @Test func collisionOfSources() throws {
    let workspace = try SourceWorkspace([("TinyPkg/App/App.inf", "  Sub.S\n", "  Sub.S\n  App.nasm\n")])
    try workspace.write("TinyPkg/App/App.nasm", "  ret\n")
    let kiln = try workspace.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[output-collision]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("/TinyPkg/App/App.c\n"))
    #expect(kiln.errors.contains("/TinyPkg/App/App.nasm\n  fix: rename one of them"))
  }

  /// With -k what does not depend on a failure is made, and every failure is told.
  @Test func keepGoing() throws {
    let workspace = try SourceWorkspace([
      ("TinyPkg/App/Extra.c", "CONST", "CINST"), ("TinyPkg/App/Sub.S", "sub %rdx", "sbu %rdx"),
    ])
    let kiln = try workspace.build(["-k", "-j", "1"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("CC TinyPkg/App/Extra.c [X64] failed"), "\(kiln.errors)")
    #expect(kiln.errors.contains("ASM TinyPkg/App/Sub.S [X64] failed"), "\(kiln.errors)")
    #expect(kiln.errors.hasSuffix("2 errors\n"))
    #expect(workspace.exists("\(workspace.output())/X64/Driver.efi"))
    #expect(!workspace.hasImage)
    // Without, the first failure is the last command.
    let other = try SourceWorkspace([
      ("TinyPkg/App/Extra.c", "CONST", "CINST"), ("TinyPkg/App/Sub.S", "sub %rdx", "sbu %rdx"),
    ])
    let strict = try other.build(["-j", "1"])
    #expect(strict.errors.split(separator: "\n").filter { $0.contains("[command-failed]") }.count == 1)
  }
}
