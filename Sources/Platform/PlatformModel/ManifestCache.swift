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
  private let modules = Mutex<[TreePath: Parsed<INFFile>]>([:])
  private let packages = Mutex<[String: Parsed<DECFile>]>([:])

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
    guard let found = find(path.value) else {
      diagnostics.add(.manifestMissing(path, roots: roots))
      return nil
    }
    var own = DiagnosticList()
    let text = Preprocessor(dialect, files: files, roots: roots).preprocess(found, diagnostics: &own)
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
