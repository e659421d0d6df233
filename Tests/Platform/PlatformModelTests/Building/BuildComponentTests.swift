import Bytes
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// Which lines of [Components] are built (EDK II DSC Specification, 3.11).
@Suite struct BuildComponentTests {
  private static func components(_ lines: String, _ architecture: Architecture = .x64) throws
    -> [BuildComponent]
  {
    let fixture = try ArchitectureFixture(Workspace(lines, [.module("One"), .module("Two")]), architecture)
    return fixture.store.components(of: fixture.dsc)
  }

  private static let narrow = "[Components]\n  Pkg/One.inf\n[Components.IA32]\n  Pkg/Two.inf"

  @Test func theyAreThoseOfTheArchitecture() throws {
    #expect(try Self.components(Self.narrow, .x64).map(\.module.path.text) == ["Pkg/One.inf"])
    #expect(
      try Self.components(Self.narrow, .ia32).map(\.module.path.text) == ["Pkg/One.inf", "Pkg/Two.inf"])
  }

  @Test func ofOneModuleTwiceTheLastIsBuilt() throws {
    let components = try Self.components(
      "[Components]\n  Pkg/One.inf\n  Pkg/Two.inf\n  Pkg/One.inf {\n    <Defines>\n  }")
    #expect(components.map(\.module.path.text) == ["Pkg/Two.inf", "Pkg/One.inf"])
  }

  @Test func aCopyUnderAnotherFileGUIDIsBuiltToo() throws {
    let guid = "99999999-0000-0000-0000-000000000002"
    let components = try Self.components(
      "[Components]\n  Pkg/One.inf\n  Pkg/One.inf {\n    <Defines>\n      FILE_GUID = \(guid)\n  }")
    #expect(components.map(\.module.fileGUID.description) == [Manifest.guid("One"), guid])
  }

  @Test func aModuleThatCannotBeReadIsLeftOut() throws {
    #expect(
      try Self.components("[Components]\n  Pkg/Gone.inf\n  Pkg/One.inf").map(\.module.baseName) == ["One"])
  }
}
