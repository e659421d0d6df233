import AutoGen
import BaseTools
import BuildGraph
import Testing
import Vocabulary

/// Expectations are build_rule of edk2-stable202211, expanded by hand.
@Suite struct CommandTests {
  static let out = "/w/Build/P/RELEASE_GCC5/X64/P/M/M"
  static let includes = "-I/w/P/M -I\(out)/DEBUG -I/w/P -I/w/P/Include"

  static func driver(_ sources: String, type: String = "DXE_DRIVER", defines: String = "") -> SmallWorkspace {
    var workspace = SmallWorkspace(modules: ["P/M/M.inf"])
    workspace.module("P/M/M.inf", name: "Mod", type: type, defines: defines, sources: sources)
    return workspace
  }

  @Test func withoutDebugInformationGIsCancelledWhereItCounts() throws {
    let plan = try Self.driver("A.c").plan { $0.hasDebugInformation = false }
    let flags = try #require(plan.action("/A.obj").map { plan.commands(of: $0)[0] })
    #expect(flags.drop { $0 != "-g" }.prefix(5) == ["-g", "-include", "AutoGen.h", "-g0", "-c"])
    let link = try #require(plan.action("/DEBUG/Mod.dll").map { plan.commands(of: $0)[0] })
    #expect(link.suffix(4) == ["-g", "-include", "AutoGen.h", "-g0"])
  }

  @Test(arguments: [("-nostdlib -flto -Os", "-flto=4"), ("-nostdlib", "-g0"), ("-flto=jobserver", "-g0")])
  func aLinkOptimisesItsPartsBesideEachOther(flags: String, last: String) throws {
    var workspace = Self.driver("A.c")
    workspace.tools["*_GCC5_*_DLINK_FLAGS"] = flags
    let plan = try workspace.plan {
      $0.hasDebugInformation = false
      $0.linkJobs = 4
    }
    #expect(plan.action("/DEBUG/Mod.dll").map { plan.commands(of: $0)[0].last } == last)
    let compile = try #require(plan.action("/A.obj").map { plan.commands(of: $0)[0] })
    #expect(!compile.contains("-flto=4"))
  }

  @Test func theFamilyOfACompilerIsInItsName() {
    for name in ["gcc", "/usr/bin/gcc-12", "aarch64-linux-gnu-gcc", "/opt/x/riscv64-linux-gnu-gcc-14"] {
      #expect(CompilerFamily(program: name) == .gcc)
    }
    for name in ["clang", "/gcc/bin/clang-16", "icc", ""] {
      #expect(CompilerFamily(program: name) == .other)
    }
  }

  @Test func aDriverIsCompiledArchivedLinkedAndConverted() throws {
    let plan = try Self.driver("A.c\nSub/B.c\nH.h").plan(
      generated: [
        GeneratedFile(.debug, "AutoGen.c", contents: []), GeneratedFile(.debug, "AutoGen.h", contents: []),
      ])
    let out = Self.out
    let includes = "-I/w/P/M/Sub \(Self.includes)"
    #expect(
      plan.lines("/Sub/B.obj") == [
        "gcc -MD -MF \(out)/OUTPUT/Sub/B.obj.deps -frandom-seed=\(out)/OUTPUT/Sub/B.obj "
          + "-g -include AutoGen.h -c -o \(out)/OUTPUT/Sub/B.obj "
          + "\(includes) /w/P/M/Sub/B.c"
      ])
    #expect(plan.action("/AutoGen.obj")?.inputs == ["\(out)/DEBUG/AutoGen.c"])

