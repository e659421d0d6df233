import Diagnostics
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import PlatformModel

/// Where headers are looked for: `IncludePathList` and `SourceFileList` of edk2's ModuleAutoGen.py.
@Suite struct IncludePathResolverTests {
  /// The folders of `Pkg/Dxe.inf`, which names `Pkg/Pkg.dec` and `Other/Other.dec`.
  ///
  /// - Parameter common: [Packages] of the DSC.
  private static func folders(
    sources: [String], common: [String] = [], dec: String = "", other: String = ""
  ) throws -> [IncludeFolder] {
    var workspace = Workspace(
      "[Components]\n  Pkg/Dxe.inf", [.module("Dxe", "[Packages]\n  Other/Other.dec")], dec: dec)
    for name in ["Other", "Third"] {
      workspace.texts["\(name)/\(name).dec"] = """
        [Defines]
          DEC_SPECIFICATION = 0x00010005
          PACKAGE_NAME = \(name)
          PACKAGE_GUID = 12345678-1234-1234-1234-123456789013
          PACKAGE_VERSION = 1.0
        \(name == "Other" ? other : "")

        """
    }
    var fixture = try ArchitectureFixture(workspace)
    let seen = fixture.view("Dxe")
    let view = try #require(seen)
    let place = SourceRange(SourceFile(path: "Main.dsc", bytes: []), 0..<0)
    var packages: [PackageView] = []
    for path in common {
      let package = fixture.store.package(Located(path, at: place), &fixture.diagnostics)
      packages.append(try #require(package))
    }
    let sources = sources.map {
      BuildSource(name: Located($0, at: place), path: TreePath.resolving($0, in: "Pkg"), toolCode: nil)
    }
    return IncludePathResolver(common: packages).folders(of: view, sources: sources)
  }

  @Test func theModulesFolderComesBeforeItsPackages() throws {
    #expect(
      try Self.folders(sources: ["A.c"], dec: "[Includes]\n  Include", other: "[Includes]\n  Include") == [
        .workspace("Pkg"), .generated, .workspace("Pkg/Include"), .workspace("Other"),
        .workspace("Other/Include"),
      ])
  }

  @Test func theFoldersOfSourcesComeFirstAndTheLastOfThemBeforeTheOthers() throws {
    #expect(
      try Self.folders(sources: ["X64/A.nasm", "Sub/B.c", "X64/C.nasm"]) == [
        .workspace("Pkg/Sub"), .workspace("Pkg/X64"), .workspace("Pkg"), .generated, .workspace("Other"),
      ])
  }

  @Test func includesOfAnotherArchitectureDoNotApply() throws {
    #expect(
      try Self.folders(sources: [], dec: "[Includes.IA32]\n  Include/Ia32\n[Includes.X64]\n  Include/X64")
        == [
          .workspace("Pkg"), .generated, .workspace("Pkg/Include/X64"), .workspace("Other"),
        ])
  }

  static let isPrivate = "[Includes.common.Private]\n  Private"

  @Test func privateIncludesAreForModulesInsideThePackage() throws {
    #expect(try Self.folders(sources: [], dec: Self.isPrivate).contains(.workspace("Pkg/Private")))
  }

  @Test func privateIncludesAreNotForModulesOutsideThePackage() throws {
    #expect(try !Self.folders(sources: [], other: Self.isPrivate).contains(.workspace("Other/Private")))
  }

  /// [Packages] of a DSC gives every module its headers.
  @Test func packagesOfTheDSCComeLast() throws {
    #expect(
      try Self.folders(sources: [], common: ["Third/Third.dec", "Pkg/Pkg.dec"]) == [
        .workspace("Pkg"), .generated, .workspace("Other"), .workspace("Third"),
      ])
  }
}
