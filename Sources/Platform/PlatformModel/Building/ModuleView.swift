import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// An INF as one architecture sees it: its lines for other architectures gone.
struct ModuleView {
  let path: String
  let inf: INFFile
  let moduleType: ModuleType
  /// Places in the architecture's list of packages.
  let packages: [Int]
  let libraryClasses: [WantedClass]
  let hasConstructor: Bool

  /// A line of [LibraryClasses].
  struct WantedClass {
    let name: LibraryClassName
    let range: SourceRange
    /// What the INF takes where the platform names no instance.
    let recommended: Located<String>?
  }

  /// Whether a module of `type` may link this library. edk2 asks the first LIBRARY_CLASS alone, and
  /// lets USER_DEFINED and HOST_APPLICATION link anything.
  func isUsable(by type: ModuleType) -> Bool {
    if type == .userDefined || type == .hostApplication { return inf.isLibrary }
    guard let first = inf.providedClasses.first else { return false }
    return first.moduleTypes.isEmpty || first.moduleTypes.contains(type)
  }
}

extension INFFile {
  /// What build_rule.txt calls the kind of module (`BuildType` of edk2).
  var buildType: ModuleType {
    let device = ["PCI_DEVICE_ID", "PCI_VENDOR_ID", "PCI_CLASS_CODE", "PCI_REVISION"]
    if device.allSatisfy({ defines[$0] != nil }) { return .uefiOptionROM }
    if defines["UEFI_HII_RESOURCE_SECTION"]?.value == "TRUE" { return .uefiHII }
    return moduleType?.value ?? .unspecified
  }
}

/// Paths as manifests write them.
package enum ManifestPath {
  /// Without `.`, `..` and doubled slashes, as far as they can be resolved.
  package static func normalized(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 == UInt8(ascii: "\\") }) || needsWork(path) else { return path }
    var parts: [Substring] = []
    for part in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if part == "." { continue }
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func needsWork(_ path: String) -> Bool {
    var before = UInt8(ascii: "x")
    for byte in path.utf8 {
      if before == UInt8(ascii: "/"), byte == before || byte == UInt8(ascii: ".") { return true }
      before = byte
    }
    return path.utf8.first == UInt8(ascii: ".") || before == UInt8(ascii: "/")
  }

  static func join(_ folder: String, _ name: String) -> String {
    normalized(folder.isEmpty ? name : "\(folder)/\(name)")
  }

  /// Empty where `path` has none.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