    let archive = try #require(plan.action("/OUTPUT/Mod.lib"))
    #expect(
      archive.inputs == ["\(out)/OUTPUT/A.obj", "\(out)/OUTPUT/Sub/B.obj", "\(out)/OUTPUT/AutoGen.obj"])
    #expect(
      plan.lines("/Mod.lib") == [
        "rm -f \(out)/OUTPUT/Mod.lib", "gcc-ar cr \(out)/OUTPUT/Mod.lib @\(out)/OUTPUT/object_files.lst",
      ])

    let link = try #require(plan.action("/DEBUG/Mod.dll"))
    #expect(link.inputs == ["\(out)/OUTPUT/Mod.lib"])
    #expect(
      plan.lines("/Mod.dll") == [
        "gcc -o \(out)/DEBUG/Mod.dll -nostdlib -Wl,-Map,\(out)/DEBUG/Mod.map,--whole-archive "
          + "-Wl,--start-group,@\(out)/OUTPUT/static_library_files.lst,--end-group -g -include AutoGen.h",
        "cp -f \(out)/DEBUG/Mod.dll \(out)/DEBUG/Mod.debug",
        "objcopy --strip-unneeded \(out)/DEBUG/Mod.dll",
        "cp -f \(out)/DEBUG/Mod.debug /w/Build/P/RELEASE_GCC5/X64/Mod.debug",
        "cp -f \(out)/DEBUG/Mod.map \(out)/OUTPUT/Mod.map",
      ])
    #expect(
      link.sideOutputs == [
        "\(out)/DEBUG/Mod.debug", "/w/Build/P/RELEASE_GCC5/X64/Mod.debug", "\(out)/DEBUG/Mod.map",
        "\(out)/OUTPUT/Mod.map",
      ])

    let convert = try #require(plan.action("/OUTPUT/Mod.efi"))
    #expect(
      plan.lines("/OUTPUT/Mod.efi") == [
        "/bin/kiln tool genfw -e DXE_DRIVER -o \(out)/OUTPUT/Mod.efi \(out)/DEBUG/Mod.dll --zero "
          + "--symbol-path \(out)/DEBUG/Mod.dll --copy-to \(out)/DEBUG/Mod.efi --copy-to /w/Build/P/RELEASE_GCC5/X64/Mod.efi"
      ])
    #expect(convert.implicitInputs == ["/bin/kiln"])
    #expect(plan.recipe(of: convert).keepsEqualOutput)
    #expect(plan.description(of: convert) == "GENFW P/M/M.inf [X64]")
    #expect(plan.results.first?.files == ["\(out)/OUTPUT/Mod.efi"])
  }

  @Test func assemblyGoesThroughThePreprocessorAndKiln() throws {
    let plan = try Self.driver("X/A.nasm\nB.S").plan()
    let out = Self.out
    let includes = "-I/w/P/M/X \(Self.includes)"
    #expect(
      plan.lines("/X/A.iii") == [
        "gcc -MD -MF \(out)/OUTPUT/X/A.iii.deps \(includes) /w/P/M/X/A.nasm",
        "/bin/kiln tool trim --source-code --trim-long -o \(out)/OUTPUT/X/A.iii \(out)/OUTPUT/X/A.ii",
      ])
    let preprocess = try #require(plan.action("/X/A.iii"))
    let target = plan.recipe(of: preprocess).steps[0].output
    #expect(target.map { plan.recipe(of: preprocess).text($0, of: preprocess) } == "\(out)/OUTPUT/X/A.ii")
    let nasm =
      "-I/w/P/M/X/ " + includes.split(separator: " ").map { "\($0)/" }.joined(separator: " ")
      + " -o \(out)/OUTPUT/X/A.obj \(out)/OUTPUT/X/A.iii"
    #expect(
      plan.lines("/X/A.obj") == [
        "nasm -M -MF \(out)/OUTPUT/X/A.obj.deps -MT \(out)/OUTPUT/X/A.obj \(nasm)", "nasm \(nasm)",
      ])
    #expect(
      plan.lines("/B.obj") == [
        "gcc -MD -MF \(out)/OUTPUT/B.obj.deps \(includes) /w/P/M/B.S",
        "/bin/kiln tool trim --source-code --trim-long -o \(out)/OUTPUT/B.iiii \(out)/OUTPUT/B.ii",
        "gcc -o \(out)/OUTPUT/B.obj \(includes) \(out)/OUTPUT/B.iiii",
      ])
  }

  @Test func aRawBinaryKeepsNoFolderAndHasACopy() throws {
    let plan = try Self.driver("X/R.nasmb", type: "SEC").plan()
    let binary = try #require(plan.action("/OUTPUT/R.bin"))
    #expect(binary.sideOutputs == ["\(Self.out)/OUTPUT/R.com"])
    #expect(plan.lines("/OUTPUT/R.iii")[1].contains("--source-code --convert-hex"))
    #expect(plan.lines("/OUTPUT/R.bin")[2] == "cp -f \(Self.out)/OUTPUT/R.bin \(Self.out)/OUTPUT/R.com")
    #expect(plan.action(".dll") == nil)
    #expect(plan.results.first?.files == ["\(Self.out)/OUTPUT/R.bin"])
  }

  @Test func formsBecomeCAndAreCompiledWhereTheyStand() throws {
    let plan = try Self.driver("A.c\nSub/F.vfr\nZ.c").plan()
    let out = Self.out
    let forms = try #require(plan.action("/DEBUG/Sub/F.c"))
    #expect(
      plan.commands(of: forms)[1].joined(separator: " ")
        == "VfrCompile --string-db \(out)/OUTPUT/ModStrDefs.hpk --output-directory \(out)/DEBUG/Sub "
        + "\(out)/OUTPUT/F.i")
    #expect(forms.implicitInputs == ["\(out)/OUTPUT/ModStrDefs.hpk"])
    #expect(
      plan.action("/Mod.lib")?.inputs
        == ["A", "F", "Z"].map { "\(out)/OUTPUT/\($0).obj" })
  }

  @Test func packagesOfAResourceAreBoundAndLinkedLast() throws {
    let workspace = Self.driver("A.c\nF.vfr", defines: "UEFI_HII_RESOURCE_SECTION = TRUE")
    let plan = try workspace.plan(generated: [GeneratedFile(.output, "ModStrDefs.hpk", contents: [])])
    let out = Self.out
    #expect(plan.lines("/OUTPUT/F.hpk")[1].hasPrefix("VfrCompile --create-ifr-package --string-db"))
    #expect(
      plan.lines("/Modhii.lib") == [
        "/bin/kiln tool genfw -o \(out)/OUTPUT/Modhii.rc -g 11111111-0000-0000-0000-000000000012 "
          + "--hiibinpackage \(out)/OUTPUT/F.hpk \(out)/OUTPUT/ModStrDefs.hpk --zero",
        "objcopy \(out)/OUTPUT/Modhii.rc \(out)/OUTPUT/Modhii.lib",
      ])
    #expect(plan.action("/Mod.dll")?.inputs == ["\(out)/OUTPUT/Mod.lib", "\(out)/OUTPUT/Modhii.lib"])
  }

  @Test func tablesAreCompiledByThemselves() throws {
    let plan = try Self.driver("T.aslc\nD.asl", type: "USER_DEFINED").plan()
    let out = Self.out
    let apart = Self.includes.replacing("-I", with: "-I ")
    #expect(plan.lines("/T.dll") == ["gcc -o \(out)/OUTPUT/T.dll \(out)/OUTPUT/T.obj"])
    #expect(
      plan.lines("/T.acpi")
        == [
          "/bin/kiln tool genfw -c -o \(out)/OUTPUT/T.acpi \(out)/OUTPUT/T.dll --zero "
            + "--symbol-path \(out)/OUTPUT/./T.dll"
        ])
    #expect(
      plan.lines("/OUTPUT/D.i") == [
        "/bin/kiln tool trim --asl-file --deps \(out)/OUTPUT/D.i.deps \(apart) -o \(out)/OUTPUT/D.i "
          + "/w/P/M/D.asl"
      ])
    #expect(plan.lines("/D.aml").last == "iasl -p\(out)/OUTPUT/D.aml \(out)/OUTPUT/D.iiii")
    #expect(plan.results.first?.files == ["\(out)/OUTPUT/T.acpi", "\(out)/OUTPUT/D.aml"])
    #expect(plan.action(".lib") == nil)
  }

  @Test func aDriverSTableIsAnArrayToo() throws {
    let plan = try Self.driver("A.c\nT.asl").plan()
    #expect(
      plan.lines("/OUTPUT/T.c")
        == ["/bin/kiln tool amltoc -o \(Self.out)/OUTPUT/T.c \(Self.out)/OUTPUT/T.aml"])
    #expect(plan.action("/Mod.lib")?.inputs == ["A", "T"].map { "\(Self.out)/OUTPUT/\($0).obj" })
  }

  @Test(arguments: [
    ("PEIM", "AARCH64", true, true), ("BASE", "AARCH64", true, false),
    ("DXE_DRIVER", "AARCH64", false, false),
    ("PEIM", "X64", false, true),
  ])
  func codeInFlashHasFlagsOfItsOwn(
    type: String, architecture: Architecture, compiles: Bool, links: Bool
  ) throws {
    var workspace = Self.driver("A.c", type: type)
    workspace.architecture = architecture
    workspace.tools["*_GCC5_*_CC_XIPFLAGS"] = "-mstrict-align"
    workspace.tools["*_GCC5_*_DLINK_XIPFLAGS"] = "-z common-page-size=0x20"
    let plan = try workspace.plan()
    #expect(plan.lines("/A.obj")[0].contains("-mstrict-align") == compiles)
    #expect(plan.lines("/Mod.dll")[0].contains("-z common-page-size=0x20") == links)
    #expect(plan.lines("/Mod.dll")[0].contains("-mstrict-align") == (compiles && links))
  }

  @Test func ofSourcesWithOneNameTheRuleOrderTakesOne() throws {
    let chosen = try Self.driver("X/A.S\nX/A.nasm\nB.S").plan()
    #expect(chosen.action("/Mod.lib")?.inputs == ["X/A", "B"].map { "\(Self.out)/OUTPUT/\($0).obj" })
    #expect(chosen.action("/X/A.obj").map { chosen.recipe(of: $0).kind } == .assembleNASM)
  }

  /// The release before each commit of `Documentation/basetools.md`, and the first with it.
  @Test(
    arguments: [
      (.x64, .stable202302, []), (.x64, .stable202308, ["cfi-note"]),
      (.x64, .stable202408, ["nx-compat", "cfi-note"]),
      (.x64, .stable202411, ["nx-compat", "cfi-note", "x64-relaxed-got"]),
      (.aarch64, .stable202308, ["cfi-note"]), (.aarch64, .stable202311, ["nx-compat", "cfi-note"]),
      (.aarch64, .stable202402, ["nx-compat", "cfi-note", "aarch64-adr-got"]),
      (.loongArch64, .stable202605, ["nx-compat"]),
      (.loongArch64, .master202608, ["nx-compat", "loongarch-pc-pairs"]),
      (.riscv64, .stable202308, []), (.riscv64, .stable202508, ["nx-compat"]),
      (.riscv64, .stable202511, ["nx-compat", "cfi-note-riscv"]),
    ] as [(Architecture, EDK2Release, [String])])
  func imagesAreMadeAsTheTreesGenFwDoes(
    architecture: Architecture, release: EDK2Release, behaviours: [String]
  ) throws {
    var workspace = Self.driver("A.c")
    workspace.architecture = architecture
    workspace.release = release
    let command = try #require(try workspace.plan().lines("/OUTPUT/Mod.efi").first)
    let followed = command.split(separator: " --follow ").dropFirst().map { $0.prefix { $0 != " " } }
    #expect(followed == behaviours.map { $0[...] })
    #expect(command.contains(" --zero"))
  }

  @Test(
    arguments: [
      ("A.nasm", "/A.iii", .stable202602, []), ("A.nasm", "/A.iii", .stable202605, ["nasm-line-directives"]),
      ("A.nasmb", "/A.iii", .stable202605, ["nasm-line-directives"]),
      ("A.S", "/A.obj", .stable202605, []),
      ("A.asl", "/A.i", .stable202408, []), ("A.asl", "/A.i", .stable202411, ["asl-missing-include"]),
      ("A.asl", "/A.i", .master202608, ["asl-missing-include", "asl-pragma-once"]),
    ] as [(String, String, EDK2Release, [String])])
  func sourcesAreTrimmedAsTheTreesTrimDoes(
    source: String, output: String, release: EDK2Release, behaviours: [String]
  ) throws {
    var workspace = Self.driver(source)
    workspace.release = release
    let command = try #require(try workspace.plan().lines(output).first { $0.contains(" tool trim ") })
    let followed = command.split(separator: " --follow ").dropFirst().map { $0.prefix { $0 != " " } }
    #expect(followed == behaviours.map { $0[...] })
  }

  /// `__DATE__` is not in any file that the compiler lists.
  @Test func objectsDependOnTheDateThatCompilersWrite() throws {
    let plan = try Self.driver("A.c\nB.S").plan { $0.dateFile = "\(Self.out)/source-date-epoch" }
    #expect(plan.action("/A.obj")?.implicitInputs.contains("\(Self.out)/source-date-epoch") == true)
    #expect(plan.action("/B.obj")?.implicitInputs.contains("\(Self.out)/source-date-epoch") == false)
  }
}
