import AutoGen
import Diagnostics
import Manifests
import PlatformModel
import TestSupport

/// A workspace with one package and one module, M, whose sources a test gives.
///
/// What edk2 makes of the same files was read off `build genmake` of edk2 2022.11.
struct HIIWorkspace: ManifestFiles {
  /// By path below the module's folder; those that are in `unlisted` are not among its [Sources].
  var files: [(name: String, bytes: [UInt8])] = []
  var unlisted: [(name: String, bytes: [UInt8])] = []
  /// Lines of the INF's [Defines], and sections behind its own.
  var defines = ""
  var sections = ""
  /// Lines of the DSC's [Defines].
  var platform = ""
  /// Whether the sources are gone from the disk.
  var hidesSources = false

  init(_ texts: KeyValuePairs<String, String> = [:], using tokens: String = "") {
    for (name, text) in texts { files.append((name, Array(text.utf8))) }
    let uses = tokens.split(separator: " ").map { "STRING_TOKEN (\($0))\n" }.joined()
    if !tokens.isEmpty { files.append(("Use.c", Array(uses.utf8))) }
  }

  func read(_ path: String) -> ManifestFileContents {
    switch path {
    case "/w/P/P.dsc": return text(Self.dsc + platform + Self.dscEnd)
    case "/w/P/P.dec": return text(Self.dec)
    case "/w/P/L/L.inf": return text(Self.library)
    case "/w/P/L/L.c": return text("")
    case "/w/P/M/M.inf":
      let names = files.map { "  \($0.name)\n" }.joined()
      return text("\(Self.inf)\(defines)\n[Sources]\n\(names)[Packages]\n  P/P.dec\n\(sections)\n")
    default:
      guard path.hasPrefix("/w/P/"), !hidesSources else { return .missing }
      let name = path.hasPrefix("/w/P/M/") ? path.dropFirst(7) : path.dropFirst(5)
      return (files + unlisted).first { $0.name == name }.map { .bytes($0.bytes) } ?? .missing
    }
  }

  private func text(_ text: String) -> ManifestFileContents { .bytes(Array(text.utf8)) }

  private func resolved() throws -> (
    platform: ResolvedPlatform, build: ArchitectureBuild, module: BuildModule
  ) {
    let (model, _) = try PlatformResolver.resolveForBuilding(
      "/w/P/P.dsc", configuration: BuildConfiguration(architectures: ["X64"]), tools: [], files: self,
      roots: WorkspaceRoots(["/w"]))
    return (model.platform, model.architectures[0], model.architectures[0].modules[0])
  }

  func strings() throws -> StringPackage? {
    let (platform, build, module) = try resolved()
    return try StringPackage(
      module, libraries: build.libraries(of: module), languages: platform.languages, files: self,
      roots: WorkspaceRoots(["/w"]))
  }

  func images() throws -> ImagePackage? {
    try ImagePackage(try resolved().module, files: self, roots: WorkspaceRoots(["/w"]))
  }

  /// The codes of what `body` throws, each with its line where it has one.
  func complaints(_ body: (HIIWorkspace) throws -> Void) -> [String] {
    do {
      try body(self)
      return []
    } catch let error as DiagnosticError {
      return error.diagnostics.map(Self.brief)
    } catch {
      return ["\(error)"]
    }
  }

  static func brief(_ diagnostic: Diagnostic) -> String {
    guard case .source(let range) = diagnostic.place else { return diagnostic.code.name }
    return "\(diagnostic.code) \(range.file.path.split(separator: "/").last ?? ""):\(range.line)"
  }

