import AutoGen
import Diagnostics
import PlatformModel
import Testing

@testable import BuildGraph

/// The types that plan a module, each by itself, on one module. Expectations are build_rule of edk2-stable202211,
/// expanded by hand.
@Suite struct PlannerTypeTests {
  private static let out = CommandTests.out
  private static let includes = CommandTests.includes

  /// What stands ready when a module is planned.
  private struct Bench {
    let tools: ModuleTools
    var actions: ModuleActions

    init(_ workspace: SmallWorkspace) throws {
      let model = try workspace.model()
      let module = try #require(model.architectures.first?.modules.first)
      tools = ModuleTools(module, environment: workspace.environment, model: model)
      actions = ModuleActions(module)
    }

    func source(_ path: String, folder: String = "") -> PlannedSource {
      PlannedSource("/w/P/M/\(path)", folder: folder, subject: path)
    }

    /// The commands of the action that makes the file whose path ends so, as lines.
    func lines(_ suffix: String) -> [String] {
      let all = actions.plan.compiles + actions.plan.archive + actions.plan.link
      guard let action = all.first(where: { $0.output.hasSuffix(suffix) }) else { return [] }
      return actions.plan.recipes[action.recipe].commands(of: action).map { $0.joined(separator: " ") }
    }

    var codes: [String] { actions.diagnostics.all.map(\.code.name) }
  }

  @Test func sourcesOfOneKindShareARecipe() throws {
    var bench = try Bench(CommandTests.driver("A.c"))
    let c = CCompiler(bench.tools)
    for path in ["A.c", "B.c", "D.cpp"] { c.compile(bench.source(path), &bench.actions) }
    #expect(bench.actions.plan.compiles.map(\.recipe) == [0, 0, 1])
    #expect(bench.actions.plan.objects == ["A", "B", "D"].map { "\(Self.out)/OUTPUT/\($0).obj" })
  }

