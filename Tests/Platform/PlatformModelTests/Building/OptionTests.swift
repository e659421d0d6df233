import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// What a tool is given: tools_def, the INF, the DSC for all, for a module type, for one component.
/// `EDK2AgreementTests` asks edk2's own build about the same workspaces.
@Suite struct OptionTests {
  private static let toolsDefinition = """
    IDENTIFIER = Test
    *_ONE_*_*_FAMILY = GCC
    *_TWO_*_*_FAMILY = GCC
    *_TWO_*_*_BUILDRULEFAMILY = TWOS
    *_*_*_MAKE_PATH = make
    *_*_*_CC_PATH = cc
    *_*_*_CC_FLAGS = -def
    DEBUG_*_*_CC_FLAGS = -def-debug
    *_ONE_X64_CC_FLAGS = -def-one-x64
    *_*_*_DLINK_FLAGS = -link
    *_*_*_DLINK_PATH = ld

    """

  /// Every place with flags that name it.
  private static func workspace(toolchain: String, target: BuildTarget) -> Workspace {
    var workspace = Workspace(
      """
      [BuildOptions]
        *_*_*_CC_FLAGS = -dsc
        GCC:*_*_*_CC_FLAGS = -gcc
        TWOS:*_*_*_CC_FLAGS = -twos
        MSFT:*_*_*_CC_FLAGS = /msft
        DEBUG_*_*_CC_FLAGS = -debug
        *_ONE_*_CC_FLAGS = -one
        *_TWO_*_CC_FLAGS = -two
        *_*_IA32_CC_FLAGS = -ia32
        RELEASE_ONE_X64_CC_FLAGS = -release-one-x64
        *_*_*_DLINK_FLAGS == -all-new
        *_*_*_CC_PATH = mycc
      [BuildOptions.common.EDKII.UEFI_DRIVER]
        *_*_*_CC_FLAGS = -uefi
        GCC:*_*_*_DLINK_FLAGS = -uefi-link
      [BuildOptions.X64]
        *_*_*_CC_FLAGS = -only-x64
      [LibraryClasses]
        L|Pkg/Lib.inf
      [Components]
        Pkg/Plain.inf
        Pkg/Own.inf {
          <BuildOptions>
            *_*_*_CC_FLAGS = -component
            GCC:*_*_*_DLINK_FLAGS == -component-new
        }
        Pkg/Uefi.inf
        Pkg/New.inf {
          <BuildOptions>
            *_*_*_CC_FLAGS == -nothing-else
        }
      """,
      [
        .module("Plain", uses: "L"),
        .module("Own", "[BuildOptions]\n *_*_*_CC_FLAGS = -inf\n GCC:*_*_*_CC_FLAGS = -inf-gcc"),
        .module("Uefi", as: "UEFI_DRIVER", uses: "L", "[BuildOptions]\n *_*_*_CC_FLAGS == -inf-new"),
        .module("New"), .library("Lib", "L", "[BuildOptions]\n *_*_*_CC_FLAGS = -lib"),
      ])
    workspace.texts["Conf/tools_def.txt"] = toolsDefinition
    workspace.toolchain = toolchain
    workspace.target = target
    return workspace
  }

  static let all = ["ONE", "TWO"].flatMap { chain in
    [BuildTarget.release, .debug].map { workspace(toolchain: chain, target: $0) }
  }

  @Test func eachPlaceAddsToTheOnesBefore() throws {
    let outcome = Self.workspace(toolchain: "ONE", target: "RELEASE").build()
    let model = try #require(outcome.value, "\(outcome.diagnostics)")
    #expect(
      model.module("Plain")?.options["CC", "FLAGS"]
        == "-def-one-x64 -dsc -only-x64 -one -release-one-x64 -gcc")
    #expect(
      model.module("Own")?.options["CC", "FLAGS"]
        == "-def-one-x64 -inf -inf-gcc -dsc -only-x64 -one -release-one-x64 -gcc -component")
    #expect(model.module("Plain")?.options["CC", "PATH"] == "mycc")
    let library = try #require(model.architecture("X64")?.libraries.first)
    #expect(
      library.options["CC", "FLAGS"] == "-def-one-x64 -lib -dsc -only-x64 -one -release-one-x64 -gcc")
  }

  @Test func twoEqualsSignsReplaceWhatWasThere() throws {
    let model = try #require(Self.workspace(toolchain: "ONE", target: "RELEASE").build().value)
    #expect(model.module("New")?.options["CC", "FLAGS"] == "-nothing-else")
    #expect(model.module("Plain")?.options["DLINK", "FLAGS"] == "-all-new")
    #expect(model.module("Own")?.options["DLINK", "FLAGS"] == "-component-new")
    #expect(model.module("Uefi")?.options["DLINK", "FLAGS"] == "-all-new -uefi-link")
    let uefi = try #require(model.module("Uefi")?.options["CC", "FLAGS"])
    #expect(uefi.hasPrefix("-inf-new ") && uefi.hasSuffix(" -uefi"))
  }

  /// The build rule family counts where lines name it, else the family.
  @Test func families() throws {
    let model = try #require(Self.workspace(toolchain: "TWO", target: "DEBUG").build().value)
    #expect(model.toolchain.family == "GCC" && model.toolchain.buildRuleFamily == "TWOS")
    let flags = try #require(model.module("Plain")?.options["CC", "FLAGS"]).split(separator: " ")
    #expect(flags.contains("-twos") && !flags.contains("-gcc") && !flags.contains("/msft"))
    #expect(flags.contains("-debug") && flags.first == "-def-debug")
  }

  @Test func aPartKnowsWhereItWasWritten() throws {
    let model = try #require(Self.workspace(toolchain: "ONE", target: "RELEASE").build().value)
    let options = try #require(model.module("Own")).options.options
    let option = try #require(options.first { $0.key.tool == "CC" && $0.key.attribute == "FLAGS" }?.value)
    #expect(option.parts.first?.place.line == "Conf/tools_def.txt:9")
    #expect(option.parts.last?.place.line?.hasPrefix("Main.dsc:") == true)
  }
}
