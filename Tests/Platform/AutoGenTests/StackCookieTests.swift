import AutoGen
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// What AutoGen.h has besides in trees from edk2-stable202411 on: `EdgeWorkspace` with that tree's sign, the
/// library class that reports a broken cookie.
@Suite struct StackCookieTests {
  private struct Newer: ManifestFiles {
    var version = "1.30"

    func read(_ path: String) -> ManifestFileContents {
      guard case .bytes(let bytes) = EdgeWorkspace().read(path) else { return .missing }
      var text = String(decoding: bytes, as: UTF8.self)
      if path.hasSuffix(".dec") {
        text += "[LibraryClasses]\n  StackCheckFailureHookLib|Include/Edge.h\n"
      }
      text.replace("INF_VERSION = 0x00010005", with: "INF_VERSION = \(version)")
      return .bytes(Array(text.utf8))
    }
  }

  private func header(_ module: String, in files: some ManifestFiles, architecture: Architecture = "X64")
    throws
    -> String
  {
    let tree = try GeneratedTree(
      EdgeWorkspace.dsc, BuildConfiguration(architectures: [architecture]), files: files, root: "/w",
      isWanted: { $0.baseName == module })
    return tree["\(architecture)/EdgePkg/\(module)/DEBUG/AutoGen.h"]
  }

  private func cookie(_ module: String, in files: some ManifestFiles = Newer()) throws -> Substring? {
    try header(module, in: files).split(separator: "\n").first {
      $0.hasPrefix("#define STACK_COOKIE_VALUE 0x")
    }
  }

  /// Every module has another one, the same in every build.
  @Test func everyModuleHasItsOwn() throws {
    let one = try #require(try cookie("Driver1"))
    #expect(one.hasSuffix("ULL"))
    #expect(try cookie("Driver1") == one)
    #expect(try cookie("Driver2") != one)
    #expect(try cookie("Driver1", in: EdgeWorkspace()) == nil)
  }

  /// SEC has no entry point library that would declare the function; edk2 does it from INF_VERSION 1.30 on.
  @Test(arguments: [("1.30", true), ("0x0001001E", true), ("1.5", false), ("0x00010005", false)])
  func secCallsItsConstructors(version: String, declares: Bool) throws {
    let declaration = "VOID\nEFIAPI\nProcessLibraryConstructorList (\n  VOID\n  );\n"
    let text = try header("Security", in: Newer(version: version))
    #expect(text.contains(declaration) == declares)
    #expect(try !header("Driver1", in: Newer(version: version)).contains(declaration))
    #expect(try !header("Security", in: EdgeWorkspace()).contains(declaration))
  }
}
