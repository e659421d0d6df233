import Diagnostics
import Manifests
import Vocabulary

/// The identity of a package on one architecture.
struct PackageID: Hashable {
  fileprivate let index: Int
}

/// The manifests of a platform as one architecture sees them: each INF and DEC is read and viewed once.
struct ManifestStore {
  let architecture: Architecture
  /// The files behind the views; they serve every architecture.
  private(set) var manifests: ManifestLibrary
  /// The packages viewed so far, in the order in which they were asked for.
  private(set) var packages: [PackageView] = []
  private var packageIDsByPath: [String: PackageID] = [:]
  /// The library instances viewed so far.
  private(set) var libraries = LibraryTable<ModuleView>()
  /// By path; nil for one that cannot be read.
  private var libraryIDs: [String: LibraryID?] = [:]

  init(_ manifests: ManifestLibrary, architecture: Architecture) {
    self.manifests = manifests
    self.architecture = architecture
  }

  var packageIDs: [PackageID] { packages.indices.map { PackageID(index: $0) } }

  subscript(_ library: LibraryID) -> ModuleView { libraries[library] }

  subscript(_ package: PackageID) -> PackageView { packages[package.index] }

  func applies(_ scopes: [Qualifier<Architecture>]) -> Bool { scopes.include(architecture) }

  /// The package at `path`; nil after an error.
  mutating func package(_ path: Located<String>, _ diagnostics: inout DiagnosticList) -> PackageID? {
    let name = TreePath.normalized(path.value)
    if let known = packageIDsByPath[name] { return known }
    guard let dec = manifests.package(at: path, diagnostics: &diagnostics) else { return nil }
    let package = PackageID(index: packages.count)
    packages.append(PackageView(dec, path: name, architecture: architecture))
    packageIDsByPath[name] = package
    return package
  }

  /// The library at `path`, which `place` names; nil after an error.
  mutating func library(
    _ path: String, at place: SourceRange, _ diagnostics: inout DiagnosticList
  ) -> LibraryID? {
    if let known = libraryIDs[path] { return known }
    var library: LibraryID?
    if let inf = manifests.module(at: Located(TreePath(path), at: place), diagnostics: &diagnostics) {
      library = libraries.append(view(of: inf, path: path, &diagnostics))
    }
    libraryIDs[path] = .some(library)
    return library
  }

  /// The INF as this architecture sees it; reads the packages that it names.
  mutating func view(of inf: INFFile, path: String, _ diagnostics: inout DiagnosticList) -> ModuleView {
    var packages: [PackageID] = []
    for line in inf.packages where applies(line.arches) {
      if let named = package(line.name, &diagnostics), !packages.contains(named) { packages.append(named) }
    }
    var classes: [ModuleView.WantedClass] = []
    var known: Set<LibraryClassName> = []
    for line in inf.libraryClasses
    where applies(line.scopes.map(\.arch)) && known.insert(line.name.value).inserted {
      classes.append(
        .init(name: line.name.value, range: line.name.range, recommended: line.featureFlag))
    }
    return ModuleView(
      path: path, inf: inf, moduleType: inf.moduleType?.value ?? .unspecified, packages: packages,
      libraryClasses: classes, hasConstructor: !inf.constructors.isEmpty)
  }
}
