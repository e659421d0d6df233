import Bytes
import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// INFs and DECs as one architecture sees them (EDK II INF Specification, 2.1 on section tags).
@Suite struct ManifestStoreTests {
  private static func fixture(_ sections: String = "", _ architecture: Architecture = .x64) throws
    -> ArchitectureFixture
  {
    try ArchitectureFixture(
      Workspace("[Components]\n  Pkg/Dxe.inf", [.module("Dxe", sections), .library("Lib", "L")]), architecture
    )
  }

  /// A place to ask from.
  private static let place = SourceRange(SourceFile(path: "Asker.inf", bytes: []), 0..<0)

  @Test func aPackageIsOneHoweverItIsSpelled() throws {
    var fixture = try Self.fixture()
    let first = fixture.store.package(Located("Pkg/Pkg.dec", at: Self.place), &fixture.diagnostics)
    let second = fixture.store.package(Located("Pkg//Pkg.dec", at: Self.place), &fixture.diagnostics)
    #expect(first != nil)
    #expect(first === second)
    #expect(fixture.store.packages.count == 1)
  }

  @Test func aLibraryHasOneIdentity() throws {
    var fixture = try Self.fixture()
    let first = fixture.store.library("Pkg/Lib.inf", at: Self.place, &fixture.diagnostics)
    let second = fixture.store.library("Pkg/Lib.inf", at: Self.place, &fixture.diagnostics)
    #expect(first != nil)
    #expect(first == second)
  }

  @Test func aMissingLibraryIsReportedOnce() throws {
    var fixture = try Self.fixture()
    let first = fixture.store.library("Pkg/Gone.inf", at: Self.place, &fixture.diagnostics)
    let second = fixture.store.library("Pkg/Gone.inf", at: Self.place, &fixture.diagnostics)
    #expect(first == nil)
    #expect(second == nil)
    #expect(fixture.codes == ["manifest-missing"])
  }

  static let classes = "[LibraryClasses]\n  Both\n  Both\n[LibraryClasses.IA32]\n  Narrow"

  @Test func aViewHasTheLinesOfItsArchitecture() throws {
    var fixture = try Self.fixture(Self.classes, .ia32)
    let view = fixture.view("Dxe")
    #expect(view?.libraryClasses.map(\.name) == ["Both", "Narrow"])
  }

  @Test func aViewLacksTheLinesOfOtherArchitectures() throws {
    var fixture = try Self.fixture(Self.classes, .x64)
    let view = fixture.view("Dxe")
    #expect(view?.libraryClasses.map(\.name) == ["Both"])
  }
}
