import Manifests
import PlatformModel
import Vocabulary

/// What `<BaseName>StrDefs.h` tells VfrCompile of a module beyond its strings: forms name GUIDs, ask for
/// fixed PCDs, and show images.
struct VFRDefinitions {
  private static let getters = [
    "FixedPcdGetBool", "FixedPcdGet8", "FixedPcdGet16", "FixedPcdGet32", "FixedPcdGet64", "FeaturePcdGet",
  ]

  /// What stands between `#ifdef VFRCOMPILE` and its end, without line ends.
  let lines: [String]

  init(_ module: BuildModule, libraries: [BuildModule]) {
    var lines: [String] = []
    let names = Self.guids(module, libraries: libraries) + module.protocols + module.ppis
    for name in names { lines.append("#define \(name.name) \(name.text)") }
    if module.sources.contains(where: { $0.hasExtension("vfr") }), !module.pcds.isEmpty {
      lines += Self.getters.map { "#define \($0)(TokenName) _PCD_VALUE_##TokenName" }
      for pcd in module.pcds where pcd.access == .fixedAtBuild || pcd.access == .featureFlag {
        lines.append("#define _PCD_VALUE_\(pcd.name.name) \(pcd.text)")
      }
    }
    if module.sources.contains(where: { $0.hasExtension("idf") }) {
      lines.append("#include \"\(module.baseName)ImgDefs.h\"")
    }
    self.lines = lines
  }

  /// The module's GUIDs, then those of its libraries; of a name that several bring the last value
  /// counts. Token spaces of the module's own PCDs are left out, those of its libraries' are not.
  private static func guids(_ module: BuildModule, libraries: [BuildModule]) -> [NamedGUID] {
    var result = module.guids.filter { !$0.isTokenSpace }
    let hidden = Set(module.guids.filter(\.isTokenSpace).map(\.name))
    var places = Dictionary(result.enumerated().map { ($1.name, $0) }) { first, _ in first }
    for guid in libraries.flatMap(\.guids) where !hidden.contains(guid.name) {
      if let place = places[guid.name] {
        result[place] = guid
      } else {
        places[guid.name] = result.count
        result.append(guid)
      }
    }
    return result
  }
}
