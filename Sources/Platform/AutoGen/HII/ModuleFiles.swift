import Diagnostics
import Manifests
import PlatformModel

/// Reads the files that a module's INF names, searched in the workspace's roots.
struct ModuleFiles {
  let files: any ManifestFiles
  let roots: WorkspaceRoots

  enum Contents {
    /// The contents, with the absolute path of the file.
    case bytes([UInt8], at: String)
    case missing
    case unreadable(path: String, reason: String)
  }

  /// The file at `path`: unchanged if it is absolute, otherwise in the first root that has it.
  func read(_ path: String) -> Contents {
    let candidates = path.hasPrefix("/") ? [path] : roots.folders.map { "\($0)/\(path)" }
    for candidate in candidates {
      switch files.read(candidate) {
      case .bytes(let bytes): return .bytes(bytes, at: candidate)
      case .unreadable(let reason): return .unreadable(path: candidate, reason: reason)
      case .missing: continue
      }
    }
    return .missing
  }

  /// A source of the INF, which must exist.
  func read(_ source: BuildSource) throws(DiagnosticError) -> (bytes: [UInt8], path: String) {
    switch read(source.path) {
    case .bytes(let bytes, let path): return (bytes, path)
    case .missing: throw DiagnosticError(.sourceMissing(source, roots: roots))
    case .unreadable(let path, let reason):
      throw DiagnosticError(.sourceUnreadable(path, reason: reason, source))
    }
  }
}

extension BuildSource {
  /// The extension without the dot, in the case of the path; empty if there is none.
  var fileExtension: String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(name[name.utf8.index(after: dot)...])
  }

  /// Whether edk2's build_rule.txt has a rule for the extension, which it lists in lower case, in capitals and
  /// capitalised. `word` is in lower case.
  func hasExtension(_ word: String) -> Bool {
    // A fast path: there are thousands of sources, nearly all C, and the last byte is enough to tell.
    guard let last = path.utf8.last, let wanted = word.utf8.last, last | 0x20 == wanted else { return false }
    let own = fileExtension
    return own == word || own == word.uppercased() || own == word.prefix(1).uppercased() + word.dropFirst()
  }

  /// The path relative to the deepest folder that contains both the source and the module at `folder`. edk2
  /// names and sorts sources by it.
  func name(below folder: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let common = zip(parts.dropLast(), folder.split(separator: "/", omittingEmptySubsequences: false))
      .prefix { $0 == $1 }.count
    return parts.dropFirst(common).joined(separator: "/")
  }
}

extension BuildModule {
  /// The sources with an extension, without duplicates, sorted by the bytes of their names.
  func sources(withExtension word: String) -> [BuildSource] {
    var paths: Set<String> = []
    let own = sources.filter { $0.hasExtension(word) && paths.insert($0.path).inserted }
    return own.map { (key: Array($0.name(below: folder).utf8), source: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.source)
  }
}

extension Diagnostic {
  static func sourceMissing(_ source: BuildSource, roots: WorkspaceRoots) -> Diagnostic {
    Diagnostic(
      .sourceMissing, at: .source(source.name.range), "source '\(source.path)' does not exist",
      notes: roots.folders.map { Note("looked in \($0)") },
      fix: "correct the path, or remove the line from [Sources]")
  }

  static func sourceUnreadable(_ path: String, reason: String, _ source: BuildSource) -> Diagnostic {
    Diagnostic(
      .sourceUnreadable, at: .source(source.name.range), "cannot read \(path): \(reason)",
      fix: "make the file readable, or name another one")
  }
}
