import Bytes
import BuildGraph
import Testing

@testable import BuildGraph

@Suite struct HostToolTests {
  static let lzma = "EE4E5898-3914-4259-9D6E-DC7BD79403CF"

  static func workspace(_ sources: String, sections: [String]) -> SmallWorkspace {
    var workspace = CommandTests.driver(sources)
    workspace.files["P/P.dsc"]?.replace(
      "SKUID_IDENTIFIER = DEFAULT", with: "SKUID_IDENTIFIER = DEFAULT\nFLASH_DEFINITION = P/P.fdf")
    workspace.files["P/P.fdf"] =
      """
      [FV.Main]
      FvAlignment = 16

      """
      + sections.enumerated().map { index, section in
        """
        FILE FV_IMAGE = 22222222-0000-0000-0000-00000000000\(index) {
          SECTION GUIDED \(section) PROCESSING_REQUIRED = TRUE {
            SECTION RAW = P/M/A.c
          }
        }

        """
      }.joined()
    workspace.tools["*_*_*_LZMA_PATH"] = "LzmaCompress"
    workspace.tools["*_*_*_LZMA_GUID"] = lzma
    workspace.tools["*_*_*_LZMAF86_PATH"] = "LzmaF86Compress"
    workspace.tools["*_*_*_LZMAF86_GUID"] = "D42AE6BD-1352-4bfb-909A-CA72A6EAE889"
    workspace.tools["*_*_*_TIANO_PATH"] = "TianoCompress"
    workspace.tools["*_*_*_TIANO_GUID"] = "A31280AD-481E-41B6-95E8-127F4C984779"
    let c = "BaseTools/Source/C"
    workspace.files["\(c)/LzmaCompress/GNUmakefile"] = """
      SDK_C = Sdk/C
      OBJECTS = \\
        LzmaCompress.o \\
        $(SDK_C)/LzmaEnc.o
      include $(MAKEROOT)/Makefiles/app.makefile
      """
    workspace.files["\(c)/Common/GNUmakefile"] = "OBJECTS = \\\n  EfiUtilityMsgs.o\n"
    workspace.files["\(c)/VfrCompile/GNUmakefile"] = "OBJECTS = AParser.o VfrSyntax.o VfrError.o\n"
    workspace.files["\(c)/VfrCompile/Pccts/antlr/makefile"] = "#OBJ=old.o\nOBJ=antlr.o set.o\n"
    workspace.files["\(c)/VfrCompile/Pccts/dlg/makefile"] = "OBJ = dlg_p.o set.o\n"
    return workspace
  }

  @Test func onlyWhatThePlatformNeedsIsBuilt() throws {
    #expect(try Self.workspace("A.c", sections: []).plan().hostTools == [])
    let plan = try Self.workspace("A.c", sections: [Self.lzma]).plan()
    let folder = "/w/Build/P/RELEASE_GCC5/HostTools"
    #expect(
      plan.hostTools == [
        HostTool(name: "LzmaCompress", path: "\(folder)/LzmaCompress", section: GUID(Self.lzma))
      ])
    #expect(
      plan.action("HostTools/LzmaCompress")?.inputs == [
        "\(folder)/LzmaCompress.d/LzmaCompress.o", "\(folder)/LzmaCompress.d/Sdk/C/LzmaEnc.o",
        "\(folder)/libCommon.a",
      ])
    let compile = try #require(plan.lines("/Sdk/C/LzmaEnc.o").first)
    #expect(
      compile.hasPrefix(
        "gcc -MD -MF \(folder)/LzmaCompress.d/Sdk/C/LzmaEnc.o.deps -frandom-seed=\(folder)/LzmaCompress.d/Sdk/C/LzmaEnc.o -O2 "
      ))
    #expect(compile.contains(" -D_7ZIP_ST "))
    #expect(compile.hasSuffix(" /w/BaseTools/Source/C/LzmaCompress/Sdk/C/LzmaEnc.c"))
  }

  @Test func theFilteredEncoderIsTheOtherOneWithAFlag() throws {
    let plan = try Self.workspace("A.c", sections: ["D42AE6BD-1352-4BFB-909A-CA72A6EAE889", Self.lzma]).plan()
    #expect(plan.hostTools.map(\.name) == ["LzmaCompress", "LzmaF86Compress"])
    #expect(plan.hostTools.map(\.arguments) == [[], ["--f86"]])
    #expect(Set(plan.hostTools.map(\.path)).count == 1)
  }

  @Test func formsBringTheirCompiler() throws {
    let plan = try Self.workspace("A.c\nF.vfr", sections: []).plan {
      $0.variables["BUILD_CXX"] = "my-g++"
    }
    let folder = "/w/Build/P/RELEASE_GCC5/HostTools"
    #expect(plan.hostTools.map(\.path) == ["\(folder)/VfrCompile"])
    #expect(plan.action("/DEBUG/F.c")?.implicitInputs.last == "\(folder)/VfrCompile")
    #expect(plan.lines("/DEBUG/F.c")[1].hasPrefix("\(folder)/VfrCompile --string-db"))
    #expect(plan.lines("VfrCompile.d/AParser.o")[0].contains("/VfrCompile/Pccts/h/AParser.cpp"))
    let parser = try #require(plan.action("VfrCompile.d/VfrSyntax.o"))
    #expect(parser.inputs == ["\(folder)/VfrCompile.d/VfrSyntax.cpp"])
    #expect(parser.orderOnlyInputs.count == 2)
    #expect(plan.lines("HostTools/VfrCompile")[0].hasPrefix("my-g++ -o"))
    #expect(
      plan.action("VfrCompile.d/VfrSyntax.cpp")?.sideOutputs.contains("\(folder)/VfrCompile.d/VfrParser.dlg")
        == true)
  }

  /// A program that tools_def gives a path is there already.
  @Test func aProgramWithAPathIsTaken() throws {
    var workspace = Self.workspace("F.vfr", sections: [])
    workspace.tools["*_GCC5_*_VFR_PATH"] = "/opt/VfrCompile"
    let plan = try workspace.plan()
    #expect(plan.hostTools.isEmpty)
    #expect(plan.lines("/DEBUG/F.c")[1].hasPrefix("/opt/VfrCompile "))
  }

  @Test func listsOfMakefilesAreRead() {
    let text = "A ?= x.o\n#B = no.o\nB := \\\r\n  $(A) \\\r\n  y.o\n\nC += z.o\nall: B = q\n\tB = w\n"
    #expect(MakefileList.words(of: "B", in: Array(text.utf8)) == ["x.o", "y.o"])
    #expect(MakefileList.words(of: "C", in: Array(text.utf8)) == nil)
  }
}
