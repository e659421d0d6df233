import Diagnostics
import Manifests
import Vocabulary

/// Finds the library instances that modules link on one architecture.
struct LibraryLinker {
  private let architecture: Architecture
  private let scopes: LibraryScopes
  /// What `scopes` decides, by module type.
  private var decided: [ModuleType: Decisions] = [:]
  private var candidates: LibraryCandidateSearch

  /// - Parameter siblings: DSC files that may show how another platform resolves a class.
  init(_ dsc: DSCFile, architecture: Architecture, siblings: @escaping @Sendable () -> [String]) {
    self.architecture = architecture
    scopes = LibraryScopes(dsc.libraryClasses, architecture: architecture)
    candidates = LibraryCandidateSearch(dsc.file, siblings: siblings)
  }

  /// The libraries that a component links, in the order in which their constructors run; nil when there is no
  /// such order. After an error those that were found. A library that is built for its own sake links none.
  mutating func link(
    _ component: DSCComponent, _ module: ModuleView, _ store: inout ManifestStore,
    _ diagnostics: inout DiagnosticList
  ) -> [LibraryUse]? {
    guard !module.inf.isLibrary else { return [] }
    let lines = component.libraryClasses.filter { store.applies($0.scopes.map(\.arch)) }
    let overrides = overrides(lines, for: module.moduleType)
    let unnamed = scopes.unnamed(for: module.moduleType) + lines.filter(\.isNull).map(\.path)
    if let known = recall(module, overrides, unnamed, &store, &diagnostics) { return known }
    var walk = LibraryWalk(from: module, overrides: overrides)
    var own = DiagnosticList()
    for wanted in module.libraryClasses { visit(wanted, .module, &walk, &store, &own) }
    for line in unnamed {
      guard let library = walk.ask(line.value.text, at: line.range, &store, &own) else { continue }
      walk.add(library, for: .null, Fact(store[library].path, at: .source(line.range)), consumer: .module)
    }
    follow(&walk, &store, &own)
    lookBehind(walk, &store, &own)
    let libraries = sort(walk, store, &own)
    if own.all.isEmpty, let libraries { remember(libraries, of: walk, unnamed, store) }
    diagnostics.add(contentsOf: own.all)
    return libraries
  }

  /// The instances that a component names for its classes, each with the platform's that it overrides.
  private mutating func overrides(
    _ lines: [DSCLibraryClass], for type: ModuleType
  ) -> [LibraryClassName: Fact<String>] {
    var own: [LibraryClassName: Fact<String>] = [:]
    for line in lines where !line.isNull {
      var fact = own[line.name.value] ?? instance(of: line.name.value, for: type)
      LibraryScopes.decide(&fact, line.path)
      own[line.name.value] = fact
    }
    return own
  }

  private mutating func instance(of name: LibraryClassName, for type: ModuleType) -> Fact<String>? {
    decisions(for: type).instance(of: name)
  }

  private mutating func decisions(for type: ModuleType) -> Decisions {
    if let known = decided[type] { return known }
    let new = Decisions(scopes, type)
    decided[type] = new
    return new
  }

  /// What the platform names for the classes that modules of one type link. Each class is decided once.
  private final class Decisions {
    private let scopes: LibraryScopes
    private let type: ModuleType
    private var known: [LibraryClassName: Fact<String>?] = [:]

    init(_ scopes: LibraryScopes, _ type: ModuleType) {
      self.scopes = scopes
      self.type = type
    }

    func instance(of name: LibraryClassName) -> Fact<String>? {
      if let known = known[name] { return known }
      let instance = scopes.instance(of: name, for: type)
      known[name] = .some(instance)
      return instance
    }
  }

  // MARK: Other configurations

  /// The libraries that another configuration of the workspace links into the module, if everything that they depend
  /// on is the same in this one.
  private mutating func recall(
    _ module: ModuleView, _ overrides: [LibraryClassName: Fact<String>], _ unnamed: [Located<TreePath>],
    _ store: inout ManifestStore, _ diagnostics: inout DiagnosticList
  ) -> [LibraryUse]? {
    let decisions = decisions(for: module.moduleType)
    for record in store.links.records(of: module) {
      let isAlike =
        unnamed.elementsEqual(record.unnamed) { $0.value == $1.value && $0.range.isIdentical(to: $1.range) }
        && record.readings.allSatisfy { reading in
          let own = overrides[reading.name] ?? decisions.instance(of: reading.name)
          switch (own, reading.instance) {
          case (nil, nil): return true
          case (let own?, let other?): return own.isIdentical(to: other)
          default: return false
          }
        }
      guard isAlike else { continue }
      // In the order of a walk, so that a walk from here on finds the same.
      var libraries: [LibraryID] = []
      for asked in record.libraries {
        guard let library = store.library(asked.view, at: asked.place, &diagnostics) else { return nil }
        libraries.append(library)
      }
      return record.uses.map { entry in
        var use = entry.use
        use.library = libraries[entry.library]
        return use
      }
    }
    return nil
  }

