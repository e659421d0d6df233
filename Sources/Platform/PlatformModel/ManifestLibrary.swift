import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// The modules and packages that one resolution of a platform names.
struct ManifestLibrary {
  let cache: ManifestCache
  private var modules: [TreePath: INFFile?] = [:]
  private var packages: [String: DECFile?] = [:]
  private(set) var packagesInOrder: [DECFile] = []

  init(_ cache: ManifestCache) { self.cache = cache }

  var files: any ManifestFiles { cache.files }
  var roots: WorkspaceRoots { cache.roots }

  /// The INF at `path`, which `place` names; nil after an error, which is reported once.
  mutating func module(at path: Located<TreePath>, diagnostics: inout DiagnosticList) -> INFFile? {
    if let known = modules[path.value] { return known }
    let inf = cache.module(at: path, diagnostics: &diagnostics)
    modules[path.value] = .some(inf)
    return inf
  }

  /// The INF at `path` where it was read before.
  func known(_ path: TreePath) -> INFFile? { modules[path] ?? nil }

  /// The INFs read so far that provide a library class, in ascending order.
  func provider(of libraryClass: LibraryClassName) -> [TreePath] {
    modules.compactMap { path, inf in
      inf?.providedClasses.contains { $0.name.value == libraryClass } ?? false ? path : nil
    }.sorted()
  }

  /// The DEC at `path`; nil after an error, which is reported once.
  @discardableResult
  mutating func package(at path: Located<String>, diagnostics: inout DiagnosticList) -> DECFile? {
    if let known = packages[path.value] { return known }
    let dec = cache.package(at: path, diagnostics: &diagnostics)
    packages[path.value] = .some(dec)
    if let dec { packagesInOrder.append(dec) }
    return dec
  }

  /// The GUID, protocol or PPI of a C name in the packages read so far.
  func guid(named name: String) -> DECGUID? {
    for package in packagesInOrder {
      for list in [package.guids, package.protocols, package.ppis] {
        if let found = list.first(where: { $0.name.value == name }) { return found }
      }
    }
    return nil
  }

  /// Where `path` lies: as it is when absolute, else in the first root that has it.
  func find(_ path: String) -> String? { cache.find(path) }
}
