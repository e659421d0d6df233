import Comparison
import Diagnostics
import Manifests
import PlatformModel
import TestSupport

/// Platforms in memory that are nearly alike: a library class with two instances, a PCD, two drivers and a volume.
struct SmallPlatforms {
  /// By path below the workspace.
  var texts: [String: String]

  /// - Parameter platforms: sections of each DSC, by its name, behind those that all have.
  init(_ platforms: [String: String]) {
    texts = [
      "Pkg/Pkg.dec": SmallManifests.package(
        """
        [Protocols]
          gMade = { 0x11, 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }
        [LibraryClasses]
          TimeLib|Include/TimeLib.h
        [PcdsFixedAtBuild]
          gPkg.PcdWake|TRUE|BOOLEAN|0x1
        """),
      "Pkg/Maker.inf": Self.module("Maker", 1, "[Protocols]\n  gMade  ## PRODUCES\n[Depex]\n  TRUE"),
      "Pkg/User.inf": Self.module(
        "User", 2, "[LibraryClasses]\n  TimeLib\n[Pcd]\n  gPkg.PcdWake\n[Depex]\n  gMade"),
      "Pkg/Other.inf": Self.module("Other", 3, "[Depex]\n  TRUE"),
      "Pkg/Newer.inf": Self.module("Other", 4, "[Depex]\n  TRUE"),
      "Pkg/Slow.inf": Self.library("Slow", 5),
      "Pkg/Fast.inf": Self.library("Fast", 6),
    ]
    for (name, sections) in platforms { texts["\(name).dsc"] = SmallManifests.platform(name, sections) }
  }

  private static func module(_ name: String, _ number: Int, _ sections: String) -> String {
    inf(name, number, "MODULE_TYPE = DXE_DRIVER\n  ENTRY_POINT = Start", sections)
  }

  private static func library(_ name: String, _ number: Int) -> String {
    inf(name, number, "MODULE_TYPE = BASE\n  LIBRARY_CLASS = TimeLib", "")
  }

  private static func inf(_ name: String, _ number: Int, _ defines: String, _ sections: String) -> String {
    """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = \(name)
      FILE_GUID = 00000000-0000-0000-0000-00000000000\(number)
      VERSION_STRING = 1.0
      \(defines)
    [Packages]
      Pkg/Pkg.dec
    \(sections)
    """
  }

  /// What most of them say.
  static let usual = """
    [LibraryClasses]
      TimeLib|Pkg/Slow.inf
    [Components]
      Pkg/Maker.inf
      Pkg/User.inf
    """

  func survey(_ name: String) throws -> PlatformSurvey {
    try PlatformResolver.survey(
      "ws/\(name).dsc", configuration: BuildConfiguration(architectures: ["X64"]),
      tools: [
        ToolDefinition(
          .init(target: "*", toolChain: "*", arch: "*", tool: "DLINK", attribute: "FLAGS"), "-q",
          at: .file("tools_def.txt"))
      ],
      manifests: manifests)
  }

  var manifests: ManifestCache {
    ManifestCache(
      files: FilesInMemory(texts: Dictionary(uniqueKeysWithValues: texts.map { ("ws/\($0)", $1) })),
      roots: WorkspaceRoots(["ws"]))
  }

  func facts(_ name: String) throws -> PlatformFacts { PlatformFacts(try survey(name)) }
}

/// A family's file, as text.
func family(_ text: String) -> (family: PlatformFamily, codes: [String]) {
  var diagnostics = DiagnosticList()
  let files = FilesInMemory(texts: ["family.dsc.inc": text])
  let manifest = Preprocessor(.dsc, files: files, roots: WorkspaceRoots(["."]))
    .preprocess("family.dsc.inc", diagnostics: &diagnostics)
  guard let manifest else { preconditionFailure("the text of a family has no includes") }
  let dsc = DSCFile(parsing: manifest, diagnostics: &diagnostics)
  let family = PlatformFamily("small", parsing: dsc, diagnostics: &diagnostics)
  return (family, diagnostics.all.map(\.code.name))
}
