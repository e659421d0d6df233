import Diagnostics
import Manifests
import Vocabulary

/// An INF as one architecture sees it: its lines for other architectures gone.
struct ModuleView {
  let path: String
  let inf: INFFile
  let moduleType: ModuleType
  /// Those that its [Packages] names, in the order of the INF.
  let packages: [PackageID]
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
