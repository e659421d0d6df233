import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// What becomes of one module or library when every resolver has had its say.
@Suite struct ModuleAssemblerTests {
  private struct Fixture {
    var pcds: PCDFixture
    let assembler: ModuleAssembler

    init(_ workspace: Workspace) throws {
      pcds = try PCDFixture(workspace)
      let store = pcds.architecture.store
      let toolchain = Toolchain(tag: "GCC5", family: "GCC", buildRuleFamily: "GCC")
      assembler = ModuleAssembler(
        guids: GUIDResolver(store),
        sources: SourceResolver(
          architecture: .x64, target: .release, toolchain: toolchain, expressions: ExpressionEnvironment()),
        includePaths: IncludePathResolver(common: []), depexes: DepexResolver(store),
        options: OptionStages(
          pcds.architecture.dsc,
          expansion: BuildOptionExpansion(
            target: .release, toolchain: toolchain, architecture: .x64, tools: ToolOptions())),
        cache: PartCache())
    }

    /// The component at `place` of [Components].
    mutating func module(_ place: Int = 0) -> BuildModule {
      let linked = pcds.components[place]
      let (own, inherited) = pcds.linkedPCDs().pcds(of: linked, &pcds.diagnostics)
      return assembler.module(linked, own: own, inherited: inherited, &pcds.diagnostics)
    }

    /// The library that was linked first.
    mutating func library() throws -> BuildModule {
      let library = try #require(pcds.architecture.store.libraries.indices.first)
      let uses = pcds.linkedPCDs().libraries[library]
      return assembler.library(
        pcds.architecture.store[library], pcds: uses, at: pcds.components.place(of: library),
        &pcds.diagnostics)
    }
  }

  static let workspace = Workspace(
    """
    [LibraryClasses]
      L|Pkg/Lib.inf
    [Components]
      Pkg/Dxe.inf
      Pkg/Dxe.inf {
        <Defines>
          FILE_GUID = 99999999-0000-0000-0000-00000000000a
      }
    """,
    [
      .module("Dxe", uses: "L", "[Sources]\n  A.c\n[FixedPcd]\n  gPkg.A"),
      .library("Lib", "L", "[FixedPcd]\n  gPkg.B"),
    ], dec: "[PcdsFixedAtBuild]\n gPkg.A|1|UINT32|1\n gPkg.B|1|UINT32|2")

  @Test func aModuleHasWhatItNamesAndWhatItInherits() throws {
    var fixture = try Fixture(Self.workspace)
    let module = fixture.module()
    #expect(module.pcds.map(\.name.name) == ["A"])
    #expect(module.libraryPCDs.map(\.name.name) == ["B"])
    #expect(module.sources.map(\.path) == ["Pkg/A.c"])
    #expect(module.libraries.count == 1)
    #expect(module.depex != nil)
  }

  @Test func aLibraryHasOnlyItsOwn() throws {
    var fixture = try Fixture(Self.workspace)
    let library = try fixture.library()
    #expect(library.isLibrary)
    #expect(library.pcds.map(\.name.name) == ["B"])
    #expect(library.libraries.isEmpty)
    #expect(library.libraryPCDs.isEmpty)
    #expect(library.depex == nil)
  }

  /// Where the DSC names the instance, which is what a message about the library points at.
  @Test func aLibraryStandsWhereThePlatformNamesIt() throws {
    var fixture = try Fixture(Self.workspace)
    let range = try fixture.library().range
    #expect(String(decoding: range.file.bytes[range.bytes], as: UTF8.self) == "Pkg/Lib.inf")
  }

  /// edk2 builds a copy under another FILE_GUID in a folder that is called like it, the case of letters kept.
  @Test func aCopyIsBuiltInAFolderOfItsOwn() throws {
    var fixture = try Fixture(Self.workspace)
    #expect(fixture.module(0).outputFolder == "Pkg/Dxe")
    let copy = fixture.module(1)
    #expect(copy.outputFolder == "Pkg/99999999-0000-0000-0000-00000000000a")
    #expect(copy.fileGUIDText == "99999999-0000-0000-0000-00000000000a")
    #expect(copy.uniqueBaseName == "Dxe")
  }

  @Test func namesOfOneModuleTwiceAreToldApart() throws {
    var fixture = try Fixture(Self.workspace)
    var modules = [fixture.module(0), fixture.module(1)]
    UniqueBaseNames(modules).apply(to: &modules, &fixture.pcds.diagnostics)
    #expect(
      modules.map(\.uniqueBaseName) == [
        "Dxe_\(Manifest.guid("Dxe"))", "Dxe_99999999-0000-0000-0000-00000000000a",
      ])
    #expect(fixture.pcds.codes == [])
  }
}