  private static let dsc = """
    [Defines]
      PLATFORM_NAME = P
      PLATFORM_GUID = 8C2F8F1E-1B5F-4B53-9D40-6B1A6E0B0C10
      PLATFORM_VERSION = 0.1
      DSC_SPECIFICATION = 0x00010005
      OUTPUT_DIRECTORY = Build/P
      SUPPORTED_ARCHITECTURES = X64
      BUILD_TARGETS = RELEASE
      SKUID_IDENTIFIER = DEFAULT

    """
  private static let dscEnd = """

    [LibraryClasses]
      StrLib|P/L/L.inf
    [PcdsFixedAtBuild]
      gPSpaceGuid.PcdI|0x1 + 3
    [Components]
      P/M/M.inf
    """
  private static let inf = """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = M
      FILE_GUID = 5D5C1B2E-77a6-4F0B-9C3D-123456789012
      MODULE_TYPE = USER_DEFINED
      VERSION_STRING = 1.0

    """
  private static let library = """
    [Defines]
      INF_VERSION = 0x00010005
      BASE_NAME = L
      FILE_GUID = 5D5C1B2E-77a6-4F0B-9C3D-123456789013
      MODULE_TYPE = BASE
      VERSION_STRING = 1.0
      LIBRARY_CLASS = StrLib
    [Sources]
      L.c
    [Packages]
      P/P.dec
    [Guids]
      gLibGuid
    [Pcd]
      gLibSpaceGuid.PcdL
    [Protocols]
      gAProtocolGuid
    """
  private static let dec = """
    [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = P
      PACKAGE_GUID = 6F34A1E8-7F5B-4A7B-9C0B-1F5D3C3B7A11
      PACKAGE_VERSION = 0.1
    [Includes]
      Include
    [Guids]
      gPSpaceGuid = { 0x1f2, 0x87a0, 0x4193, {0xb2, 0x66, 0x53, 0x8c,  0x38, 0xaf, 0x48, 0xce }}
      gOtherGuid = {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10}}
      gLibGuid = {0x01020304, 0x0506, 0x0708, { 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x11} }
      gLibSpaceGuid = {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x12}}
    [Protocols]
      gAProtocolGuid = {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x13}}
    [Ppis]
      gAPpiGuid = {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x14}}
    [PcdsFixedAtBuild]
      gPSpaceGuid.PcdA|0x0042|UINT16|1
      gPSpaceGuid.PcdB|TRUE|BOOLEAN|2
      gPSpaceGuid.PcdC|"abc"|VOID*|3
      gPSpaceGuid.PcdE|{0x1, 0x2}|VOID*|5
      gPSpaceGuid.PcdI|17|UINT8|9
      gLibSpaceGuid.PcdL|1|UINT8|6
    [PcdsFeatureFlag]
      gPSpaceGuid.PcdF|FALSE|BOOLEAN|7
    [PcdsPatchableInModule]
      gPSpaceGuid.PcdG|1|UINT32|8
    """
}

/// Reads packages back, block by block as the UEFI specification (2.10, 33.3.6) describes them.
struct StringPackageReader {
  struct Mistake: Error { let offset: Int }

  /// Each package's language, and its strings from number 1 on; nil for one that is left out.
  private(set) var packages: [(language: String, strings: [String?])] = []

  init(_ bytes: [UInt8]) throws {
    var offset = 0
    func number(_ start: Int, _ size: Int) throws -> Int {
      guard start + size <= bytes.count else { throw Mistake(offset: start) }
      return bytes[start..<(start + size)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    while offset < bytes.count {
      let end = offset + (try number(offset, 3))
      guard try number(offset + 3, 1) == 4, end <= bytes.count else { throw Mistake(offset: offset) }
      let language = bytes[(offset + 46)..<end].prefix { $0 != 0 }
      var place = offset + (try number(offset + 8, 4))
      var strings: [String?] = []
      loop: while true {
        let block = try number(place, 1)
        place += 1
        switch block {
        case 0x14:
          var units: [UInt16] = []
          while case let unit = try number(place, 2), unit != 0 {
            units.append(UInt16(unit))
            place += 2
          }
          place += 2
          strings.append(String(decoding: units, as: UTF16.self))
        case 0x21:
          strings += Array(repeating: nil, count: try number(place, 2))
          place += 2
        case 0x00: break loop
        default: throw Mistake(offset: place)
        }
      }
      guard place == end else { throw Mistake(offset: place) }
      packages.append((String(decoding: language, as: UTF8.self), strings))
      offset = end
    }
  }
}
