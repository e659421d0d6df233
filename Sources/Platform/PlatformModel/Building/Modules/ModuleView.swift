import Diagnostics
import Manifests
import Vocabulary

/// An INF as one architecture sees it: its lines for other architectures gone.
///
/// One value serves all configurations of a workspace, so what follows from the INF alone can be kept by its identity.
final class ModuleView: Sendable {
  let path: String
  let inf: INFFile
  let moduleType: ModuleType
  /// Those that its [Packages] names, in the order of the INF.
  let packages: [PackageView]
  let libraryClasses: [WantedClass]
  let hasConstructor: Bool
  /// Its first LIBRARY_CLASS for this architecture; nil if it is no library there.
  let providedClass: INFProvidedClass?
  /// The PCDs, in edk2's order of kinds; two lines may name one.
  let pcds: [NamedPCD]

  /// A line that names a PCD.
  struct NamedPCD: Sendable {
    let line: INFPCD
    /// By the first package that declares it for the kind of the line; nil if none does.
    let declared: DeclaredPCD?
  }

  /// A line of [LibraryClasses].
  struct WantedClass: Sendable {
    let name: LibraryClassName
    let range: SourceRange
    /// What the INF takes where the platform names no instance.
    let recommended: Located<String>?
  }

  /// - Parameter packages: those of [Packages] that could be read, each once.
  init(_ inf: INFFile, path: String, architecture: Architecture, packages: [PackageView]) {
    self.path = path
    self.inf = inf
    self.packages = packages
    moduleType = inf.moduleType?.value ?? .unspecified
    hasConstructor = !inf.constructors.isEmpty
    providedClass = inf.providedClasses.first { $0.arches.include(architecture) }
    var classes: [WantedClass] = []
    var known: Set<LibraryClassName> = []
    for line in inf.libraryClasses
    where line.scopes.contains(where: { $0.arch.includes(architecture) })
      && known.insert(line.name.value).inserted
    {
      classes.append(
        WantedClass(name: line.name.value, range: line.name.range, recommended: line.featureFlag))
    }
    libraryClasses = classes
    var pcds: [NamedPCD] = []
    for kind in INFPCD.Kind.inOrderOfReading {
      for line in inf.pcds where line.kind == kind && line.arches.include(architecture) {
        let name = line.name.value
        let declared = packages.lazy.compactMap { $0.pcd(name, access: kind.access) }.first
        pcds.append(NamedPCD(line: line, declared: declared))
      }
    }
    self.pcds = pcds
  }

  /// Whether a module of `type` may link this library. edk2 asks `providedClass` alone, and
  /// lets USER_DEFINED and HOST_APPLICATION link anything.
  func isUsable(by type: ModuleType) -> Bool {
    if type == .userDefined || type == .hostApplication { return inf.isLibrary }
    guard let providedClass else { return false }
    return providedClass.moduleTypes.isEmpty || providedClass.moduleTypes.contains(type)
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
