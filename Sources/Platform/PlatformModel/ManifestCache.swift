package import Manifests
import Diagnostics
import Synchronization
import Vocabulary

/// The INF and DEC files of one workspace, each parsed once for all configurations that are resolved in it.
///
/// Macros of the command line and of a DSC do not reach these files, so they are the same in every configuration.
/// Several threads may use one cache.
package final class ManifestCache: Sendable {
  let files: any ManifestFiles
  let roots: WorkspaceRoots
  /// The DSC and FDF files.
  let sources = SourceTable()
  /// What the files look like on each architecture.
  let views = ViewCache()
  /// What the modules link.
  let links = LinkCache()
  /// What the modules consist of.
  let parts = PartCache()
  private let modules = Mutex<[TreePath: Parsed<INFFile>]>([:])
  private let packages = Mutex<[String: Parsed<DECFile>]>([:])
  /// By the files of packages, in order.
  private let declarations = Mutex<[[ObjectIdentifier]: [PCDName: DECPCD]]>([:])
  private let tools = Mutex<ToolDefinitions?>(nil)
  /// How many lists of files were prepared.
  private let turns = Mutex(0)

  /// A file with everything that is wrong with it, which each resolution that reads it reports.
  private struct Parsed<Manifest: Sendable>: Sendable {
    /// nil after an error.
    let manifest: Manifest?
    let diagnostics: [Diagnostic]
  }

  package init(files: any ManifestFiles, roots: WorkspaceRoots) {
    self.files = files
    self.roots = roots
  }

  /// The INF at `path`, which `place` names; nil after an error.
  func module(at path: Located<TreePath>, diagnostics: inout DiagnosticList) -> INFFile? {
    parsed(path.value, named: path.map(\.text), .inf, in: modules, diagnostics: &diagnostics) {
      INFFile(parsing: $0, diagnostics: &$1)
    }
  }

  /// The DEC at `path`; nil after an error.
  func package(at path: Located<String>, diagnostics: inout DiagnosticList) -> DECFile? {
    parsed(path.value, named: path, .dec, in: packages, diagnostics: &diagnostics) {
      DECFile(parsing: $0, diagnostics: &$1)
    }
  }

  private func parsed<Key: Hashable & Sendable, Manifest: Sendable>(
    _ key: Key, named path: Located<String>, _ dialect: Preprocessor.Dialect,
    in cache: borrowing Mutex<[Key: Parsed<Manifest>]>, diagnostics: inout DiagnosticList,
    parse: (PreprocessedManifest, inout DiagnosticList) -> Manifest
  ) -> Manifest? {
    if let known = cache.withLock({ $0[key] }) {
      diagnostics.add(contentsOf: known.diagnostics)
      return known.manifest
    }
    // A missing file is not kept: the message names the line that asks for it.
    guard let (found, contents) = first(of: path.value) else {
      diagnostics.add(.manifestMissing(path, roots: roots))
      return nil
    }
    var own = DiagnosticList()
    let preprocessor = Preprocessor(dialect, files: files, roots: roots)
    let text =
      if case .bytes(let bytes) = contents {
        preprocessor.preprocess(SourceFile(path: found, bytes: bytes), diagnostics: &own)
      } else {
        preprocessor.preprocess(found, diagnostics: &own)
      }
    let manifest = text.map { parse($0, &own) }
    let new = Parsed(manifest: manifest, diagnostics: own.all)
    // If another thread was first, its file counts for all: files are compared by identity.
    let shared = cache.withLock { cache in
      if let known = cache[key] { return known }
      cache[key] = new
      return new
    }
    diagnostics.add(contentsOf: shared.diagnostics)
    return shared.manifest
  }

  /// The PCDs of packages that were read from this cache, by name: the first package that declares one counts.
  func declarations(of packages: [DECFile]) -> [PCDName: DECPCD] {
    let key = packages.map { ObjectIdentifier($0.file) }
    if let known = declarations.withLock({ $0[key] }) { return known }
    var found: [PCDName: DECPCD] = [:]
    for package in packages {
      for pcd in package.pcds where found[pcd.name.value] == nil { found[pcd.name.value] = pcd }
    }
    let new = found
    return declarations.withLock { declarations in
      let first = declarations[key] ?? new
      if declarations.count < Self.mostPackageLists { declarations[key] = first }
      return first
    }
  }

  /// Configurations differ little in the packages that they read.
  private static let mostPackageLists = 16

  /// The lines of tools_def as a build with a tool chain asks them; the same for all configurations with the tool chain.
  func definitions(_ lines: [ToolDefinition], tag: String) -> ToolDefinitions {
    if let known = tools.withLock({ $0 }), known.isMade(of: lines, tag: tag) { return known }
    let new = ToolDefinitions(lines, tag: tag)
    tools.withLock { $0 = new }
    return new
  }

  /// Parses files that a resolution is about to ask for. Resolutions that run side by side begin at different ones, so
  /// that they share the work.
  func prepare(modules paths: [Located<TreePath>]) {
    let missing = modules.withLock { modules in paths.filter { modules[$0.value] == nil } }
    forEach(of: missing) { _ = module(at: $0, diagnostics: &$1) }
  }

  func prepare(packages paths: [Located<String>]) {
    let missing = packages.withLock { packages in paths.filter { packages[$0.value] == nil } }
    forEach(of: missing) { _ = package(at: $0, diagnostics: &$1) }
  }

  private func forEach<Path>(of paths: [Path], _ body: (Path, inout DiagnosticList) -> Void) {
    let turn = turns.withLock { turns in
      turns += 1
      return turns - 1
    }
    // Multiples of the golden ratio lie apart from each other, however many there are.
    let start = Int((Double(turn) * 0.618).truncatingRemainder(dividingBy: 1) * Double(paths.count))
    // What is wrong with a file is said where it is used.
    var unsaid = DiagnosticList()
    for path in paths[start...] + paths[..<start] { body(path, &unsaid) }
  }

  /// Where `path` lies: as it is when absolute, else in the first root that has it.
  func find(_ path: String) -> String? { first(of: path)?.path }

  private func first(of path: String) -> (path: String, contents: ManifestFileContents)? {
    for candidate in path.hasPrefix("/") ? [path] : roots.folders.map({ "\($0)/\(path)" }) {
      let contents = files.read(candidate)
      if case .missing = contents { continue }
      return (candidate, contents)
    }
    return nil
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
