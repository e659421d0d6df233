import Diagnostics
import Manifests
import Vocabulary

/// Finds the library instances that modules link on one architecture.
struct LibraryLinker {
  private let architecture: Architecture
  private let scopes: LibraryScopes
  private var candidates: LibraryCandidateSearch

  /// - Parameter siblings: DSC files that may show how another platform resolves a class.
  init(_ dsc: DSCFile, architecture: Architecture, siblings: [String]) {
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
    var walk = LibraryWalk(from: module, overrides: overrides(lines, for: module.moduleType))
    for wanted in module.libraryClasses { visit(wanted, .module, &walk, &store, &diagnostics) }
    for line in scopes.unnamed(for: module.moduleType) + lines.filter(\.isNull).map(\.path) {
      guard
        let library = store.library(line.value.text, at: line.range, &diagnostics)
      else { continue }
      walk.add(library, for: .null, Fact(store[library].path, at: .source(line.range)), consumer: .module)
    }
    follow(&walk, &store, &diagnostics)
    lookBehind(walk, &store, &diagnostics)
    return sort(walk, store, &diagnostics)
  }

  /// The instances that a component names for its classes, each with the platform's that it overrides.
  private func overrides(
    _ lines: [DSCLibraryClass], for type: ModuleType
  ) -> [LibraryClassName: Fact<String>] {
    var own: [LibraryClassName: Fact<String>] = [:]
    for line in lines where !line.isNull {
      var fact = own[line.name.value] ?? scopes.instance(of: line.name.value, for: type)
      LibraryScopes.decide(&fact, line.path)
      own[line.name.value] = fact
    }
    return own
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
    var instance = walk.overrides[wanted.name] ?? scopes.instance(of: wanted.name, for: type)
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
      let library = store.library(instance.value, at: place, &diagnostics)
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
