import Bytes
import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// The resolver by itself (PI 1.8 Vol 2, 10.7; EDK II INF Specification, 3.14).
@Suite struct DepexResolverTests {
  /// The words of the expression of `Pkg/Dxe.inf`, a `|` between clauses; nil without an expression.
  private static func words(
    _ sections: String, defines: String = "", type: String = "DXE_DRIVER", component: String = "",
    libraries: [Manifest] = [], dec: String = "", diagnostics: inout DiagnosticList
  ) throws -> String? {
    let classes = libraries.indices.map { "L\($0)" }
    let instances = zip(classes, libraries).map { "  \($0)|\($1.path)\n" }.joined()
    let manifests = Dictionary(libraries.map { ($0.path, $0) }) { first, _ in first }
    var fixture = try PCDFixture(
      Workspace(
        "[LibraryClasses]\n\(instances)[Components]\n  Pkg/Dxe.inf",
        manifests.values + [
          .module("Dxe", as: type, uses: classes.joined(separator: " "), defines: defines, sections)
        ], dec: dec))
    let pcds = fixture.linkedPCDs()
    let linked = try #require(fixture.components.first)
    let (own, inherited) = pcds.pcds(of: linked, &diagnostics)
    let depex = DepexResolver(fixture.architecture.store).depex(
      of: linked.view, libraries: linked.libraries.map(\.library), pcds: own.map(\.pcd) + inherited,
      &diagnostics)
    return depex?.clauses.map { clause in
      clause.tokens.map { token in
        switch token.kind {
        case .keyword(let word): word
        case .guid(let name, _): name
        }
      }.joined(separator: " ")
    }.joined(separator: " | ")
  }

  private static func words(_ sections: String, libraries: [Manifest] = []) throws -> String? {
    var diagnostics = DiagnosticList()
    return try words(sections, libraries: libraries, diagnostics: &diagnostics)
  }

  @Test func parenthesesNeedNoBlanks() throws {
    #expect(try Self.words("[Depex]\n  (gOne OR gTwo)AND NOT gThree") == "( gOne OR gTwo ) AND NOT gThree")
  }

  @Test func aFinalENDIsLeftOut() throws {
    #expect(try Self.words("[Depex]\n  gOne END") == "gOne")
  }

  @Test func theModulesOwnComesBeforeItsLibraries() throws {
    let library = Manifest.library("Lib", "L0", "[Depex]\n  gTwo")
    #expect(try Self.words("[Depex]\n  gOne", libraries: [library]) == "gOne | gTwo")
  }

  @Test func aLibrarysSectionForAnotherModuleTypeDoesNotApply() throws {
    let library = Manifest.library("Lib", "L0", "[Depex.common.PEIM]\n  gTwo")
    #expect(try Self.words("[Depex]\n  gOne", libraries: [library]) == "gOne")
  }

  @Test func librariesBehindAPlacementDoNotTakePart() throws {
    let library = Manifest.library("Lib", "L0", "[Depex]\n  gTwo")
    #expect(try Self.words("[Depex]\n  AFTER gOne", libraries: [library]) == "AFTER gOne")
  }

  @Test func aLibraryOfTwoClassesTakesPartOnce() throws {
    let library = Manifest.library("Lib", "L0", "[Depex]\n  gTwo")
    #expect(try Self.words("[Depex]\n  gOne", libraries: [library, library]) == "gOne | gTwo")
  }

  /// DPX_SOURCE names a file with the expression, which edk2 takes instead (EDK II INF Specification, 3.4).
  @Test func aModuleWithDPX_SOURCEHasNone() throws {
    var diagnostics = DiagnosticList()
    let words = try Self.words(
      "[Depex]\n  gOne", defines: "DPX_SOURCE = Dxe.dxs", diagnostics: &diagnostics)
    #expect(words == nil)
  }

  private static let guidInPCD = "[PcdsFixedAtBuild, PcdsPatchableInModule]\n gPkg.A|{GUID(gTwo)}|VOID*|1"

  @Test func aFixedPCDStandsForTheGUIDInIt() throws {
    var diagnostics = DiagnosticList()
    let words = try Self.words(
      "[Depex]\n  gPkg.A\n[FixedPcd]\n  gPkg.A", dec: Self.guidInPCD, diagnostics: &diagnostics)
    #expect(words == "gPkg.A")
    #expect(diagnostics.all.isEmpty)
  }

  @Test func aPatchablePCDDoesNot() throws {
    var diagnostics = DiagnosticList()
    _ = try Self.words(
      "[Depex]\n  gPkg.A\n[PatchPcd]\n  gPkg.A", dec: Self.guidInPCD, diagnostics: &diagnostics)
    #expect(diagnostics.all.map(\.code.name) == ["depex-pcd"])
  }
}
