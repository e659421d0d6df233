import Diagnostics
import Host
import Manifests
import TestSupport
import Testing
import Vocabulary

@testable import KilnDriver

/// target.txt and the command line; expectations are those of edk2's TargetTxtClassObject.py and build.py.
@Suite struct TargetDefaultsTests {
  private static func defaults(_ text: String) throws -> TargetDefaults {
    try TargetDefaults(
      TargetConfiguration(parsing: SourceFile(path: "Conf/target.txt", bytes: Array(text.utf8))))
  }

  @Test func valuesAreRead() throws {
    let found = try Self.defaults(
      """
      ACTIVE_PLATFORM = OvmfPkg\\OvmfPkgX64.dsc
      TARGET = DEBUG\tRELEASE
      TARGET_ARCH = IA32 X64
      TOOL_CHAIN_TAG = GCC5 CLANG38
      MAX_CONCURRENT_THREAD_NUMBER = 0x10
      """)
    #expect(found.platform == "OvmfPkg/OvmfPkgX64.dsc")
    #expect(found.targets == [.debug, .release])
    #expect(found.architectures.map(\.name) == ["IA32", "X64"])
    #expect(found.toolchains == ["GCC5", "CLANG38"])
    #expect(found.jobs == 16)
  }

  @Test func zeroThreadsLeaveItToTheMachine() throws {
    #expect(try Self.defaults("MAX_CONCURRENT_THREAD_NUMBER = 0\n").jobs == nil)
    #expect(try Self.defaults("MAX_CONCURRENT_THREAD_NUMBER =\n").jobs == nil)
  }

  @Test(arguments: ["many", "-1", "0xG", "4 5"])
  func threadsThatAreNoNumber(text: String) {
    #expect {
      try Self.defaults("MAX_CONCURRENT_THREAD_NUMBER = \(text)\n")
    } throws: {
      ($0 as? DiagnosticError)?.diagnostics.map(\.code) == [.targetTextMalformed]
    }
  }

  private static func selection(target: BuildTarget? = nil, toolchain: String? = nil) -> PlatformSelection {
    PlatformSelection(
      platform: nil, workspace: nil, packagesPath: nil, architectures: [], target: target,
      toolchain: toolchain, defines: [], pcds: [])
  }

  @Test func theCommandLineCountsBeforeTargetText() throws {
    var selection = Self.selection()
    #expect(selection.target == .release)
    #expect(selection.toolchain == "GCC5")
    selection.defaults = try Self.defaults(
      "ACTIVE_PLATFORM = A.dsc\nTARGET = NOOPT\nTOOL_CHAIN_TAG = GCC49\n")
    #expect(selection.platform == "A.dsc")
    #expect(selection.target == .noopt)
    #expect(selection.toolchain == "GCC49")
    selection.givenPlatform = "B.dsc"
    selection.givenTarget = .debug
    selection.givenToolchain = "CLANG38"
    #expect(selection.platform == "B.dsc")
    #expect(selection.target == .debug)
    #expect(selection.toolchain == "CLANG38")
  }

  private static func tools(_ lines: String...) -> ToolsDefinition {
    var diagnostics = DiagnosticList()
    let file = SourceFile(path: "Conf/tools_def.txt", bytes: Array(lines.joined(separator: "\n").utf8))
    return ToolsDefinition(
      parsing: file, environment: [:], files: FileSystem(), roots: WorkspaceRoots(["."]),
      diagnostics: &diagnostics)
  }

  private static let gcc5 = "*_GCC5_*_*_FAMILY = GCC"
  private static let gcc = "*_GCC_*_*_FAMILY = GCC"
  private static let visualStudio = "*_VS2019_*_*_FAMILY = MSFT"

  @Test func theTreesToolChainIsTheDefault() {
    let selection = Self.selection()
    #expect(ToolchainChoice(selection, Self.tools(Self.gcc5, Self.gcc)).tag == "GCC5")
    #expect(ToolchainChoice(selection, Self.tools(Self.gcc)).tag == "GCC")
    #expect(ToolchainChoice(selection, Self.tools(Self.visualStudio)).tag == "GCC5")
  }

  @Test func aGivenToolChainIsNotReplaced() {
    let choice = ToolchainChoice(Self.selection(toolchain: "GCC5"), Self.tools(Self.gcc))
    #expect(choice.tag == "GCC5")
    #expect(choice.warnings.isEmpty)
  }

  /// edk2 warns of those that are not defined, and builds with the others.
  @Test func theFirstDefinedToolChainOfTargetTextCounts() throws {
    var selection = Self.selection()
    selection.defaults = try Self.defaults("TOOL_CHAIN_TAG = NOSUCH GCC\n")
    #expect(ToolchainChoice(selection, Self.tools(Self.gcc5, Self.gcc)).tag == "GCC")
    selection.defaults = try Self.defaults("TOOL_CHAIN_TAG = NOSUCH\n")
    #expect(ToolchainChoice(selection, Self.tools(Self.gcc5)).tag == "NOSUCH")
  }

  @Test func aToolChainOfAnotherFamilyIsPassedOver() throws {
    var selection = Self.selection()
    selection.defaults = try Self.defaults("TOOL_CHAIN_TAG = VS2019\n")
    let choice = ToolchainChoice(selection, Self.tools(Self.gcc5, Self.visualStudio))
    #expect(choice.tag == "GCC5")
    #expect(choice.warnings.map(\.code) == [.targetTextUnsuited])
  }

  @Test func targetsAreThoseOfToolsDef() throws {
    let tools = Self.tools(Self.gcc5, "FAST_GCC5_X64_CC_FLAGS = -O3")
    func check(_ name: String) throws {
      try ToolchainChoice(Self.selection(target: BuildTarget(name)), tools).checkTarget()
    }
    for name in ["DEBUG", "RELEASE", "NOOPT", "FAST"] { try check(name) }
    #expect {
      try check("release")
    } throws: {
      let found = ($0 as? DiagnosticError)?.diagnostics ?? []
      return found.map(\.code) == [.targetUnknown]
        && found[0].fix?.contains("DEBUG, FAST, NOOPT, RELEASE") == true
    }
  }
}
