import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

/// Options with which a platform reads a line.
@Suite struct ConfigurationSearchTests {
  private static let head = """
    [Defines]
      PLATFORM_NAME = P
      SUPPORTED_ARCHITECTURES = IA32|X64
      DEFINE OFF = FALSE
      DEFINE ON = TRUE
      DEFINE SIZE = 4096
    """

  private func read(
    _ text: String, _ change: ConfigurationChange = .init(), _ others: [String: String] = [:],
    families: Set<String> = ["GCC"]
  ) throws -> PlatformReading {
    var texts = others
    texts["ws/P.dsc"] = text
    let configuration = BuildConfiguration(
      architectures: change.architectures ?? ["X64"], target: change.target ?? .release,
      toolchain: change.toolchain ?? "GCC5", defines: change.defines.map { (name: $0, value: $1) },
      pcds: change.pcds.map { (name: $0, value: $1) })
    return try #require(
      PlatformResolver.read(
        "ws/P.dsc", configuration: configuration, families: families, files: FilesInMemory(texts: texts),
        roots: WorkspaceRoots(["ws"])))
  }

  /// The first proposal for the line `here` that the platform then really reads.
  private func options(_ text: String, _ others: [String: String] = [:], in file: String = "P.dsc") throws
    -> [String]?
  {
    let path = "ws/\(file)"
    let whole = Self.head + "\n" + text
    var texts = others
    texts["ws/P.dsc"] = whole
    let reading = try read(whole, .init(), others)
    let scan = BranchScan(Array((texts[path] ?? "").utf8), file.contains(".fdf") ? .fdf : .dsc)
    let line = try #require(scan.lines.first { $0.text.hasPrefix("here") })
    #expect(!reading.lines(of: path).read.contains(line.offset))
    var routes = LineRoutes(reading, files: FilesInMemory(texts: texts))
    for way in routes.routes(to: path, line.ways[0]) {
      for change in ConfigurationSearch(reading, toolchains: ["CLANGDWARF", "GCC5"]).proposals(way) {
        if try read(whole, change, others).lines(of: path).read.contains(line.offset) { return change.words }
      }
    }
    return nil
  }

  @Test(arguments: [
    ("$(OFF)", "-D OFF=TRUE"), ("$(OFF) == TRUE", "-D OFF=TRUE"), ("$(ON) == FALSE", "-D ON=FALSE"),
    ("!$(ON)", "-D ON=FALSE"), ("NOT $(ON)", "-D ON=FALSE"), ("$(ON) != TRUE", "-D ON=FALSE"),
    ("$(SIZE) == 1024", "-D SIZE=1024"), ("$(SIZE) < 2048", "-D SIZE=2047"),
    ("$(SIZE) >= 8192", "-D SIZE=8192"), ("$(SIZE) > 8192", "-D SIZE=8193"),
    ("\"x\" == $(NEW)", "-D NEW=x"), ("$(OFF) == TRUE AND $(NEW) == 3", "-D NEW=3 -D OFF=TRUE"),
    ("($(OFF) == TRUE) || ($(NEW) == 3)", "-D OFF=TRUE"), ("$(TARGET) == DEBUG", "-b DEBUG"),
    ("$(TOOL_CHAIN_TAG) == CLANGDWARF", "-t CLANGDWARF"), ("\"IA32\" IN $(ARCH)", "-a IA32"),
  ])
  func aCondition(condition: String, options: String) throws {
    #expect(try self.options("!if \(condition)\nhere = 1\n!endif\n")?.joined(separator: " ") == options)
  }

  @Test(arguments: [("!ifdef NEW", "-D NEW=TRUE"), ("!ifdef $(NEW)", "-D NEW=TRUE")])
  func aDefinition(directive: String, options: String) throws {
    #expect(try self.options("\(directive)\nhere = 1\n!endif\n")?.joined(separator: " ") == options)
  }

  @Test func theElseOfAChain() throws {
    let text = "!if $(ON)\none = 1\n!elseif $(SIZE) == 4096\ntwo = 2\n!else\nhere = 3\n!endif\n"
    let options = try #require(try options(text))
    #expect(options.count == 4)
    #expect(options.contains("ON=FALSE"))
  }

  @Test func nestedConditions() throws {
    let text = "!if $(OFF)\n!if $(SIZE) == 2048\nhere = 1\n!endif\n!endif\n"
    #expect(try options(text) == ["-D", "OFF=TRUE", "-D", "SIZE=2048"])
  }

  @Test func aPCDInACondition() throws {
    let text = "[PcdsFeatureFlag]\n  gPkg.PcdWake|FALSE\n!if gPkg.PcdWake == TRUE\n  here.x|1\n!endif\n"
    #expect(try options(text) == ["--pcd", "gPkg.PcdWake=TRUE"])
  }

  @Test func throughAnIncludeThatIsNotTaken() throws {
    let text = "!if $(OFF)\n!include More.inc\n!endif\n"
    let more = "!if $(NEW) == 7\nhere = 1\n!endif\n"
    #expect(
      try options(text, ["ws/More.inc": more], in: "More.inc") == ["-D", "NEW=7", "-D", "OFF=TRUE"])
  }

  /// The FDF has what the DSC defines, and asks for macros of its own.
  @Test func aConditionOfTheFDFAlone() throws {
    let text = "  FLASH_DEFINITION = P.fdf\n"
    let fdf = "[Defines]\n!if $(OFF) == TRUE\n!ifdef LATE\nhere = 1\n!endif\n!endif\n"
    #expect(try options(text, ["ws/P.fdf": fdf], in: "P.fdf") == ["-D", "LATE=TRUE", "-D", "OFF=TRUE"])
  }

  @Test(arguments: ["FALSE", "$(ON) == TRUE AND $(ON) == FALSE", "$(WORKSPACE) == \"elsewhere\""])
  func whatNothingMakesTrue(condition: String) throws {
    #expect(try options("!if \(condition)\nhere = 1\n!endif\n") == nil)
  }

  @Test func aMacroThatIsDefinedCannotBeUndefined() throws {
    #expect(try options("!ifndef ON\nhere = 1\n!endif\n") == nil)
  }

  // MARK: lines that are read but are for something else

  private func distance(
    _ text: String, _ change: ConfigurationChange = .init(), families: Set<String> = ["GCC"]
  ) throws
    -> PlatformReading.Distance?
  {
    let whole = Self.head + "\n" + text
    let scan = BranchScan(Array(whole.utf8), .dsc)
    let line = try #require(scan.lines.last)
    return try read(whole, change, families: families).lines(of: "ws/P.dsc").distant[line.offset]
  }

  @Test(arguments: [
    "LibraryClasses.IA32", "Components.IA32", "PcdsFixedAtBuild.IA32", "BuildOptions.IA32.EDKII",
  ])
  func aSectionForAnotherArchitecture(section: String) throws {
    let text = "[\(section)]\n  GCC:*_*_*_CC_FLAGS = -x\n"
    #expect(try distance(text) == .architectures(["IA32"]))
    var change = ConfigurationChange()
    change.architectures = ["IA32"]
    #expect(try distance(text, change) == nil)
  }

  @Test func aSectionForSeveral() throws {
    #expect(try distance("[LibraryClasses.IA32, LibraryClasses.common.SEC]\n  A|B.inf\n") == nil)
  }

  @Test func anOptionForAnotherTarget() throws {
    let text = "[BuildOptions]\n  DEBUG_*_*_CC_FLAGS = -x\n"
    #expect(
      try distance(text) == .option(family: nil, target: "DEBUG", toolchain: nil, architecture: nil))
    var change = ConfigurationChange()
    change.target = .debug
    #expect(try distance(text, change) == nil)
  }

  @Test func anOptionForAnotherFamily() throws {
    let text = "[BuildOptions]\n  MSFT:*_*_*_CC_FLAGS = -x\n"
    #expect(
      try distance(text) == .option(family: "MSFT", target: nil, toolchain: nil, architecture: nil))
    #expect(try distance(text, families: ["MSFT"]) == nil)
  }
}
