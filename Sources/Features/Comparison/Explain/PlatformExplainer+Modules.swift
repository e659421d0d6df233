import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

extension PlatformExplainer {
  typealias Statement = Explanation.Statement

  func modules(_ what: String) -> [Explanation] {
    let wanted = ModuleName(what)
    let found = all.filter { _, module in
      module.path == what || module.path.hasSuffix("/\(what)") || ModuleName(module.baseName) == wanted
        || module.fileGUID == GUID(what)
    }
    return found.map { build, module in
      Explanation(
        .module, "\(module.baseName): \(module.path), a \(module.moduleType) for \(build.architecture)",
        listing(module) + dependencies(module) + links(module, of: build) + users(of: module)
          + errors(about: .path(TreePath(module.path))))
    }
  }

  /// The line that lists the module, and its placements.
  private func listing(_ module: BuildModule) -> [Statement] {
    var statements = [
      Statement("FILE_GUID \(module.fileGUID)"),
      Statement("listed here", at: .source(module.range)),
    ]
    for volume in survey.model.platform.flash?.volumes ?? [] {
      for case .module(let placement) in volume.files
      where placement.module.path.text == module.path
        && placement.module.architecture == module.architecture && placement.fileGUID == module.fileGUID
      {
        statements.append(
          Statement(
            "in \(volume.name)", at: .source(placement.statement.path.range),
            [Statement("packed by \(placement.rule.title)", at: .source(placement.rule.fileType.range))])
        )
      }
      for list in volume.aprioriLists {
        if let index = list.files.firstIndex(of: module.fileGUID) {
          statements.append(
            Statement(
              "number \(index + 1) of \(list.files.count) in the \(list.phase.rawValue) APRIORI list of \(volume.name)",
              at: .source(list.range)))
        }
      }
    }
    if statements.count == 2 { statements.append(Statement(ModulePlacements.nowhere + ": it is only built")) }
    return statements
  }

  /// The dependency expression, and the modules that produce what it names.
  private func dependencies(_ module: BuildModule) -> [Statement] {
    guard let depex = module.depex else { return [] }
    var statements = depex.clauses.map { clause in
      let words = clause.tokens.map(\.word).joined(separator: " ")
      return Statement(
        "\(words.isEmpty ? "nothing" : words), from \(clause.owner)",
        at: clause.tokens.first.map { .source($0.range) })
    }
    var seen: Set<GUID> = []
    for case .guid(let name, let guid) in depex.tokens.map(\.kind) where seen.insert(guid).inserted {
      let makers = producers(of: guid).filter { $0 != module.baseName }
      statements.append(
        Statement(
          makers.isEmpty
            ? "no INF of the platform says that its module produces \(name)"
            : "\(name) may be produced by \(makers.joined(separator: ", "))"))
    }
    return [Statement("starts when this is true", at: nil, statements)]
  }

  private func links(_ module: BuildModule, of build: ArchitectureBuild) -> [Statement] {
    guard !module.libraries.isEmpty else { return [] }
    let libraries = module.libraries.map { use in
      Statement(
        "\(use.libraryClass): \(build[use.library].path), used by \(use.wantedBy)",
        at: use.instance.place, decisions(use.instance) { $0 })
    }
    return [
      Statement(
        "links \(libraries.count) libraries, whose constructors run in this order", at: nil, libraries)
    ]
  }

  /// The modules that depend on something that this one produces.
  private func users(of module: BuildModule) -> [Statement] {
    let made = Set(produced(by: module).map(\.value))
    var users: [Statement] = []
    for (_, other) in all where other.path != module.path {
      var names: [String] = []
      for case .guid(let name, let guid) in other.depex?.tokens.map(\.kind) ?? []
      where made.contains(guid) && !names.contains(name) {
        names.append(name)
      }
      if !names.isEmpty { users.append(Statement("\(other.baseName), for \(names.joined(separator: ", "))")) }
    }
    guard !users.isEmpty else { return [] }
    return [
      Statement(
        "\(users.count == 1 ? "1 module waits" : "\(users.count) modules wait") for what it may produce",
        at: nil, users)
    ]
  }

  private func producers(of guid: GUID) -> [String] {
    var names: [String] = []
    for (_, module) in all where !names.contains(module.baseName) {
      if produced(by: module).contains(where: { $0.value == guid }) { names.append(module.baseName) }
    }
    return names
  }

  /// Protocols and PPIs, except those that the module's INF declares as only consumed.
  private func produced(by module: BuildModule) -> [NamedGUID] {
    let references = module.inf.protocols + module.inf.ppis
    let produced = Set(references.filter(\.mayBeProduced).map(\.name.value))
    return (module.protocols + module.ppis).filter { produced.contains($0.name) }
  }
}

extension INFReference {
  /// The usage comment says `## PRODUCES`, `## SOMETIMES_PRODUCES` or `## BY_START`.
  fileprivate var mayBeProduced: Bool {
    let line = name.range.file.line(at: name.range.bytes.lowerBound)
    guard let comment = line.firstIndex(of: "#") else { return false }
    let words = line[comment...].split { !$0.isLetter && $0 != "_" }
    return words.contains { $0 == "PRODUCES" || $0 == "SOMETIMES_PRODUCES" || $0 == "BY_START" }
  }
}

extension DepexToken {
  var word: String {
    switch kind {
    case .keyword(let word): word
    case .guid(let name, _): name
    }
  }
}
