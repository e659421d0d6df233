import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// Puts together the dependency expressions of modules: a module's own [Depex] and those of its libraries (PI 1.8
/// Vol 2, 10.7; EDK II INF Specification, 3.14).
struct DepexResolver {
  private let store: ManifestStore
  private let guids: GUIDResolver
  /// Most libraries have no [Depex].
  private let hasDepex: LibraryTable<Bool>

  /// - Parameter store: has every library that modules link, and every INF that is named by its path.
  init(_ store: ManifestStore) {
    self.store = store
    guids = GUIDResolver(store)
    hasDepex = store.libraries.mapValues { !$0.inf.depexes.isEmpty }
  }

  /// Nil for a library, and where no [Depex] applies. Libraries behind a BEFORE or AFTER do not take part.
  ///
  /// - Parameter pcds: those of the module and its libraries; a fixed one may stand for a GUID.
  func depex(
    of module: ModuleView, libraries: [LibraryID], pcds: @autoclosure () -> [ModulePCD],
    _ diagnostics: inout DiagnosticList
  ) -> ModuleDepex? {
    guard !module.inf.isLibrary, module.inf.defines["DPX_SOURCE"] == nil else { return nil }
    let isBinary = module.inf.sources.isEmpty && !module.inf.binaries.isEmpty
    let hasOwn = module.inf.depexes.contains { store.applies($0.scopes.map(\.arch)) }
    if !isBinary, !hasOwn, ModuleType.needingDepex.contains(module.moduleType) {
      diagnostics.add(.depexMissing(module))
    }
    var clauses: [ModuleDepex.Clause] = []
    var seen: Set<LibraryID> = []
    let linked = libraries.filter { hasDepex[$0] && seen.insert($0).inserted }.map { store[$0] }
    for view in (isBinary ? [] : [module]) + linked {
      guard !view.inf.depexes.isEmpty else { continue }
      clauses += self.clauses(of: view, for: module.moduleType, pcds, &diagnostics)
      if clauses.contains(where: { $0.tokens.contains(where: \.isPlacement) }) { break }
    }
    return clauses.isEmpty ? nil : ModuleDepex(clauses: clauses)
  }

  /// What an INF says for modules of `type`. It is kept unless PCDs or other INFs have a part in it.
  private func clauses(
    of view: ModuleView, for type: ModuleType, _ pcds: () -> [ModulePCD],
    _ diagnostics: inout DiagnosticList
  ) -> [ModuleDepex.Clause] {
    let cache = store.manifests.cache.parts
    if let known = cache.depex(of: view, for: type) { return known }
    var own = DiagnosticList()
    var isLasting = true
    let clauses = sections(of: view, for: type).map { section in
      var tokens: [DepexToken] = []
      for word in section.flatMap(\.words) {
        if word.value.hasSuffix(".inf") || PCDName(word.value) != nil { isLasting = false }
        if let token = token(word, in: view, pcds, &own) { tokens.append(token) }
      }
      if tokens.last?.kind == .keyword("END") { tokens.removeLast() }
      return ModuleDepex.Clause(owner: view.path, tokens: tokens)
    }
    if isLasting, own.all.isEmpty { cache.keep(clauses, of: view, for: type) }
    diagnostics.add(contentsOf: own.all)
    return clauses
  }

  /// The sections that apply to a module of `type`, those of one scope together: for the architecture
  /// and the type, the architecture, the type, and all.
  private func sections(of view: ModuleView, for type: ModuleType) -> [[ManifestLine]] {
    let architecture = Qualifier.only(store.architecture)
    let scopes = [
      ModuleScope(arch: architecture, moduleType: .only(type)),
      ModuleScope(arch: architecture, moduleType: .common),
      ModuleScope(arch: .common, moduleType: .only(type)), ModuleScope(arch: .common, moduleType: .common),
    ]
    return scopes.compactMap { scope in
      let sections = view.inf.depexes.filter { $0.scopes.contains(scope) }
      return sections.isEmpty ? nil : sections.flatMap(\.lines)
    }
  }

  private func token(
    _ word: Located<String>, in view: ModuleView, _ pcds: () -> [ModulePCD],
    _ diagnostics: inout DiagnosticList
  ) -> DepexToken? {
    if DepexToken.keywords.contains(word.value) {
      return DepexToken(kind: .keyword(word.value), range: word.range)
    }
    func named(_ guid: GUID) -> DepexToken {
      DepexToken(kind: .guid(name: word.value, guid), range: word.range)
    }
    if word.value.hasSuffix(".inf") {
      if let guid = store.manifests.known(TreePath(word.value))?.fileGUID?.value { return named(guid) }
    } else if let name = PCDName(word.value) {
      let pcd = pcds().first { $0.access == .fixedAtBuild && $0.name == name }
      if case .bytes(let bytes) = pcd?.content, bytes.count == 16 {
        return named(GUID(mixedEndian: bytes[...]))
      }
      diagnostics.add(.depexPCD(word, of: view.path))
      return nil
    } else {
      for kind in [PackageView.Kind.proto, .ppi, .guid] {
        if let found = guids.guid(word.value, kind, in: view) { return named(found.value) }
      }
    }
    diagnostics.add(.depexName(word, of: view.path))
    return nil
  }
}

extension DepexToken {
  static let keywords: Set<String> = [
    "AND", "OR", "NOT", "TRUE", "FALSE", "BEFORE", "AFTER", "SOR", "END", "(", ")",
  ]

  /// Whether it orders the module before or after another instead of asking for something.
  var isPlacement: Bool { kind == .keyword("BEFORE") || kind == .keyword("AFTER") }
}

extension ManifestLine {
  /// What stands between blanks; parentheses stand alone.
  fileprivate var words: [Located<String>] {
    let bytes = Array(text.utf8)
    var words: [Located<String>] = []
    var start: Int?
    func end(_ index: Int) {
      if let first = start {
        let part = first..<index
        words.append(Located(String(decoding: bytes[part], as: UTF8.self), at: range(of: part)))
      }
      start = nil
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): end(index)
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        end(index)
        start = index
        end(index + 1)
      default: if start == nil { start = index }
      }
    }
    end(bytes.count)
    return words
  }
}

extension Diagnostic {
  static func depexMissing(_ module: ModuleView) -> Diagnostic {
    Diagnostic(
      .depexMissing, at: .file(module.path), about: .path(TreePath(module.path)),
      "a \(module.moduleType) needs a [Depex] section",
      fix: "add [Depex] with the protocols or PPIs that it needs, or with TRUE")
  }

  static func depexPCD(_ word: Located<String>, of module: String) -> Diagnostic {
    Diagnostic(
      .depexPcd, at: .source(word.range), involving: [.path(TreePath(module))],
      "expected a FixedAtBuild PCD of \(module) with the 16 bytes of a GUID, found '\(word.value)'",
      fix: "list it in [FixedPcd], and give it 16 bytes in braces")
  }

  static func depexName(_ word: Located<String>, of module: String) -> Diagnostic {
    Diagnostic(
      .depexName, at: .source(word.range), involving: [.path(TreePath(module))],
      "no package that \(module) lists declares '\(word.value)' as a protocol, PPI or GUID",
      fix: "add the package that declares it to [Packages], or correct the name")
  }
}
