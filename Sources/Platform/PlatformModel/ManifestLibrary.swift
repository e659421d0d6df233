import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// The modules and packages that a platform names, each read once.
struct ManifestLibrary {
  let files: any ManifestFiles
  let roots: WorkspaceRoots
  private var modules: [TreePath: INFFile?] = [:]
  private var packages: [String: DECFile?] = [:]
  private(set) var packagesInOrder: [DECFile] = []

  init(files: any ManifestFiles, roots: WorkspaceRoots) {
    self.files = files
    self.roots = roots
  }

  /// The same files for another reading of the platform, in which each package is met again.
  var withoutOrder: ManifestLibrary {
    var copy = self
    copy.packagesInOrder = []
    return copy
  }

  /// The INF at `path`, which `place` names; nil after an error.
  mutating func module(at path: Located<TreePath>, diagnostics: inout DiagnosticList) -> INFFile? {
    if let known = modules[path.value] { return known }
    var own = DiagnosticList()
    let inf = read(.inf, path.map(\.text), diagnostics: &own).map { INFFile(parsing: $0, diagnostics: &own) }
    diagnostics.add(contentsOf: own.all)
    modules[path.value] = inf
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

  /// The DEC at `path`; nil after an error.
  @discardableResult
  mutating func package(at path: Located<String>, diagnostics: inout DiagnosticList) -> DECFile? {
    if let known = packages[path.value] {
      if let known, !packagesInOrder.contains(where: { $0.file === known.file }) {
        packagesInOrder.append(known)
      }
      return known
    }
    let dec = read(.dec, path, diagnostics: &diagnostics).map {
      DECFile(parsing: $0, diagnostics: &diagnostics)
    }
    packages[path.value] = dec
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

  private func read(
    _ dialect: Preprocessor.Dialect, _ path: Located<String>, diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest? {
    guard let found = find(path.value) else {
      diagnostics.add(.manifestMissing(path, roots: roots))
      return nil
    }
    return Preprocessor(dialect, files: files, roots: roots).preprocess(found, diagnostics: &diagnostics)
  }

  /// Where `path` lies: as it is when absolute, else in the first root that has it.
  func find(_ path: String) -> String? {
    let candidates = path.hasPrefix("/") ? [path] : roots.folders.map { "\($0)/\(path)" }
    return candidates.first {
      if case .missing = files.read($0) { false } else { true }
    }
  }
}

extension Diagnostic {
  static func manifestMissing(_ path: Located<String>, roots: WorkspaceRoots) -> Diagnostic {
    Diagnostic(
      .manifestMissing, at: .source(path.range), "file '\(path.value)' does not exist",
      notes: roots.folders.map { .init("looked in \($0)") },
      fix: "correct the path, or add the folder that holds it with --packages-path")
  }
}
