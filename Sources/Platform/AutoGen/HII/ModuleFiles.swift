import Diagnostics
import Manifests
import PlatformModel

/// The files that a module's manifest names, found in the workspace's roots.
struct ModuleFiles {
  let files: any ManifestFiles
  let roots: WorkspaceRoots

  enum Contents {
    /// With the path where the file lies.
    case bytes([UInt8], at: String)
    case missing
    case unreadable(path: String, reason: String)
  }

  /// The file at `path`, as it is when absolute, else in the first root that has it.
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

  /// A source that the INF names, which must be there.
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
  /// Without the dot, in the case of the path; empty where the name has none.
  var fileExtension: String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(name[name.utf8.index(after: dot)...])
  }

  /// Whether a rule of edk2's build_rule.txt for `.uni`, `.idf` and the like takes the file: it lists an
  /// extension in lower case, in capitals and with a capital first. `word` has small letters only.
  func hasExtension(_ word: String) -> Bool {
    // Nearly all sources are C, and there are thousands: the last byte tells.
    guard let last = path.utf8.last, let wanted = word.utf8.last, last | 0x20 == wanted else { return false }
    let own = fileExtension
    return own == word || own == word.uppercased() || own == word.prefix(1).uppercased() + word.dropFirst()
  }

  /// The path below the deepest folder that holds both the source and the module at `folder`: what
  /// edk2 calls the source, and by which it puts sources in order.
  func name(below folder: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let common = zip(parts.dropLast(), folder.split(separator: "/", omittingEmptySubsequences: false))
      .prefix { $0 == $1 }.count
    return parts.dropFirst(common).joined(separator: "/")
  }
}

extension BuildModule {
  /// The sources with an extension, each path once, in the order of their names' bytes.
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
