import Diagnostics
import Manifests
import Vocabulary

/// The manifests of a platform as one architecture sees them: each INF and DEC is read and viewed once.
struct ManifestStore {
  let architecture: Architecture
  /// The files behind the views; they serve every architecture.
  private(set) var manifests: ManifestLibrary
  /// The packages viewed so far, in the order in which they were asked for.
  private(set) var packages: [PackageView] = []
  private var packagesByPath: [String: PackageView] = [:]
  private var knownPackages: Set<ObjectIdentifier> = []
  /// The library instances viewed so far.
  private(set) var libraries = LibraryTable<ModuleView>()
  /// By path; nil for one that cannot be read.
  private var libraryIDs: [String: LibraryID?] = [:]
  /// By view.
  private var knownViews: [ObjectIdentifier: LibraryID] = [:]

  init(_ manifests: ManifestLibrary, architecture: Architecture) {
    self.manifests = manifests
    self.architecture = architecture
  }

  subscript(_ library: LibraryID) -> ModuleView { libraries[library] }

  func applies(_ scopes: [Qualifier<Architecture>]) -> Bool { scopes.include(architecture) }

  /// What the resolutions in this workspace share.
  var views: ViewCache { manifests.cache.views }
  var links: LinkCache { manifests.cache.links }

  /// The package at `path`; nil after an error.
  mutating func package(_ path: Located<String>, _ diagnostics: inout DiagnosticList) -> PackageView? {
    let name = TreePath.normalized(path.value)
    if let known = packagesByPath[name] { return known }
    guard let dec = manifests.package(at: path, diagnostics: &diagnostics) else { return nil }
    let package = views.package(dec, path: name, architecture: architecture)
    packages.append(package)
    packagesByPath[name] = package
    knownPackages.insert(ObjectIdentifier(package))
    return package
  }

  /// The library at `path`, which `place` names; nil after an error.
  mutating func library(
    _ path: String, at place: SourceRange, _ diagnostics: inout DiagnosticList
  ) -> LibraryID? {
    if let known = libraryIDs[path] { return known }
    var library: LibraryID?
    if let inf = manifests.module(at: Located(TreePath(path), at: place), diagnostics: &diagnostics) {
      let view = view(of: inf, path: path, &diagnostics)
      let new = libraries.append(view)
      knownViews[ObjectIdentifier(view)] = new
      library = new
    }
    libraryIDs[path] = .some(library)
    return library
  }

  /// The library with the INF of a view that another configuration has, if it looks the same here; nil otherwise or
  /// after an error.
  mutating func library(
    _ other: ModuleView, at place: SourceRange, _ diagnostics: inout DiagnosticList
  ) -> LibraryID? {
    if let known = knownViews[ObjectIdentifier(other)] { return known }
    guard let library = library(other.path, at: place, &diagnostics), libraries[library] === other else {
      return nil
    }
    return library
  }

  /// The INF as this architecture sees it; reads the packages that it names.
  mutating func view(of inf: INFFile, path: String, _ diagnostics: inout DiagnosticList) -> ModuleView {
    if let known = views.module(inf, path: path, architecture: architecture),
      known.packages.count == inf.packages.count,
      known.packages.allSatisfy({ knownPackages.contains(ObjectIdentifier($0)) })
    {
      // Each line names a package that is read already.
      return known
    }
    var packages: [PackageView] = []
    for line in inf.packages where applies(line.arches) {
      if let named = package(line.name, &diagnostics), !packages.contains(where: { $0 === named }) {
        packages.append(named)
      }
    }
    return views.module(inf, path: path, architecture: architecture, packages: packages)
  }
}