  private func remember(
    _ uses: [LibraryUse], of walk: LibraryWalk, _ unnamed: [Located<TreePath>], _ store: ManifestStore
  ) {
    guard !walk.missesLibrary else { return }
    var indices: [LibraryID: Int] = [:]
    for (index, asked) in walk.asked.enumerated() where indices[asked.library] == nil {
      indices[asked.library] = index
    }
    let found = uses.compactMap { use in indices[use.library].map { (use: use, library: $0) } }
    guard found.count == uses.count else { return }
    store.links.add(
      LinkRecord(
        module: walk.module, readings: walk.readings, unnamed: unnamed,
        libraries: walk.asked.map { .init(place: $0.place, view: store[$0.library]) },
        uses: found))
  }

  // MARK: The walk

  /// Visits the classes of all pending libraries, and of those that they bring.
  private mutating func follow(
    _ walk: inout LibraryWalk, _ store: inout ManifestStore, _ diagnostics: inout DiagnosticList
  ) {
    while let consumer = walk.pending.popLast() {
      for wanted in store[consumer].libraryClasses {
        visit(wanted, .library(consumer), &walk, &store, &diagnostics)
      }
    }
  }

  private mutating func visit(
    _ wanted: ModuleView.WantedClass, _ consumer: LinkNode, _ walk: inout LibraryWalk,
    _ store: inout ManifestStore, _ diagnostics: inout DiagnosticList
  ) {
    if let known = walk.instances[wanted.name] { return walk.use(known, by: consumer) }
    let type = walk.module.moduleType
    var instance = walk.overrides[wanted.name] ?? instance(of: wanted.name, for: type)
    walk.read(wanted.name, instance)
    if instance == nil, let recommended = wanted.recommended {
      LibraryScopes.decide(&instance, recommended.map { TreePath($0) })
    }
    guard let instance else {
      guard walk.unresolved.insert(wanted.name).inserted else { return }
      let candidates = candidates.candidates(for: wanted.name, in: store.manifests)
      diagnostics.add(
        .libraryClassUnresolved(wanted, chain: walk.chain(from: consumer, in: store), candidates))
      walk.missing.append(
        .init(name: wanted.name, range: wanted.range, instance: candidates.instance, consumer: consumer))
      return
    }
    guard case .source(let place) = instance.place,
      let library = walk.ask(instance.value, at: place, &store, &diagnostics)
    else { return }
    guard store[library].isUsable(by: type) else {
      diagnostics.add(
        .libraryUnusable(
          store[library], instance, for: walk.module, chain: walk.chain(from: consumer, in: store)))
      return
    }
    walk.add(library, for: .libraryClass(wanted.name), instance, consumer: consumer)
  }

  /// Reports what would be missing next if the missing classes had the instances that are known for them, so that
  /// one run reports all.
  private mutating func lookBehind(
    _ walk: LibraryWalk, _ store: inout ManifestStore, _ diagnostics: inout DiagnosticList
  ) {
    var walk = walk
    while let missing = walk.missing.popLast() {
      // The instance may be one that only the message names: what is wrong with it is nobody's mistake here.
      var unsaid = DiagnosticList()
      guard let path = missing.instance,
        let library = store.library(TreePath.normalized(path), at: missing.range, &unsaid),
        store[library].isUsable(by: walk.module.moduleType)
      else { continue }
      walk.add(
        library, for: .libraryClass(missing.name), Fact(store[library].path, at: .source(missing.range)),
        consumer: missing.consumer)
      follow(&walk, &store, &diagnostics)
    }
  }

  // MARK: The order

  private func sort(
    _ walk: LibraryWalk, _ store: ManifestStore, _ diagnostics: inout DiagnosticList
  ) -> [LibraryUse]? {
    var order = LibraryOrder(walk.found.map(\.library), users: walk.users) { store[$0].hasConstructor }
    let first = Dictionary(walk.found.map { ($0.library, $0) }) { first, _ in first }
    do throws(LibraryOrder.Circle) {
      return try order.sorted().compactMap { library in
        guard let found = first[library] else { return nil }
        let wantedBy =
          switch found.consumer {
          case .module: walk.module.path
          case .library(let consumer): store[consumer].path
          }
        return LibraryUse(
          reason: found.reason, library: library, instance: found.instance, wantedBy: wantedBy)
      }
    } catch {
      diagnostics.add(.constructorCircle(error, in: walk.module, store))
      return nil
    }
  }
}
