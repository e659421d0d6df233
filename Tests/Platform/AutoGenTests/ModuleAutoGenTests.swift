import AutoGen
import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@Suite struct ModuleAutoGenTests {
  /// As edk2 has it: a library's code comes from strings alone, data needs none, a binary nothing at all.
  @Test func onlySomeModulesHaveCode() throws {
    let tree = try ModuleCodeTests.generate()
    func names(_ module: String) -> [String] {
      tree.files.keys.filter { $0.hasPrefix("X64/EdgePkg/\(module)/") }.map {
        String($0.split(separator: "/")[4])
      }
      .sorted()
    }
    #expect(names("Driver0") == ["AutoGen.c", "AutoGen.h", "Driver0.depex"])
    #expect(names("EdgeLib") == ["AutoGen.h"])
    #expect(names("Data") == ["AutoGen.h"])
    #expect(names("Bare") == ["AutoGen.c", "AutoGen.h"])
    #expect(names("Shipped") == [])
    #expect(tree.files["X64/EdgePkg/Driver0/OUTPUT/Driver0.depex"] == [0x06, 0x08])
  }

  @Test func additionsHaveTheirPlaces() throws {
    let additions = CodeAdditions(
      database: CodeAddition(header: Array("/*db.h*/".utf8), code: Array("/*db.c*/".utf8)),
      strings: CodeAddition(
        header: Array("/*str.h*/".utf8), code: Array("/*str.c*/".utf8),
        files: [GeneratedFile(.debug, "EdgeLibStrDefs.h", contents: [1])]),
      images: CodeAddition(header: Array("/*img.h*/".utf8), code: Array("/*img.c*/".utf8)))
    let tree = try ModuleCodeTests.generate(additions: additions)
    let header = tree["X64/EdgePkg/Peim1/DEBUG/AutoGen.h"]
    #expect(header.contains("_PCD_TOKEN_gEdgeTokenSpaceGuid_PcdExWord"))
    let endOfHeader = "\n\n/*str.h*//*img.h*/\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n"
    #expect(header.hasSuffix(endOfHeader), "\(header.suffix(80))")
    #expect(header.contains("is in AutoGen.c\n/*db.h*/\n\nEFI_STATUS\n"))
    let code = tree["X64/EdgePkg/Peim1/DEBUG/AutoGen.c"]
    #expect(code.contains("/*db.c*/\n\nRETURN_STATUS\nEFIAPI\nBottomFirst (\n"))
    #expect(code.hasSuffix("  return EFI_SUCCESS;\n}\n/*str.c*//*img.c*/"))
    // Now a library has code: nothing but what was added.
    #expect(tree["X64/EdgePkg/EdgeLib/DEBUG/AutoGen.c"] == "/*db.c*//*str.c*//*img.c*/")
    #expect(tree.files["X64/EdgePkg/EdgeLib/DEBUG/EdgeLibStrDefs.h"] == [1])
  }

  @Test(arguments: [
    ("EdgePkg/PeiCore.inf", "ENTRY_POINT = Entry0", "", "entry-point-count"),
    (
      "EdgePkg/DxeCore.inf", "ENTRY_POINT = Entry0", "ENTRY_POINT = A\n  ENTRY_POINT = B", "entry-point-count"
    ),
    ("EdgePkg/Driver1.inf", "VERSION = 2.4", "VERSION = two", "specification-version"),
    ("EdgePkg/SmmCore.inf", "0x00010032", "0x00010000", "module-type-version"),
    ("EdgePkg/Mm1.inf", "0x00010032", "1.40", "module-type-version"),
  ])
  func whatEDK2RefusesIsADiagnostic(file: String, text: String, by: String, code: String) throws {
    do {
      _ = try ModuleCodeTests.generate(EdgeWorkspace(replacing: (file, text, by)))
      Issue.record("\(code) was not said")
    } catch let error as DiagnosticError {
      #expect(error.diagnostics.map(\.code.name) == [code])
      #expect(error.diagnostics[0].fix != nil)
    }
  }

  /// C cannot tell dynamic PCDs of one name apart.
  @Test func dynamicPCDsOfOneNameAreRefused() throws {
    let (model, _) = try PlatformResolver.resolveForBuilding(
      "/w/\(EdgeWorkspace.dsc)", configuration: BuildConfiguration(architectures: ["X64"]), tools: [],
      files: EdgeWorkspace(), roots: WorkspaceRoots(["/w"]))
    let build = model.architectures[0]
    var module = try #require(build.modules.first { $0.baseName == "Peim1" })
    for index in module.pcds.indices { module.pcds[index].access = .dynamic }
    do {
      _ = try ModuleAutoGen(build, of: model).files(for: module)
      Issue.record("nothing was said")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["pcd-name-ambiguous"])
    }
  }
}
