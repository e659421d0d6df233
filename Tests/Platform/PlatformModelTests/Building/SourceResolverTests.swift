import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// [Sources] and [Binaries] of one module (EDK II INF Specification, 3.9 and 3.15).
@Suite struct SourceResolverTests {
  private static func resolver(family: String = "GCC", ruleFamily: String = "GCC") -> SourceResolver {
    SourceResolver(
      architecture: .x64, target: .release,
      toolchain: Toolchain(tag: "GCC5", family: family, buildRuleFamily: ruleFamily),
      expressions: ExpressionEnvironment())
  }

  private static func sources(
    _ lines: String, _ resolver: SourceResolver = resolver(), section: String = "Sources"
  ) throws -> [BuildSource] {
    var fixture = try PCDFixture(
      Workspace(
        "[Components]\n  Pkg/Dxe.inf",
        [.module("Dxe", "[\(section)]\n\(lines)\n[FeaturePcd]\n  gPkg.On\n  gPkg.Off")],
        dec: "[PcdsFeatureFlag]\n gPkg.On|TRUE|BOOLEAN|1\n gPkg.Off|FALSE|BOOLEAN|2"))
    let view = try #require(fixture.components.first?.view)
    let uses = fixture.uses()
    let sources = resolver.sources(of: view, values: uses, &fixture.diagnostics)
    #expect(fixture.codes == [])
    return sources
  }

  @Test func pathsAreThoseOfTheWorkspace() throws {
    let sources = try Self.sources("  X64/A.nasm\n  ../Other/B.c")
    #expect(sources.map(\.path) == ["Pkg/X64/A.nasm", "Other/B.c"])
    #expect(sources.map(\.name.value) == ["X64/A.nasm", "../Other/B.c"])
  }

  @Test func aSectionForAnotherArchitectureDoesNotApply() throws {
    #expect(try Self.sources("  A.c", section: "Sources.IA32").isEmpty)
  }

  @Test(arguments: [
    ("A.c", true), ("A.c | GCC", true), ("A.c | MSFT", false), ("A.c | *", true), ("A.c | * | GCC5", true),
    ("A.c | * | CLANGDWARF", false), ("A.c | GCC | GCC5", true), ("A.c | MSFT | GCC5", false),
  ])
  func familyAndTagMustBothFit(line: String, isBuilt: Bool) throws {
    #expect(try !Self.sources("  \(line)").isEmpty == isBuilt)
  }

  /// edk2 compares the family of a source with FAMILY and with BUILDRULEFAMILY of tools_def.
  @Test func theFamilyOfBuildRulesFitsToo() throws {
    let resolver = Self.resolver(family: "GCC", ruleFamily: "CLANGPDB")
    let sources = try Self.sources("  A.c | CLANGPDB\n  B.c | GCC\n  C.c | MSFT", resolver)
    #expect(sources.map(\.name.value) == ["A.c", "B.c"])
  }

  @Test func aFeatureFlagDecides() throws {
    let sources = try Self.sources(
      "  A.c | | | | gPkg.On\n  B.c | | | | gPkg.Off\n  C.c | | | | NOT gPkg.Off")
    #expect(sources.map(\.name.value) == ["A.c", "C.c"])
  }

  @Test func binariesAreThoseOfTheTarget() throws {
    let fixture = try PCDFixture(
      Workspace(
        "[Components]\n  Pkg/Dxe.inf",
        [
          .module(
            "Dxe",
            "[Binaries.X64]\n  PE32|X64/R.efi|RELEASE\n  PE32|X64/D.efi|DEBUG\n  BIN|All.bin|*\n[Binaries.IA32]\n  BIN|No.bin|*"
          )
        ]))
    let view = try #require(fixture.components.first?.view)
    let binaries = Self.resolver().binaries(of: view)
    #expect(binaries.map(\.path) == ["Pkg/X64/R.efi", "Pkg/All.bin"])
    #expect(binaries.map(\.type) == ["PE32", "BIN"])
  }
}
