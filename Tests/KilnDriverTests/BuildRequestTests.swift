import Diagnostics
import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import KilnDriver

/// The builds of one `kiln build`, and edk2's options; expectations are those of edk2's build.py and buildoptions.py.
@Suite struct BuildRequestTests {
  private static func request(
    targets: [String] = [], toolchains: [String] = [], extent: BuildExtent = .everything,
    module: String? = nil, options: [EDK2Option.Name] = []
  ) -> BuildRequest {
    BuildRequest(
      PlatformSelection(
        platform: "A.dsc", workspace: nil, packagesPath: nil, architectures: [], target: nil, toolchain: nil,
        defines: [], pcds: []),
      targets: targets, toolchains: toolchains, extent: extent, module: module, edk2Options: options)
  }

  @Test func eachTargetIsBuiltWithEachToolChain() {
    let variants = Self.request(
      targets: ["DEBUG", "RELEASE", "DEBUG"], toolchains: ["GCC5", "CLANG38", "GCC5"]
    ).variants(TargetDefaults())
    #expect(variants.map(\.name) == ["DEBUG_GCC5", "DEBUG_CLANG38", "RELEASE_GCC5", "RELEASE_CLANG38"])
    #expect(variants[1].selection.target == .debug)
    #expect(variants[1].selection.toolchain == "CLANG38")
  }

  @Test func withoutOptionsThereIsOneBuildAndNothingIsGiven() {
    let variants = Self.request().variants(TargetDefaults())
    #expect(variants.map(\.name) == ["RELEASE"])
    #expect(variants[0].selection.givenTarget == nil)
    #expect(variants[0].selection.givenToolchain == nil)
  }

  @Test func targetTextMayNameSeveral() {
    var defaults = TargetDefaults()
    defaults.targets = [.debug, .release]
    defaults.toolchains = ["GCC5"]
    #expect(Self.request().variants(defaults).map(\.name) == ["DEBUG", "RELEASE"])
    // The command line counts before it.
    #expect(Self.request(targets: ["NOOPT"]).variants(defaults).map(\.name) == ["NOOPT"])
    #expect(Self.request(toolchains: ["GCC"]).variants(defaults).map(\.name) == ["DEBUG_GCC", "RELEASE_GCC"])
  }

  @Test func summaries() {
    let names = ["A", "B", "C"]
    #expect(BuildRequest.summary(names, [.fine, .fine, .fine]) == "built 3 of 3: A, B, C")
    #expect(BuildRequest.summary(names, [.fine, .error]) == "built 1 of 3: A; failed: B; not built: C")
    #expect(BuildRequest.summary(names, [.overBudget]) == "built 0 of 3: none; failed: A; not built: B, C")
  }

  @Test func refusedOptionsNameTheAlternative() {
    #expect {
      _ = try Self.request(options: [.silent, .flag]).check(isPrebuilt: false)
    } throws: {
      let found = ($0 as? DiagnosticError)?.diagnostics ?? []
      return found.map(\.code) == [.buildOptionRefused]
        && found[0].message.hasPrefix("kiln build does not have edk2's -F, --flag: write")
    }
  }

  @Test func ignoredOptionsAreNotedWhereTheyWouldMislead() throws {
    let notes = try Self.request(options: [.hash, .skipAutoGen, .commandLength]).check(isPrebuilt: false)
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("-u has no effect") == true)
  }

  @Test(arguments: [BuildExtent.images, .clean, .cleanLibraries])
  func aModuleIsOnlyCompiled(extent: BuildExtent) {
    #expect(throws: DiagnosticError.self) {
      _ = try Self.request(extent: extent, module: "A.inf").check(isPrebuilt: false)
    }
  }

  /// Every option that edk2's parser has is in the table, with all its names, and no other.
  @Test func theTableHasEveryOptionOfEDK2() throws {
    let source = try String(
      contentsOfFile: Provided.edk2() + "/BaseTools/Source/Python/build/buildoptions.py", encoding: .utf8)
    var theirs: [[String]] = source.matches(
      of: /add_option\(("-[^"]*"(?:, "--[^"]*")?)/
    ).map { $0.1.replacingOccurrences(of: "\"", with: "").components(separatedBy: ", ") }
    // What optparse adds by itself.
    theirs += [["--version"], ["-h", "--help"]]
    let ours = EDK2Option.all.map(\.names)
    #expect(Set(ours) == Set(theirs))
    #expect(ours.count == theirs.count)
    #expect(Set(EDK2Option.Name.allCases) == Set(EDK2Option.all.map(\.name)))
    let words = try #require(source.firstMatch(of: /\[options\] \[([a-z|]+)\]/))
    #expect(Set(EDK2Word.all.map(\.name)) == Set(words.1.split(separator: "|").map(String.init)))
  }

  @Test func thePageIsUpToDate() throws {
    let path = "\(Provided.root)/Documentation/edk2-build-options.md"
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      written == EDK2OptionPage.markdown,
      "write it with: kiln tool build-options-markdown > Documentation/edk2-build-options.md")
  }

  @Test func wordsHaveNoCase() {
    #expect(BuildExtent(word: "ALL") == .everything)
    #expect(BuildExtent(word: "CleanAll") == .clean)
    #expect(BuildExtent(word: "cleanlib") == .cleanLibraries)
    #expect(BuildExtent(word: "run") == nil)
  }
}
