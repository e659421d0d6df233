import AutoGen
import BaseTools
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// What AutoGen.h has in newer trees: stack cookies, and a declaration for SEC.
@Suite struct StackCookieTests {
  private struct Versioned: ManifestFiles {
    var version = "0x00010005"

    func read(_ path: String) -> ManifestFileContents {
      guard case .bytes(let bytes) = EdgeWorkspace().read(path) else { return .missing }
      let text = String(decoding: bytes, as: UTF8.self)
      return .bytes(Array(text.replacing("INF_VERSION = 0x00010005", with: "INF_VERSION = \(version)").utf8))
    }
  }

  private func header(
    _ module: String, _ release: EDK2Release, version: String = "1.30", architecture: Architecture = "X64",
    cookies: StackCookies = StackCookies()
  ) throws -> String {
    var configuration = BuildConfiguration(architectures: [architecture])
    configuration.baseTools = BaseToolsRevision(release)
    let tree = try GeneratedTree(
      EdgeWorkspace.dsc, configuration, files: Versioned(version: version), root: "/w",
      random: RandomInputs(cookies: cookies),
      isWanted: { $0.baseName == module })
    return tree["\(architecture)/EdgePkg/\(module)/DEBUG/AutoGen.h"]
  }

  private func cookie(
    _ module: String, _ release: EDK2Release = .stable202411, architecture: Architecture = "X64",
    cookies: StackCookies = StackCookies()
  ) throws -> Substring? {
    try header(module, release, architecture: architecture, cookies: cookies).split(separator: "\n").first {
      $0.hasPrefix("#define STACK_COOKIE_VALUE 0x")
    }
  }

  /// Without the files of edk2's `build`, every module has another one, the same in every build.
  @Test func everyModuleHasItsOwn() throws {
    let one = try #require(try cookie("Driver1"))
    #expect(one.hasSuffix("ULL"))
    #expect(try cookie("Driver1") == one)
    #expect(try cookie("Driver2") != one)
    #expect(try cookie("Driver1", .stable202408) == nil)
  }

  /// With them, the value that GenC.py takes: `hash(Guid) % len(list)`. What is expected was printed by Python 3.11 with
  /// PYTHONHASHSEED=1.
  @Test(arguments: [
    ("1C4CA056-8FEA-413C-89D2-59A7E22847B3", 27), ("2b24dc50-e33d-4c9f-8b62-e826f06e483f", 5),
    ("df1ccef6-f301-4a63-9661-fc6030dcc880", 52),
  ]) func theFilesOfBuildDecide(guid: String, index: UInt64) throws {
    let script = "print(hash('\(guid)') % 100)"
    let python = try Program.run(
      "/usr/bin/env", ["PYTHONHASHSEED=1", "python3", "-c", script]
    ).output
    #expect(python == "\(index)\n")
    let cookies = StackCookies(values32: Array(1000..<1100), values64: Array(0..<100))
    #expect(cookies.value(guid: guid, architecture: .x64) == index)
    #expect(cookies.value(guid: guid, architecture: .ia32) == 1000 + index)
  }

  @Test func aListOfOneNumberIsForAll() throws {
    let cookies = StackCookies(values32: [0xAB], values64: [UInt64.max])
    #expect(try cookie("Driver1", cookies: cookies) == "#define STACK_COOKIE_VALUE 0xFFFFFFFFFFFFFFFFULL")
    #expect(cookies.value(guid: "any", architecture: .ia32) == 0xAB)
  }

  /// SEC has no entry point library that would declare the function; edk2 does it from INF_VERSION 1.30 on.
  @Test(arguments: [("1.30", true), ("0x0001001E", true), ("1.5", false), ("0x00010005", false)])
  func secCallsItsConstructors(version: String, declares: Bool) throws {
    let declaration = "VOID\nEFIAPI\nProcessLibraryConstructorList (\n  VOID\n  );\n"
    #expect(try header("Security", .stable202405, version: version).contains(declaration) == declares)
    #expect(try !header("Driver1", .stable202405, version: version).contains(declaration))
    #expect(try !header("Security", .stable202402, version: version).contains(declaration))
  }
}
