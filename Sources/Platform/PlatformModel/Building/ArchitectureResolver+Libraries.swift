import Diagnostics
import Manifests
import Vocabulary

/// The libraries of one module, found class by class from the module outwards.
struct LibrarySearch {
  /// Stands for the module itself among the numbers of libraries.
  static let module = -1

  struct Found {
    let libraryClass: LibraryClassName
    let library: Int
    let instance: Fact<String>
    /// Who asked first.
    let consumer: Int
  }

  var found: [Found] = []
  /// The place in `found` of a class.
  var numbers: [LibraryClassName: Int] = [:]
  /// For each library those that use it, the module apart, in the order in which they asked.
  var users: [Int: [Int]] = [:]
  /// Classes without an instance.
  var unresolved: Set<LibraryClassName> = []
  /// Those of them that have not been looked behind.
  var missing: [Missing] = []

  struct Missing {
    let name: LibraryClassName
    let range: SourceRange
    /// What others name for the class.
    let instance: String?
    let consumer: Int
  }
}

extension ArchitectureResolver {
  /// The libraries that a component links, in the order in which their constructors run; nil when there is no
  /// such order. After an error those that were found. A library that is built for its own sake links none.
  mutating func link(_ component: DSCComponent, _ module: ModuleView) -> [LibraryUse]? {
    guard !module.inf.isLibrary else { return [] }
    let overrides = component.libraryClasses.filter { applies($0.scopes.map(\.arch)) }
    var own: [LibraryClassName: Fact<String>] = [:]
    for line in overrides where !line.isNull {
      var fact = own[line.name.value] ?? scopes.instance(of: line.name.value, for: module.moduleType)
      LibraryScopes.decide(&fact, line.path)
      own[line.name.value] = fact
    }

    var search = LibrarySearch()
    var stack = [LibrarySearch.module]
    while let consumer = stack.popLast() {
      let view = consumer == LibrarySearch.module ? module : libraryViews[consumer]
      for wanted in view.libraryClasses {
        visit(wanted, consumer, own: own[wanted.name], module, &search, &stack)
      }
      guard consumer == LibrarySearch.module else { continue }
      for line in forced(overrides, module) {
        let name = LibraryClassName("NULL \(search.found.count) \(line.value)")
        guard let number = library(TreePath.normalized(line.value), at: line.range) else { continue }
        search.add(
          name, number, Fact(libraryViews[number].path, at: .source(line.range)), consumer: consumer)
        stack.append(number)
      }
    }
    lookBehind(search, own, module)
    return sort(search, module)
  }

  /// What would be missing next, if the missing classes had the instances that are known for them: one run is to
  /// tell of all.
  private mutating func lookBehind(
    _ search: LibrarySearch, _ own: [LibraryClassName: Fact<String>], _ module: ModuleView
  ) {
    guard !search.missing.isEmpty else { return }
    var search = search
    var stack: [Int] = []
    while let missing = search.missing.popLast() {
      // The known instance may be one that only the message names.
      var silent = DiagnosticList()
      swap(&silent, &platform.diagnostics)
      let number = missing.instance.flatMap { library(TreePath.normalized($0), at: missing.range) }
      swap(&silent, &platform.diagnostics)
      guard let number, libraryViews[number].isUsable(by: module.moduleType) else { continue }
      search.add(
        missing.name, number, Fact(libraryViews[number].path, at: .source(missing.range)),
        consumer: missing.consumer)
      stack.append(number)
      while let consumer = stack.popLast() {
        for wanted in libraryViews[consumer].libraryClasses {
          visit(wanted, consumer, own: own[wanted.name], module, &search, &stack)
        }
      }
    }
  }

  /// Libraries without a class: the platform's for the module's type, then the component's.
  private func forced(_ overrides: [DSCLibraryClass], _ module: ModuleView) -> [Located<String>] {
    var result: [Located<String>] = []
    if module.moduleType != .userDefined {
      for line in scopes.unnamed where line.type.includes(module.moduleType) {
        result.append(line.path)
      }
    }
    for line in overrides where line.isNull { result.append(line.path) }
    return result
  }

  private mutating func visit(
    _ wanted: ModuleView.WantedClass, _ consumer: Int, own: Fact<String>?, _ module: ModuleView,
    _ search: inout LibrarySearch, _ stack: inout [Int]
  ) {
    if let known = search.numbers[wanted.name] {
      search.use(search.found[known].library, by: consumer)
      return
    }
    var instance = own ?? scopes.instance(of: wanted.name, for: module.moduleType)
    if instance == nil, let recommended = wanted.recommended { LibraryScopes.decide(&instance, recommended) }
    guard let instance else {
      guard search.unresolved.insert(wanted.name).inserted else { return }
      let candidates = candidates(wanted.name)
      report(.libraryClassUnresolved(wanted, chain: chain(consumer, search, module), candidates))
      search.missing.append(
        .init(name: wanted.name, range: wanted.range, instance: candidates.instance, consumer: consumer))
      return
    }
    guard case .source(let place) = instance.place, let number = library(instance.value, at: place) else {
      return
    }
    guard libraryViews[number].isUsable(by: module.moduleType) else {
      report(
        .libraryUnusable(
          libraryViews[number], instance, for: module, chain: chain(consumer, search, module)))
      return
    }
    search.add(wanted.name, number, instance, consumer: consumer)
    stack.append(number)
  }

  private mutating func sort(_ search: LibrarySearch, _ module: ModuleView) -> [LibraryUse]? {
    let views = libraryViews
    var order = LibraryOrder(search.found.map(\.library), users: search.users) { views[$0].hasConstructor }
    do throws(LibraryOrder.Circle) {
      let sorted = try order.sorted()
      var uses: [LibraryUse] = []
      for library in sorted {
        guard let found = search.found.first(where: { $0.library == library }) else { continue }
        uses.append(
          LibraryUse(
            libraryClass: found.libraryClass.name.hasPrefix("NULL ") ? .null : found.libraryClass,
            library: library, instance: found.instance,
            wantedBy: found.consumer == LibrarySearch.module ? module.path : views[found.consumer].path))
      }
      return uses
    } catch {
      report(.constructorCircle(error, in: module, views))
      return nil
    }
  }

  /// Who asked, from the one that names the class up to the module.
  func chain(_ consumer: Int, _ search: LibrarySearch, _ module: ModuleView) -> [String] {
    var chain: [String] = []
    var next = consumer
    while next != LibrarySearch.module, chain.count < libraryViews.count {
      chain.append(libraryViews[next].path)
      next = search.found.first { $0.library == next }?.consumer ?? LibrarySearch.module
    }
    return chain + [module.path]
  }
}

extension LibrarySearch {
  mutating func add(_ name: LibraryClassName, _ library: Int, _ instance: Fact<String>, consumer: Int) {
    numbers[name] = found.count
    found.append(Found(libraryClass: name, library: library, instance: instance, consumer: consumer))
    use(library, by: consumer)
  }

  mutating func use(_ library: Int, by consumer: Int) {
    guard consumer != Self.module, !(users[library]?.contains(consumer) ?? false) else { return }
    users[library, default: []].append(consumer)
  }
}
