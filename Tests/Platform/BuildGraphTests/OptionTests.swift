import BuildGraph
import Diagnostics
import Testing

@Suite struct OptionTests {
  func flags(_ text: String, _ more: [String: String] = [:], existing: [String] = []) throws -> [String] {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_CC_FLAGS"] = text
    workspace.tools.merge(more) { $1 }
    workspace.sources.formUnion(existing)
    let plan = try workspace.plan { $0.variables["OUTSIDE"] = "from the environment" }
    let action = try #require(plan.action("/A.obj"))
    let words = plan.commands(of: action)[0]
    return Array(words[5..<(words.firstIndex(of: "-c") ?? 5)])
  }

  @Test func makeSMacrosAreReplaced() throws {
    #expect(
      try flags("-DA=$(MODULE_NAME) -DB=$(BASE_NAME)Strings $(PLATFORM_FLAGS) -D$(NOBODY)C $(DEBUG_DIR) $$x")
        == ["-DA=Mod", "-DB=ModStrings", "-DC", "\(CommandTests.out)/DEBUG", "$x"])
    #expect(
      try flags("$(ARCHCC_FLAGS) x", ["*_GCC5_*_ARCHCC_FLAGS": "-m$(ARCH) \"-DP=$(OUTSIDE)\""])
        == ["-mX64", "-DP=from the environment", "x"])
    #expect(
      try flags("-T$(EDK_TOOLS_PATH)/Scripts/G.lds $(WORKSPACE)")
        == ["-T/w/BaseTools/Scripts/G.lds", "/w"])
  }

  @Test func optionsThatNameEachOtherEnd() throws {
    #expect(try flags("$(CC_FLAGS) a").last == "a")
  }

  @Test func theShellSQuotesAreTaken() throws {
    #expect(
      try flags(#""-DEFIAPI=__attribute__((ms_abi))" -DN=\"a\" 'b c'"#)
        == ["-DEFIAPI=__attribute__((ms_abi))", #"-DN="a""#, "b c"])
  }

  /// As in UefiCpuPkg's reset vector: the folder goes behind the packages', the flag goes away.
  @Test func includeFlagsBecomeIncludeFolders() throws {
    var workspace = SmallWorkspace(modules: ["P/M/M.inf"])
    workspace.module(
      "P/M/M.inf", name: "Mod", sources: "A.c",
      options: "*_*_*_CC_FLAGS = -I$(WORKSPACE)/P/Extra -I/w/P/Gone -DX")
    workspace.sources.insert("/w/P/Extra")
    let line = try workspace.plan().lines("/A.obj")[0]
    #expect(
      line.hasSuffix(
        "-DX -c -o \(CommandTests.out)/OUTPUT/A.obj \(CommandTests.includes) -I/w/P/Extra /w/P/M/A.c"))
    #expect(line.contains(" -I/w/P/Gone -DX"))
  }

  @Test func theLauncherIsForTheCompilerOnly() throws {
    let plan = try CommandTests.driver("A.c\nB.S\nT.aslc").plan { $0.launcher = ["ccache"] }
    let launched = plan.actions.filter { plan.commands(of: $0).contains { $0[0] == "ccache" } }
    #expect(launched.map(\.output) == ["A", "T"].map { "\(CommandTests.out)/OUTPUT/\($0).obj" })
  }

  @Test func thePathMapReachesTheCompilerAndTheImage() throws {
    let plan = try CommandTests.driver("A.c\nB.S").plan {
      $0.pathMap = [.init(from: "/w", to: "/usr/src"), .init(from: "/w/Build", to: "/b")]
    }
    let flags = "-ffile-prefix-map=/w=/usr/src -ffile-prefix-map=/w/Build=/b"
    #expect(plan.lines("/A.obj")[0].contains(flags))
    #expect(plan.lines("/B.obj").filter { $0.contains(flags) }.count == 2)
    #expect(
      plan.lines("/OUTPUT/Mod.efi")[0].contains(
        " --symbol-path /b/P/RELEASE_GCC5/X64/P/M/M/DEBUG/Mod.dll "))
    #expect(!plan.lines("/Mod.lib")[1].contains("prefix-map"))
  }

  func codes(_ body: () throws -> BuildPlan) -> [String] {
    do {
      _ = try body()
      return []
    } catch let error as DiagnosticError {
      return error.diagnostics.map(\.code.name)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func whatIsWrongIsSaidTogether() {
    var workspace = SmallWorkspace(modules: ["P/M/M.inf"])
    workspace.module(
      "P/M/M.inf", name: "Mod", sources: "A.c\nGone.c\nGone2.nasm\nT.dts", existing: ["A.c", "T.dts"])
    #expect(
      codes { try workspace.plan() } == [
        "source-missing", "source-missing", "tool-undefined", "tool-undefined",
      ])
    #expect(codes { try CommandTests.driver("A.c\nA.cpp").plan() } == ["output-collision"])
    #expect(codes { try CommandTests.driver("A.c\nA.c").plan() } == [])
    workspace.tools["*_GCC5_*_*_FAMILY"] = "MSFT"
    #expect(codes { try workspace.plan() } == ["toolchain-unsupported"])
  }
}
