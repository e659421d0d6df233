import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// Configurations that are resolved with one `ManifestCache` come to what each of them comes to with a cache of its
/// own.
@Suite struct SharedResolutionTests {
  private typealias Defines = [(name: String, value: String)]

  /// Each combination of these macros is a configuration, in an order in which neighbours differ in one.
  private static let macros = ["OTHER", "MORE", "FIXED", "FLAGS", "COPY", "BROKEN"]

  private static let configurations: [Defines] = (0..<1 << macros.count).map { number in
    let code = number ^ (number >> 1)
    return macros.enumerated().filter { code >> $0.offset & 1 == 1 }.map { ($0.element, "TRUE") }
  }

  private static let workspace = Workspace(
    """
    [BuildOptions]
      *_*_*_CC_FLAGS = -DALL
    !ifdef $(FLAGS)
      *_*_*_CC_FLAGS = -DFLAGS
    [BuildOptions.Common.EDKII.DXE_DRIVER]
      *_*_*_CC_FLAGS = -DDRIVER
    !endif
    [LibraryClasses]
      A|Pkg/LibA.inf
      B|Pkg/LibB.inf
    !ifdef $(OTHER)
      !include Other.dsc.inc
    !endif
    !ifdef $(MORE)
    [LibraryClasses.Common.PEIM]
      !include Other.dsc.inc
      NULL|Pkg/Null.inf
    !endif
    [PcdsFixedAtBuild]
      gPkg.A|3
    !ifdef $(FIXED)
      gPkg.B|4
      gPkg.A|5
    !else
    [PcdsDynamicDefault]
      gPkg.B|6
    !endif
    [Components]
      Pkg/Pei.inf
      Pkg/Dxe.inf {
        <LibraryClasses>
          NULL|Pkg/Null.inf
        <PcdsFixedAtBuild>
          gPkg.A|7
    !ifdef $(FLAGS)
        <BuildOptions>
          *_*_*_CC_FLAGS = -DOWN
    !endif
      }
    !ifdef $(COPY)
      Pkg/Dxe.inf {
        <Defines>
          FILE_GUID = 99999999-0000-0000-0000-00000000000a
        <LibraryClasses>
          B|Pkg/LibB2.inf
      }
    !endif
    !ifdef $(BROKEN)
      Pkg/Broken.inf
    !endif
    """,
    [
      .module(
        "Pei", as: "PEIM", uses: "A B",
        "[Sources]\n  P.c\n  On.c|GCC|||gPkg.A == 3\n[Pcd]\n  gPkg.A\n  gPkg.B"),
      .module(
        "Dxe", uses: "A B",
        "[Sources]\n  D.c\n[Pcd]\n  gPkg.A\n[BuildOptions]\n  *_*_*_CC_FLAGS = -DINF\n[Depex]\n  TRUE"),
      .module("Broken", uses: "A Nowhere", "[Pcd]\n  gPkg.Nothing\n[Protocols]\n  gNoProtocolGuid"),
      .library("LibA", "A", uses: "B", "[Pcd]\n  gPkg.B\n[Depex]\n  TRUE"),
      .library("LibB", "B", constructor: true, "[FixedPcd]\n  gPkg.A"),
      .library("LibB2", "B", constructor: true, uses: "A"),
      .library("Null", "N", constructor: true, "[Pcd]\n  gPkg.A|9"),
    ],
    dec: "[PcdsFixedAtBuild, PcdsDynamic]\n  gPkg.A|1|UINT8|1\n  gPkg.B|2|UINT32|2")

  /// The workspace, with a file that is included in two places.
  private static var files: FilesInMemory {
    var texts = workspace.texts
    texts["Other.dsc.inc"] = "  B|Pkg/LibB2.inf\n"
    return FilesInMemory(texts: Dictionary(uniqueKeysWithValues: texts.map { ("ws/\($0)", $1) }))
  }

  private static func cache() -> ManifestCache {
    ManifestCache(files: files, roots: WorkspaceRoots(["ws"]))
  }

  private static func survey(
    _ defines: Defines, _ cache: ManifestCache
  ) throws -> (text: String, survey: PlatformSurvey) {
    let survey = try PlatformResolver.survey(
      "ws/Main.dsc", configuration: BuildConfiguration(architectures: ["X64", "IA32"], defines: defines),
      tools: [], manifests: cache)
    var whole = WholeText()
    return (whole.text(of: survey), survey)
  }

