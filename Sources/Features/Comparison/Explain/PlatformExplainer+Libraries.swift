import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

extension PlatformExplainer {
  /// A use of the class: the module, and how its instance was decided.
  private struct Use {
    let module: BuildModule
    let use: LibraryUse
  }

  func libraries(_ what: String) -> [Explanation] {
    let wanted = LibraryClassName(what)
    var classes: Set<LibraryClassName> = []
    for (build, module) in all {
      for use in module.libraries {
        let path = build[use.library].path
        if use.libraryClass == wanted || path == what || path.hasSuffix("/\(what)") {
          classes.insert(use.libraryClass)
        }
      }
    }
    let lines = survey.dsc.libraryClasses + survey.dsc.components.flatMap(\.libraryClasses)
    if lines.contains(where: { $0.name.value == wanted }) || declaration(of: wanted) != nil {
      classes.insert(wanted)
    }
    if survey.diagnostics.contains(where: { $0.subject == .libraryClass(wanted) }) { classes.insert(wanted) }
    return classes.sorted().map(explain(libraryClass:))
  }

  private func explain(libraryClass name: LibraryClassName) -> Explanation {
    var statements: [Statement] = []
    if let declared = declaration(of: name) {
      statements.append(
        Statement("declared with the header \(declared.header.value)", at: .source(declared.name.range)))
    } else {
      statements.append(Statement("no package of the platform declares it"))
    }
    statements += instances(of: name)
    statements += candidates(for: name)
    let errors = errors(about: .libraryClass(name))
    if errors.isEmpty, uses(of: name).isEmpty {
      statements.append(Statement("no module of the platform links it"))
    }
    return Explanation(.library, "library class \(name)", statements + errors)
  }

  private func uses(of name: LibraryClassName) -> [(instance: String, use: Use)] {
    all.flatMap { build, module in
      module.libraries.filter { $0.libraryClass == name }.map {
        (build[$0.library].path, Use(module: module, use: $0))
      }
    }
  }

  /// The instances of the class with the modules that link them, each with the lines that decided.
  private func instances(of name: LibraryClassName) -> [Statement] {
    struct Group: Hashable {
      let instance: String
      let place: Diagnostic.Place
    }
    var groups: [Group: [Use]] = [:]
    var order: [Group] = []
    for (instance, use) in uses(of: name) {
      let group = Group(instance: instance, place: use.use.instance.place)
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(use)
    }
    return order.map { group in
      let uses = groups[group] ?? []
      let count = uses.count == 1 ? "1 module" : "\(uses.count) modules"
      var children = uses.first.map { decisions($0.use.instance) { $0 } } ?? []
      children += uses.prefix(Self.mostModules).map { use in
        let asker = use.use.wantedBy == use.module.path ? "itself" : use.use.wantedBy
        return Statement("\(use.module.path), a \(use.module.moduleType), used by \(asker)")
      }
      if uses.count > Self.mostModules {
        children.append(Statement("and \(uses.count - Self.mostModules) more"))
      }
      return Statement("\(group.instance) for \(count)", at: group.place, children)
    }
  }

  private static let mostModules = 8

  /// Lines that name an instance but have no effect: overridden, for other modules, or in branches not taken.
  private func candidates(for name: LibraryClassName) -> [Statement] {
    let winners = Set(uses(of: name).map(\.use.use.instance.place))
    var statements: [Statement] = []
    var told: Set<SourceRange> = []
    for component in survey.dsc.components {
      for line in component.libraryClasses where line.name.value == name {
        told.insert(line.name.range)
        guard !winners.contains(.source(line.path.range)) else { continue }
        statements.append(
          Statement(
            "not used: \(line.path.value), for \(component.path.value) only", at: .source(line.path.range)))
      }
    }
    for line in survey.dsc.libraryClasses where line.name.value == name {
      told.insert(line.name.range)
      guard !winners.contains(.source(line.path.range)) else { continue }
      let scopes = line.scopes.map { "\($0.arch.description.lowercased()).\($0.moduleType)" }.joined(
        separator: ", ")
      statements.append(
        Statement("not used: \(line.path.value), for \(scopes)", at: .source(line.path.range)))
    }
    var files: Set<String> = []
    for file in sourceFiles where files.insert(file.path).inserted {
      for line in ConditionScan(file).lines(naming: name)
      where !told.contains(where: { $0.file.path == line.range.file.path && $0.line == line.range.line }) {
        statements.append(
          Statement("condition not met: \(line.instance)", at: .source(line.range)))
      }
    }
    return statements
  }

  /// The DSC and the files that it includes.
  private var sourceFiles: [SourceFile] {
    [survey.dsc.file] + survey.dsc.libraryClasses.map(\.name.range.file)
  }

  private func declaration(of name: LibraryClassName) -> DECLibraryClass? {
    for package in survey.packages {
      if let found = package.libraryClasses.first(where: { $0.name.value == name }) { return found }
    }
    return nil
  }
}