  @Test func cPlusPlusHasFlagsOfItsOwnBehindThoseOfC() throws {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_CXX_FLAGS"] = "-std=c++17"
    var bench = try Bench(workspace)
    CCompiler(bench.tools).compile(bench.source("A.cpp"), &bench.actions)
    #expect(
      bench.lines("/A.obj") == [
        "gcc -MD -MF \(Self.out)/OUTPUT/A.obj.deps -frandom-seed=\(Self.out)/OUTPUT/A.obj -g -include AutoGen.h -std=c++17 -c "
          + "-o \(Self.out)/OUTPUT/A.obj \(Self.includes) /w/P/M/A.cpp"
      ])
  }

  @Test func sixteenBitCodeIsAssembledAndLinkedAtOnce() throws {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_ASM_FLAGS"] = "-m16"
    workspace.tools["*_GCC5_*_DLINK_FLAGS"] = "-nostdlib"
    var bench = try Bench(workspace)
    Assembler(bench.tools).assemble16(bench.source("S/A.s16", folder: "S"), &bench.actions)
    let stem = "\(Self.out)/OUTPUT/A"
    #expect(
      bench.lines("/A.com") == [
        "gcc -MD -MF \(stem).com.deps \(Self.includes) /w/P/M/S/A.s16",
        "/bin/kiln tool trim --source-code -o \(stem).iii \(stem).ii",
        "gcc -o \(stem).obj -m16 \(Self.includes) \(stem).iii",
        "gcc -o \(stem).com -nostdlib --start-group \(stem).obj --end-group",
      ])
    #expect(bench.actions.plan.results == ["\(stem).com"])
    #expect(bench.actions.plan.objects.isEmpty)
  }

  @Test func deviceTreesGoThroughThePreprocessorToDTC() throws {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_DTCPP_PATH"] = "gcc"
    workspace.tools["*_GCC5_*_DTC_PATH"] = "dtc"
    workspace.tools["*_GCC5_*_DTC_FLAGS"] = "-q"
    var bench = try Bench(workspace)
    DeviceTreeCompiler(bench.tools).compile(bench.source("T.dts"), &bench.actions)
    let stem = "\(Self.out)/OUTPUT/T"
    #expect(
      bench.lines("/T.dtb") == [
        "gcc -MD -MF \(stem).dtb.deps \(Self.includes) /w/P/M/T.dts",
        "dtc -q -I dts -O dtb -o \(stem).dtb \(stem).i",
      ])
    #expect(bench.actions.plan.results == ["\(stem).dtb"])
  }

  @Test func aslIsExpandedPreprocessedTrimmedAndCompiled() throws {
    var bench = try Bench(CommandTests.driver("A.c", type: "USER_DEFINED"))
    ASLCompiler(bench.tools, c: CCompiler(bench.tools)).compile(bench.source("T.asl"), &bench.actions)
    let stem = "\(Self.out)/OUTPUT/T"
    #expect(
      bench.lines("/T.aml") == [
        "gcc -MD -MF \(stem).aml.deps \(Self.includes) -I/w/P/M \(stem).i",
        "/bin/kiln tool trim --source-code --trim-long -o \(stem).iiii \(stem).iii",
        "iasl -p\(stem).aml \(stem).iiii",
      ])
    #expect(bench.actions.plan.objects.isEmpty)
  }

  @Test func formsOfADriverBecomeAnObject() throws {
    var bench = try Bench(CommandTests.driver("A.c"))
    var forms = FormsCompiler(
      bench.tools, c: CCompiler(bench.tools), program: "/t/VfrCompile", bindsPackages: true)
    forms.compile(bench.source("F.vfr"), &bench.actions)
    #expect(
      bench.lines("/DEBUG/F.c").last
        == "/t/VfrCompile --string-db \(Self.out)/OUTPUT/ModStrDefs.hpk --output-directory \(Self.out)/DEBUG "
        + "\(Self.out)/OUTPUT/F.i")
    #expect(bench.actions.plan.objects == ["\(Self.out)/OUTPUT/F.obj"])
    #expect(forms.bindPackages(&bench.actions).isEmpty)
  }

  @Test(arguments: [true, false])
  func packagesAreBoundWhereTheToolChainCan(binds: Bool) throws {
    var bench = try Bench(CommandTests.driver("A.c", defines: "UEFI_HII_RESOURCE_SECTION = TRUE"))
    var forms = FormsCompiler(bench.tools, c: CCompiler(bench.tools), program: nil, bindsPackages: binds)
    forms.addPackage("/x/B.hpk")
    forms.addPackage("/x/A.hpk")
    #expect(forms.bindPackages(&bench.actions) == (binds ? ["\(Self.out)/OUTPUT/Modhii.lib"] : []))
    #expect(bench.actions.plan.compiles.first?.inputs == (binds ? ["/x/A.hpk", "/x/B.hpk"] : nil))
  }

  @Test func anEditOfTheLinkerScriptLinksAgain() throws {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_DLINK_FLAGS"] = "-Wl,--script=/w/G.lds,-z,x -Wl,--script=/w/Gone.lds"
    workspace.sources.insert("/w/G.lds")
    var bench = try Bench(workspace)
    Linker(bench.tools).link(["/x/A.lib"], &bench.actions)
    // The conversion stands in front of the link.
    #expect(bench.actions.plan.link.last?.implicitInputs == ["/w/G.lds"])
  }

  @Test func aToolNamedEchoHasNothingToDo() throws {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_OBJCOPY_PATH"] = "echo"
    var bench = try Bench(workspace)
    Linker(bench.tools).link(["/x/A.lib"], &bench.actions)
    #expect(bench.lines(".dll").filter { $0.hasPrefix("echo") }.isEmpty)
    #expect(bench.lines(".dll").count == 4)
  }

  @Test func aUserDefinedModuleIsLinkedByItsFlagsAlone() throws {
    var bench = try Bench(CommandTests.driver("A.c", type: "USER_DEFINED"))
    Linker(bench.tools).link(["/x/A.lib"], &bench.actions)
    #expect(bench.actions.plan.link.map(\.output) == ["\(Self.out)/DEBUG/Mod"])
    #expect(
      bench.lines("/DEBUG/Mod") == [
        "gcc -nostdlib -Wl,-Map,\(Self.out)/DEBUG/Mod.map,--whole-archive "
          + "-Wl,--start-group,@\(Self.out)/OUTPUT/static_library_files.lst,--end-group"
      ])
  }

  @Test func withoutObjectsThereIsNoArchive() throws {
    var bench = try Bench(CommandTests.driver("A.c"))
    #expect(Linker(bench.tools).archiveObjects(&bench.actions).isEmpty)
    #expect(bench.actions.plan.archive.isEmpty)
  }

  @Test func whatIsMadeTwiceIsACollisionUnlessItIsOfOneSource() throws {
    var bench = try Bench(CommandTests.driver("A.c"))
    let c = CCompiler(bench.tools)
    c.compile(bench.source("A.c"), &bench.actions)
    c.compile(bench.source("A.c"), &bench.actions)
    #expect(bench.codes.isEmpty)
    c.compile(bench.source("A.cpp"), &bench.actions)
    #expect(bench.codes == ["output-collision"])
    #expect(bench.actions.plan.objects.count == 1)
  }

  @Test func aToolThatNobodyNamesIsAnErrorOnce() throws {
    var bench = try Bench(CommandTests.driver("A.c"))
    DeviceTreeCompiler(bench.tools).compile(bench.source("T.dts"), &bench.actions)
    DeviceTreeCompiler(bench.tools).compile(bench.source("U.dts"), &bench.actions)
    // DTCPP and DTC.
    #expect(bench.codes == ["tool-undefined", "tool-undefined"])
  }

  @Test func ofAssemblySourcesWithOneNameTheRuleOrderTakesOne() throws {
    let workspace = CommandTests.driver("B.c\nX/A.S\nX/A.nasm\nA.S")
    let module = try #require(try workspace.model().architectures.first?.modules.first)
    var said = DiagnosticList()
    let sources = SourceChoice(module, environment: workspace.environment).sources(&said)
    #expect(sources.map(\.path) == ["B.c", "X/A.nasm", "A.S"].map { "/w/P/M/\($0)" })
    #expect(sources.map(\.folder) == ["", "X", ""])
    #expect(said.all.isEmpty)
  }

  /// Names of the makefile that edk2 writes for a module (AutoGen/GenMake.py).
  @Test(arguments: [
    ("MODULE_NAME", "Mod"), ("BASE_NAME", "Mod"), ("MODULE_TYPE", "DXE_DRIVER"), ("MODULE_FILE", "M.inf"),
    ("MODULE_DIR", "/w/P/M"), ("MODULE_RELATIVE_DIR", "P/M"), ("ARCH", "X64"), ("TARGET", "RELEASE"),
    ("TOOL_CHAIN_TAG", "GCC5"), ("BUILD_DIR", "/w/Build/P/RELEASE_GCC5"),
    ("OUTPUT_DIR", "\(out)/OUTPUT"), ("DEBUG_DIR", "\(out)/DEBUG"),
    ("BIN_DIR", "/w/Build/P/RELEASE_GCC5/X64"), ("PLATFORM_NAME", "P"), ("WORKSPACE", "/w"),
  ])
  func macrosStandForWhatTheMakefileSays(name: String, value: String) throws {
    var workspace = CommandTests.driver("A.c")
    workspace.tools["*_GCC5_*_DTC_FLAGS"] = "$(\(name))"
    let bench = try Bench(workspace)
    #expect(bench.tools.flags("DTC") == [value])
  }
}
