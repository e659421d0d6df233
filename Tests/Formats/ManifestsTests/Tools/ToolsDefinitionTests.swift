import Diagnostics
import Manifests
import TestSupport
import Testing

/// Expectations follow edk2-stable202211's ToolDefClassObject.
@Suite struct ToolsDefinitionTests {
  struct Files: ManifestFiles {
    var files: [String: String] = [:]
    func read(_ path: String) -> ManifestFileContents {
      files[path].map { .bytes(Array($0.utf8)) } ?? .missing
    }
  }

  /// edk2 be4fc071eb: `#` behind a value is an error since edk2-stable202605.
  @Test func commentsBehindValuesAreErrorsWhereTheTreeSaysSo() throws {
    let text = "# A comment\n  # another\n*_GCC_X64_CC_FLAGS = -g # why\nDEFINE A = 1\n"
    #expect(parse(text).0.definitions.map(\.value.value) == ["-g # why"])
    let (definition, diagnostics) = parse(text, rejectsComments: true)
    #expect(diagnostics.map(\.code) == [.toolsCommentInline])
    #expect(definition.definitions.isEmpty)
    #expect(definition.macros.keys.sorted() == ["A"])
  }

  private func parse(
    _ text: String, files: [String: String] = [:], rejectsComments: Bool = false
  ) -> (ToolsDefinition, [Diagnostic]) {
    var diagnostics = DiagnosticList()
    let definition = ToolsDefinition(
      parsing: SourceFile(path: "Conf/tools_def.txt", bytes: Array(text.utf8)),
      environment: ["GCC_BIN": "/opt/bin/"], files: Files(files: files), roots: WorkspaceRoots(["ws"]),
      rejectsComments: rejectsComments, diagnostics: &diagnostics)
    return (definition, diagnostics.all)
  }

  /// Every line of Debian's template, name and value, as edk2 itself reads it.
  @Test func theTemplateOfTheTreeReadsAsEDK2ReadsIt() throws {
    let edk2 = try Provided.edk2()
    let path = "\(edk2)/BaseTools/Conf/tools_def.template"
    var diagnostics = DiagnosticList()
    let definition = ToolsDefinition(
      parsing: SourceFile(path: path, bytes: try Provided.bytes(path)), environment: [:], files: Files(),
      roots: WorkspaceRoots([edk2]), diagnostics: &diagnostics)
    var last: [String: String] = [:]
    for line in definition.definitions {
      let key = line.key.value
      let name = [key.target, key.toolChain, key.arch, key.tool, key.attribute].joined(separator: "_")
      last[name] = line.value.value
    }
    let oracle = try Program.oracle("tools_def.py", [edk2, path]).output
    let ours = last.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
    #expect(ours == oracle.split(separator: "\n").map(String.init))
    #expect(ours.count > 1000)
    #expect(diagnostics.all.isEmpty)
    #expect(definition.family(of: "GCC5")?.value == "GCC")
    #expect(definition.family(of: "CLANGDWARF")?.value == "GCC")
    #expect(definition.toolChains.contains("GCC5"))
  }

  @Test func macrosMeanWhatWasDefinedBefore() {
    let (definition, diagnostics) = parse(
      "DEFINE A = ENV(GCC_BIN)gcc ENV(NONE)x\n*_T_X64_CC_PATH = DEF(A)\nDEFINE  A = late\n*_T_X64_CC_PATH = DEF(A) DEF(A)\n"
    )
    #expect(definition.definitions.map(\.value.value) == ["/opt/bin/gcc x", "late late"])
    #expect(diagnostics.isEmpty)
  }

  @Test func mistakesHavePlaces() {
    let (definition, diagnostics) = parse("# fine\n*_T_X64_CC_PATH = DEF(NO)\nnonsense\n  *_T_X64_PATH = x\n")
    #expect(definition.definitions.isEmpty)
    #expect(diagnostics.map(\.code) == ["macro-undefined", "tools-line-malformed"])
    guard case .source(let range) = diagnostics[0].place else {
      Issue.record("no place")
      return
    }
    #expect(range.description == "Conf/tools_def.txt:2:19")
  }

  @Test func includesAreFoundAndCounted() {
    let (definition, diagnostics) = parse(
      "!include more.txt\n!include ENV(NONE)none.txt\n!include loop.txt\n",
      files: ["Conf/more.txt": "*_T_X64_CC_PATH = gcc\n", "ws/loop.txt": "!include loop.txt\n"])
    #expect(definition.definitions.map(\.value.value) == ["gcc"])
    #expect(diagnostics.map(\.code) == ["include-missing", "include-too-deep"])
  }

  @Test func targetTextGivesWhatTheCommandLineLeavesOut() {
    let target = TargetConfiguration(
      parsing: SourceFile(
        path: "Conf/target.txt",
        bytes: Array(
          "# c\nACTIVE_PLATFORM =\nTARGET_ARCH = IA32 X64 # both\r\nTARGET=DEBUG\nTARGET = RELEASE\n".utf8)))
    #expect(target.values["ACTIVE_PLATFORM"] == nil)
    #expect(target.list("TARGET_ARCH") == ["IA32", "X64"])
    #expect(target.values["TARGET"]?.value == "RELEASE")
  }
}
