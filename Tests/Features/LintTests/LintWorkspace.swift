import Bytes
import Diagnostics
import Lint
import Manifests
import PlatformModel
import TestSupport

/// A small platform in memory: modules of a package `Pkg`, all of them in one volume unless a test says otherwise.
struct LintWorkspace {
  /// By path below the workspace; what a test adds counts over what is made here.
  var texts: [String: String] = [:]
  /// Sections of the DSC behind [Defines] and [Components].
  var dsc = ""
  /// What stands behind a component's path, by its name.
  var overrides: [String: String] = [:]
  /// Names of modules that the FDF leaves out.
  var unplaced: Set<String> = []
  /// INF statements as the test writes them, in place of those of all modules.
  var placed: String?
  /// [FD.FLASH] behind its sizes.
  var regions = "0x0|0x10000\nFV = MAIN"
  var size = "0x10000"
  /// Other sections of the FDF, or conditions in it.
  var fdf = ""
  var modules: [Module] = []
  var declarations = ""
  var policy: String?

  struct Module {
    var name: String
    var type = "DXE_DRIVER"
    var fileGUID: String?
    var baseName: String?
    /// Sections of the INF behind [Defines] and [Packages].
    var sections = ""
    /// LIBRARY_CLASS, for a library.
    var provides: String?
    /// A [Depex] section; nil for none.
    var depex: String? = "TRUE"
  }

  mutating func add(
    _ name: String, type: String = "DXE_DRIVER", depex: String? = "TRUE", _ sections: String = "",
    fileGUID: String? = nil, baseName: String? = nil
  ) {
    modules.append(
      Module(
        name: name, type: type, fileGUID: fileGUID, baseName: baseName, sections: sections, depex: depex))
  }

  mutating func addLibrary(_ name: String, provides: String, _ sections: String = "", depex: String? = nil) {
    modules.append(
      Module(name: name, type: "BASE", sections: sections, provides: provides, depex: depex))
  }

  static func path(_ name: String) -> String { "Pkg/\(name)/\(name).inf" }

  /// Eight digits of a hash are enough to tell a handful apart.
  private static func guid(_ name: String) -> String {
    let hash = name.utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits + "-0000-4000-8000-000000000001"
  }

  private func inf(_ module: Module) -> String {
    """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = \(module.baseName ?? module.name)
      FILE_GUID = \(module.fileGUID ?? Self.guid(module.name))
      MODULE_TYPE = \(module.type)
      VERSION_STRING = 1.0
      \(module.provides.map { "LIBRARY_CLASS = \($0)" } ?? "ENTRY_POINT = Main")
    [Sources]
      Main.c
    [Packages]
      Pkg/Pkg.dec
    \(module.sections)
    \(module.depex.map { "[Depex]\n  \($0)" } ?? "")

    """
  }

  private var allTexts: [String: String] {
    var all: [String: String] = [:]
    for module in modules { all[Self.path(module.name)] = inf(module) }
    let components = modules.filter { $0.provides == nil }
    all["Main.dsc"] = """
      [Defines]
        PLATFORM_NAME = Main
        SUPPORTED_ARCHITECTURES = X64
        FLASH_DEFINITION = Main.fdf
      \(dsc)
      [Components]
      \(components.map { "  \(Self.path($0.name)) \(overrides[$0.name] ?? "")" }.joined(separator: "\n"))

      """
    let infs = components.filter { !unplaced.contains($0.name) }.map { "INF \(Self.path($0.name))" }
    let types = Set(components.map(\.type)).sorted()
    all["Main.fdf"] = """
      [FD.FLASH]
      BaseAddress = 0xFFC00000
      Size = \(size)
      ErasePolarity = 1
      BlockSize = 0x1000
      NumBlocks = \(size) / 0x1000

      \(regions)

      [FV.MAIN]
      READ_STATUS = TRUE
      \(placed ?? infs.joined(separator: "\n"))
      \(fdf)
      \(types.map { "[Rule.Common.\($0)]\nFILE DRIVER = $(NAMED_GUID) {\n  PE32 PE32 $(INF_OUTPUT)/$(MODULE_NAME).efi\n}\n" }.joined(separator: "\n"))

      """
    all["Pkg/Pkg.dec"] = """
      [Defines]
        PACKAGE_NAME = Pkg
      [Guids]
        gPkg = {0x1, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
      [Protocols]
        gA = {0xA, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
        gB = {0xB, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
        gC = {0xC, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
        gPcdProtocolGuid = {0xD, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
      [PcdsFixedAtBuild, PcdsDynamic]
        gPkg.PcdOne|0|UINT32|1
        gPkg.PcdTwo|0|UINT32|2
      \(declarations)

      """
    return all.merging(texts) { $1 }
  }

  func survey() throws -> PlatformSurvey {
    let files = FilesInMemory(
      texts: Dictionary(uniqueKeysWithValues: allTexts.map { ("ws/\($0)", $1) }))
    return try PlatformResolver.survey(
      "ws/Main.dsc", configuration: BuildConfiguration(architectures: ["X64"]), tools: [],
      manifests: ManifestCache(files: files, roots: WorkspaceRoots(["ws"])))
  }

  private func policyFile() -> DSCFile? {
    guard let policy else { return nil }
    let files = FilesInMemory(texts: ["policy": policy])
    var said = DiagnosticList()
    return Preprocessor(.dsc, files: files, roots: WorkspaceRoots(["."])).preprocess(
      "policy", diagnostics: &said
    ).map { DSCFile(parsing: $0, diagnostics: &said) }
  }

  func findings() throws -> [LintFinding] {
    PlatformLint.findings(try survey(), policy: policyFile())
  }

  func verdict(on day: String = "2026-11-21") throws -> LintVerdict {
    let survey = try survey()
    let policy = policyFile()
    return LintVerdict(
      PlatformLint.findings(survey, policy: policy), manifests: [survey.dsc, policy].compactMap(\.self),
      today: CivilDate(day) ?? CivilDate(seconds: 0))
  }

  /// `error code subject`, a line for each finding of the code, or of all.
  func told(_ code: String? = nil) throws -> [String] {
    try findings().filter { code == nil || $0.code.name == code }.map {
      "\($0.severity.rawValue) \($0.code) \($0.subject)"
    }
  }
}
