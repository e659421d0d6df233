import Bytes
import Diagnostics
import Manifests

/// An INF as one architecture sees it: its lines for other architectures gone.
struct ModuleView {
  let path: String
  let inf: INFFile
  let moduleType: String
  /// Places in the architecture's list of packages.
  let packages: [Int]
  let libraryClasses: [WantedClass]
  let hasConstructor: Bool

  /// A line of [LibraryClasses].
  struct WantedClass {
    let name: String
    let range: SourceRange
    /// What the INF takes where the platform names no instance.
    let recommended: Located<String>?
  }

  /// Whether a module of `type` may link this library. edk2 asks the first LIBRARY_CLASS alone, and
  /// lets USER_DEFINED and HOST_APPLICATION link anything.
  func isUsable(by type: String) -> Bool {
    if type == "USER_DEFINED" || type == "HOST_APPLICATION" { return inf.isLibrary }
    guard let first = inf.providedClasses.first else { return false }
    return first.moduleTypes.isEmpty || first.moduleTypes.contains(type)
  }
}

/// What the module types of edk2 are (EDK II INF Specification, appendix F).
enum ModuleTypes {
  static let all: Set<String> = [
    "BASE", "SEC", "PEI_CORE", "PEIM", "DXE_CORE", "DXE_DRIVER", "DXE_RUNTIME_DRIVER", "DXE_SAL_DRIVER",
    "DXE_SMM_DRIVER", "UEFI_DRIVER", "UEFI_APPLICATION", "USER_DEFINED", "HOST_APPLICATION", "SMM_CORE",
    "MM_STANDALONE", "MM_CORE_STANDALONE",
  ]
  /// Those whose PCDs belong to the PEI database.
  static let pei: Set<String> = ["PEIM", "PEI_CORE"]
  /// Those that must have a [Depex].
  static let needingDepex: Set<String> = [
    "DXE_DRIVER", "PEIM", "DXE_SMM_DRIVER", "DXE_SAL_DRIVER", "DXE_RUNTIME_DRIVER",
  ]
}

extension INFFile {
  /// What build_rule.txt calls the kind of module (`BuildType` of edk2).
  var buildType: String {
    let device = ["PCI_DEVICE_ID", "PCI_VENDOR_ID", "PCI_CLASS_CODE", "PCI_REVISION"]
    if device.allSatisfy({ defines[$0] != nil }) { return "UEFI_OPTIONROM" }
    if defines["UEFI_HII_RESOURCE_SECTION"]?.value == "TRUE" { return "UEFI_HII" }
    return (moduleType?.value ?? "").uppercased()
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