  /// Each configuration with a cache of its own.
  private static let alone = Result { try configurations.map { try survey($0, cache()).text } }

  @Test func sharingChangesNothing() throws {
    let cache = Self.cache()
    for (defines, alone) in zip(Self.configurations, try Self.alone.get()) {
      let shared = try Self.survey(defines, cache).text
      #expect(shared == alone, "\(defines.map(\.name))")
    }
  }

  @Test func theOrderOfConfigurationsChangesNothing() throws {
    let cache = Self.cache()
    for defines in Self.configurations { _ = try Self.survey(defines, cache) }
    for (defines, alone) in Array(zip(Self.configurations, try Self.alone.get())).reversed() {
      let shared = try Self.survey(defines, cache).text
      #expect(shared == alone, "\(defines.map(\.name))")
    }
  }

  @Test func configurationsSideBySideChangeNothing() async throws {
    let cache = Self.cache()
    let texts = await withTaskGroup(of: (Int, String?).self) { group in
      for (index, defines) in Self.configurations.enumerated() {
        group.addTask { (index, try? Self.survey(defines, cache).text) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for (index, alone) in try Self.alone.get().enumerated() {
      #expect(texts[index] == alone, "\(Self.configurations[index].map(\.name))")
    }
  }

  /// Without differences there would be nothing to mistake.
  @Test func theConfigurationsDiffer() throws {
    #expect(Set(try Self.alone.get()).count == Self.configurations.count)
  }

  @Test func aBrokenModuleIsReportedInEachConfigurationThatHasIt() throws {
    let cache = Self.cache()
    let broken = [(name: "BROKEN", value: "TRUE")]
    let first = try Self.survey(broken, cache).survey.diagnostics.map(\.code.name)
    _ = try Self.survey([], cache)
    let second = try Self.survey(broken, cache).survey.diagnostics.map(\.code.name)
    #expect(first == second)
    #expect(first.contains("library-class-unresolved"))
  }

  @Test func aModuleIsLinkedOnceForConfigurationsThatNameTheSameLibraries() throws {
    let cache = Self.cache()
    func view() throws -> ModuleView {
      let module = try #require(try Self.survey([], cache).survey.model.architectures.first?.modules.first)
      var store = ManifestStore(ManifestLibrary(cache), architecture: .x64)
      var diagnostics = DiagnosticList()
      return store.view(of: module.inf, path: module.path, &diagnostics)
    }
    let module = try view()
    #expect(cache.links.records(of: module).count == 1)
    _ = try Self.survey([("FIXED", "TRUE")], cache)
    #expect(cache.links.records(of: module).count == 1)
    _ = try Self.survey([("OTHER", "TRUE")], cache)
    #expect(cache.links.records(of: module).count == 2)
  }
}

/// The same about whole platforms of Debian's tree.
@Suite struct SharedDebianResolutionTests {
  @Test func sharingChangesNothing() throws {
    let tree = try EDK2Tree()
    let roots = WorkspaceRoots([tree.root])
    let cache = ManifestCache(files: tree, roots: roots)
    let configurations: [(target: BuildTarget, defines: [String])] = [
      (.release, ["FD_SIZE_2MB", "SECURE_BOOT_ENABLE"]),
      (.release, ["FD_SIZE_4MB", "SECURE_BOOT_ENABLE", "SMM_REQUIRE", "TPM2_ENABLE"]),
      (.debug, ["FD_SIZE_4MB", "NETWORK_HTTP_BOOT_ENABLE"]),
    ]
    for (target, defines) in configurations {
      func text(_ manifests: ManifestCache) throws -> String {
        let survey = try PlatformResolver.survey(
          "\(tree.root)/OvmfPkg/OvmfPkgX64.dsc",
          configuration: BuildConfiguration(
            architectures: ["X64"], target: target, defines: defines.map { ($0, "TRUE") }),
          tools: [], manifests: manifests)
        var whole = WholeText()
        return whole.text(of: survey.model) + whole.text(of: survey.diagnostics)
      }
      let alone = try text(ManifestCache(files: tree, roots: roots))
      let shared = try text(cache)
      #expect(shared == alone, "\(defines)")
    }
  }
}
