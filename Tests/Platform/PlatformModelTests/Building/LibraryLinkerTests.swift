import Diagnostics
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// The linker by itself (EDK II DSC Specification, 2.5 and 3.8; `GetModuleLibInstances` of BaseTools).
@Suite struct LibraryLinkerTests {
  private static func workspace(
    _ classes: String, component: String = "", _ manifests: [Manifest]
  ) -> Workspace {
    Workspace("[LibraryClasses]\n\(classes)\n[Components]\n  Pkg/Dxe.inf \(component)", manifests)
  }

  static let twoDeep = workspace(
    "  Near|Pkg/Near.inf\n  Far|Pkg/Far.inf",
    [.library("Near", "Near", uses: "Far"), .library("Far", "Far"), .module("Dxe", uses: "Near")])

  @Test func aLibraryBringsTheLibrariesThatItWants() throws {
    var fixture = try ArchitectureFixture(Self.twoDeep)
    let linkedUses = fixture.link("Dxe")
    let uses = try #require(linkedUses)
    let far = try #require(uses.first { $0.reason == .libraryClass("Far") })
    let near = try #require(uses.first { $0.reason == .libraryClass("Near") })
    #expect(uses.count == 2)
    #expect(far.wantedBy == "Pkg/Near.inf")
    #expect(near.wantedBy == "Pkg/Dxe.inf")
    #expect(fixture.store[far.library].path == "Pkg/Far.inf")
  }

  @Test func twoModulesLinkOneInstance() throws {
    let workspace = Workspace(
      "[LibraryClasses]\n  L|Pkg/Lib.inf\n[Components]\n  Pkg/One.inf\n  Pkg/Two.inf",
      [.library("Lib", "L"), .module("One", uses: "L"), .module("Two", uses: "L")])
    var fixture = try ArchitectureFixture(workspace)
    let linkedOne = fixture.link("One")
    let one = try #require(linkedOne?.first)
    let linkedTwo = fixture.link("Two")
    let two = try #require(linkedTwo?.first)
    #expect(one.library == two.library)
    #expect(fixture.store.libraries.count == 1)
  }

  /// edk2 lists it once for each class.
  @Test func anInstanceOfTwoClassesIsOneLibrary() throws {
    let workspace = Self.workspace(
      "  A|Pkg/Both.inf\n  B|Pkg/Both.inf", [.library("Both", "A"), .module("Dxe", uses: "A B")])
    var fixture = try ArchitectureFixture(workspace)
    let linked = fixture.link("Dxe")
    let uses = try #require(linked)
    #expect(Set(uses.map(\.library)).count == 1)
    #expect(fixture.store.libraries.count == 1)
  }

  static let unasked = workspace(
    "  NULL|Pkg/Platform.inf", component: "{\n  <LibraryClasses>\n    NULL|Pkg/Own.inf\n}",
    [.library("Platform", "NULL"), .library("Own", "Own"), .module("Dxe")])

  @Test func librariesWithoutAClassAreLinkedUnasked() throws {
    var fixture = try ArchitectureFixture(Self.unasked)
    let linkedUses = fixture.link("Dxe")
    let uses = try #require(linkedUses)
    #expect(uses.map(\.reason) == [.null, .null])
    #expect(Set(fixture.names(uses) ?? []) == ["Platform", "Own"])
    #expect(uses.first?.libraryClass == "NULL")
    #expect(uses.first?.wantedBy == "Pkg/Dxe.inf")
  }

  @Test func aClassOfTheNameNullIsNoReason() throws {
    // A library class may begin with the letters NULL, such as those of a mock.
    let workspace = Self.workspace(
      "  NULLIFY|Pkg/Lib.inf", [.library("Lib", "NULLIFY"), .module("Dxe", uses: "NULLIFY")])
    var fixture = try ArchitectureFixture(workspace)
    let uses = fixture.link("Dxe")
    #expect(uses?.map(\.reason) == [.libraryClass("NULLIFY")])
  }

  @Test func theComponentsInstanceOverridesThePlatforms() throws {
    let workspace = Self.workspace(
      "  L|Pkg/Common.inf", component: "{\n  <LibraryClasses>\n    L|Pkg/Mine.inf\n}",
      [.library("Common", "L"), .library("Mine", "L"), .module("Dxe", uses: "L")])
    var fixture = try ArchitectureFixture(workspace)
    let linkedUse = fixture.link("Dxe")
    let use = try #require(linkedUse?.first)
    #expect(use.instance.value == "Pkg/Mine.inf")
    #expect(use.instance.overrode.map(\.value) == ["Pkg/Common.inf"])
  }

  @Test func aMissingClassDoesNotHideTheOthers() throws {
    var fixture = try ArchitectureFixture(
      Self.workspace(
        "  L|Pkg/Lib.inf",
        [.library("Lib", "L"), .module("Dxe", uses: "Missing L AlsoMissing")]))
    let uses = fixture.link("Dxe")
    #expect(fixture.codes == ["library-class-unresolved", "library-class-unresolved"])
    #expect(fixture.names(uses) == ["Lib"])
  }

  @Test func aLibraryThatIsAComponentLinksNothing() throws {
    let workspace = Workspace(
      "[Components]\n  Pkg/Lib.inf", [.library("Lib", "L", uses: "Nowhere")])
    var fixture = try ArchitectureFixture(workspace)
    let uses = fixture.link("Lib")
    #expect(uses?.isEmpty == true)
    #expect(fixture.codes == [])
  }

  // MARK: Order

  private static func ids(_ indices: Int...) -> [LibraryID] { indices.map { LibraryID(index: $0) } }

  @Test func aUsedLibraryIsConstructedBeforeItsUser() throws {
    // 0 uses 1, 1 uses 2.
    let users = [LibraryID(index: 1): Self.ids(0), LibraryID(index: 2): Self.ids(1)]
    var order = LibraryOrder(Self.ids(0, 1, 2), users: users) { _ in true }
    #expect(try order.sorted() == Self.ids(2, 1, 0))
  }

  @Test func aCircleOfConstructorsNamesTheUsers() throws {
    let users = [LibraryID(index: 0): Self.ids(1), LibraryID(index: 1): Self.ids(0)]
    var order = LibraryOrder(Self.ids(0, 1), users: users) { _ in true }
    let circle = #expect(throws: LibraryOrder.Circle.self) { try order.sorted() }
    #expect(circle?.library == LibraryID(index: 0))
    #expect(circle?.users == Self.ids(1))
  }

  @Test func aCircleWithoutConstructorsHasEveryLibraryOnce() throws {
    let users = [LibraryID(index: 0): Self.ids(1), LibraryID(index: 1): Self.ids(0)]
    var order = LibraryOrder(Self.ids(0, 1), users: users) { _ in false }
    #expect(Set(try order.sorted()) == Set(Self.ids(0, 1)))
  }
}
