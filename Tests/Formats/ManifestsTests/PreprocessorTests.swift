import Diagnostics
import Manifests
import TestSupport
import Testing

/// Expectations are what edk2-stable202211's MetaFileParser and FdfParser do.
@Suite struct PreprocessorTests {
  @Test func commentsGoAndPlacesStay() throws {
    let text = "# head\r\n  A = \"x # y\" # tail\r\n\n\t B|'#' ## usage\n"
    let result = preprocess(text)
    #expect(result.lines == ["A = \"x # y\"", "B|'#'"])
    let range = try #require(result.manifest.lines.last).range(of: 0..<1)
    #expect((range.line, range.column) == (4, 3))
  }

  @Test func commentsOfINFAndFDF() {
    #expect(preprocess("A // x\n/* B\nC */\nD /* y */ E\n", as: .inf).lines == ["A", "D         E"])
    #expect(preprocess("A // x\n/* B\nC */ F\n", as: .fdf).lines == ["A", "F"])
    #expect(preprocess("A // x\n", as: .dsc).lines == ["A // x"])
  }

  @Test func conditionals() {
    let text = """
      [Defines]
      DEFINE A = TRUE
      !if $(A) == TRUE
        one
        !ifdef NOPE
          two
        !else
          three
        !endif
      !elseif $(A)
        four
      !else
        five
      !endif
      !ifndef $(B)
        six
      !endif
      !if FALSE
        !if this is ( not looked at
          seven
        !endif
        !include missing.inc
      !elseif 1
        eight
      !endif
      """
    let result = preprocess(text)
    #expect(result.lines == ["[Defines]", "one", "three", "six", "eight"])
    #expect(result.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("!endif\n", "!endif"), ("!if 1\n", "!if 1"), ("!else\n", "!else"), ("!elseif 1\n", "!elseif 1"),
    ("!if 0\n!if 1\n!endif\n", "!if 0"), ("!if 1\n!else\n!else\n!endif\n", "!else"),
    ("!if 1\n!else\n!elseif 1\n!endif\n", "!elseif 1"),
  ])
  func unbalanced(_ text: String, _ place: String) {
    let result = preprocess(text)
    #expect(result.diagnostics.map(\.code) == ["conditional-unbalanced"])
    #expect(result.diagnostics.first.flatMap(pointedAt) == place)
  }

  @Test func directives() {
    #expect(preprocess("!error \"no such thing\"\n").diagnostics.map(\.message) == ["no such thing"])
    #expect(preprocess("!error\n").diagnostics.map(\.code) == ["manifest-error-directive"])
    #expect(preprocess("!if 0\n!error x\n!endif\n").diagnostics.isEmpty)
    #expect(preprocess("!frobnicate 1\n").diagnostics.map(\.code) == ["directive-unknown"])
    #expect(preprocess("!if\n!endif\n").diagnostics.map(\.code) == ["directive-incomplete"])
    #expect(preprocess("!IF 1\nx\n!EndIf\n").lines == ["x"])
    #expect(preprocess("!if gA.PcdB\n!endif\n").diagnostics.map(\.code) == ["pcd-undefined"])
  }

  @Test func macroScopes() {
    let text = """
      [Defines]
      DEFINE A = a
      PLATFORM_NAME = P
      [LibraryClasses]
      DEFINE L = l
      $(A)$(L)$(PLATFORM_NAME) $(UNDEFINED) $(lower)
      [LibraryClasses.X64]
      DEFINE X = x
      $(L)$(X)
      [LibraryClasses.IA32]
      $(L)$(X)
      [Components]
      $(A)$(L)
      """
    let lines = preprocess(text).lines
    #expect(lines.contains("alP $(UNDEFINED) $(lower)"))
    #expect(lines.contains("lx"))
    #expect(lines.contains("l$(X)"))
    #expect(lines.last == "a$(L)")
  }

  @Test func commandLineWins() {
    let environment = MacroEnvironment(commandLine: ["A": "cmd"], global: ["TARGET": "DEBUG", "ARCH": "X64"])
    let text = """
      [Defines]
      DEFINE A = file
      EDK_GLOBAL G = g
      X = $(A) $(G) $(TARGET)
      !if $(TARGET) == DEBUG && $(ARCH) == X64
      taken
      !endif
      """
    let result = preprocess(text, environment: environment)
    #expect(
      result.lines == ["[Defines]", "X = cmd g $(TARGET)", "taken"],
      "a DSC sees what the build sets in conditions only")
    #expect(result.manifest.environment.platform["X"] == "cmd g $(TARGET)")

    let fdf = preprocess(
      "[FD.A]\nB = $(A) $(G) $(TARGET)\n", as: .fdf, environment: result.manifest.environment)
    #expect(fdf.lines.last == "B = cmd g DEBUG")
  }

  @Test func macroMistakes() {
    let environment = MacroEnvironment(global: ["TARGET": "DEBUG"])
    #expect(preprocess("[Defines]\nDEFINE a-b = 1\n").diagnostics.map(\.code) == ["macro-malformed"])
    #expect(preprocess("[Defines]\nDEFINE  = 1\n").diagnostics.map(\.code) == ["macro-malformed"])
    #expect(
      preprocess("[Defines]\nDEFINE TARGET = 1\n", environment: environment).diagnostics.map(\.code) == [
        "macro-reserved"
      ])
    #expect(preprocess("[Components]\nEDK_GLOBAL A = 1\n").diagnostics.map(\.code) == ["macro-misplaced"])
    #expect(
      preprocess("[Rule.Common]\nDEFINE A = 1\n", as: .fdf).diagnostics.map(\.code) == ["macro-misplaced"])
    #expect(
      preprocess("[Defines]\nDEFINE A = 1\nEDK_GLOBAL A = 2\n").diagnostics.map(\.code) == ["macro-conflict"])
  }

  @Test func valuesOfFDF() {
    let text = """
      [Defines]
      DEFINE BASE = 0x1000
      SET gA.Base = $(BASE)
      SET gA.Next = gA.Base + 0x10
      [FD.X]
      BaseAddress = 0x20|gA.Fd
      0x100|0x200
      gA.Off|gA.Size
      !if gA.Next == 0x1010 && gA.Size == 0x200 && gA.Fd == 0x20
      yes
      !endif
      [Rule.Common]
      $(BASE)
      """
    let result = preprocess(text, as: .fdf)
    #expect(result.diagnostics.isEmpty)
    #expect(result.lines.contains("yes"))
    #expect(result.lines.last == "$(BASE)", "a rule's macros are for later")
  }

  @Test func pcdsOfDSC() {
    let text = """
      [PcdsFeatureFlag]
      gA.Flag|TRUE
      [PcdsFixedAtBuild.X64]
      gA.Text|"a|b"|VOID*|8
      [Components]
      a.inf {
        <PcdsFixedAtBuild>
          gA.Flag|FALSE
      }
      !if gA.Flag && gA.Text == "a|b"
      yes
      !endif
      """
    let result = preprocess(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.lines.last == "yes")
  }

  @Test func includes() throws {
    let result = preprocess(
      "[Defines]\nDEFINE DIR = Sub\n!include $(DIR)/b.inc\nlast\n!include OtherPkg/c.inc\n", as: .dsc,
      [
        "ws/Pkg/Sub/b.inc": "[Components]\nDEFINE X = x\n$(X)\n!include d.inc\n",
        "ws/Pkg/Sub/d.inc": "deep\n", "packages/OtherPkg/c.inc": "far\n",
      ])
    #expect(result.lines == ["[Defines]", "[Components]", "x", "deep", "last", "far"])
    #expect(
      result.manifest.paths == [
        "ws/Pkg/a.txt", "ws/Pkg/Sub/b.inc", "ws/Pkg/Sub/d.inc", "packages/OtherPkg/c.inc",
      ])
    let deep = try #require(result.manifest.lines.first { $0.text == "deep" })
    #expect(deep.file.includeStack.map(\.description) == ["ws/Pkg/Sub/b.inc:4:1", "ws/Pkg/a.txt:3:1"])
  }

  @Test func includeMistakes() throws {
    let missing = try #require(preprocess("!include nope.inc\n").diagnostics.first)
    #expect(missing.code == "include-missing")
    #expect(pointedAt(missing) == "nope.inc")
    #expect(missing.fix == "put it into one of the folders searched: ws/Pkg, ws, packages")
    #expect(preprocess("!include $(NOPE)/x\n").diagnostics.map(\.code) == ["macro-undefined"])
    #expect(preprocess("!include a.txt\n").diagnostics.map(\.code) == ["include-cycle"])
    #expect(
      preprocess(
        "!include b\n", as: .dsc, ["ws/Pkg/b": "!include ../Pkg/./c\n", "ws/Pkg/c": "!include b\nend\n"]
      )
      .diagnostics.map(\.code) == ["include-cycle"])
  }

  @Test func hostileInputsEnd() {
    let chain = Dictionary(uniqueKeysWithValues: (0..<200).map { ("ws/Pkg/f\($0)", "!include f\($0 + 1)\n") })
    #expect(preprocess("!include f0\n", as: .dsc, chain).diagnostics.map(\.code) == ["include-too-deep"])
    let laughs = Dictionary(
      uniqueKeysWithValues: (0..<30).map { ("ws/Pkg/f\($0)", "!include f\($0 + 1)\n!include f\($0 + 1)\n") }
        + [("ws/Pkg/f30", "x\n")])
    #expect(
      preprocess("!include f0\n", as: .dsc, laughs).diagnostics.map(\.code).contains("include-too-many"))
    let doubling = (1..<40).map { "DEFINE A\($0) = $(A\($0 - 1))$(A\($0 - 1))" }.joined(separator: "\n")
    #expect(
      preprocess("[Defines]\nDEFINE A0 = 0123456789\n\(doubling)\n").diagnostics.map(\.code).contains(
        "macro-endless"))
    let nested =
      String(repeating: "!if 1\n", count: 20_000) + "x\n" + String(repeating: "!endif\n", count: 20_000)
    #expect(preprocess(nested).lines == ["x"])
    #expect(
      preprocess(String(repeating: "!endif\n", count: 20_000)).diagnostics.last?.code == "too-many-errors")
    #expect(
      preprocess(String(repeating: "!if 1\n", count: 20_000)).diagnostics.map(\.code) == [
        "conditional-unbalanced"
      ])
  }

  @Test func binaryJunkDoesNotTrap() {
    var generator = SystemRandomNumberGenerator()
    for dialect in [Preprocessor.Dialect.dsc, .fdf, .inf, .dec] {
      for _ in 0..<50 {
        let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var diagnostics = DiagnosticList()
        _ = Preprocessor(dialect, files: FilesInMemory(texts: [:]), roots: WorkspaceRoots([]))
          .preprocess(SourceFile(path: "junk", bytes: bytes), diagnostics: &diagnostics)
      }
    }
  }
}
