import Diagnostics
import Manifests
import Vocabulary

/// What links a library: the module itself, or another library of the module.
enum LinkNode: Hashable {
  case module
  case library(LibraryID)
}

/// The libraries of one module as the walk from the module outwards finds them.
struct LibraryWalk {
  struct Found {
    let reason: LibraryUse.Reason
    let library: LibraryID
    let instance: Fact<String>
    /// What asked first.
    let consumer: LinkNode
  }

  /// A class without an instance.
  struct Missing {
    let name: LibraryClassName
    let range: SourceRange
    /// What others name for the class.
    let instance: String?
    let consumer: LinkNode
  }

  let module: ModuleView
  /// The instances that the component itself names, which come before the platform's.
  let overrides: [LibraryClassName: Fact<String>]

  /// In the order in which classes found their instances; a library that serves two classes stands here twice.
  private(set) var found: [Found] = []
  /// The instance of each class that was found.
  private(set) var instances: [LibraryClassName: LibraryID] = [:]
  /// For each library the libraries that use it, in the order in which they asked.
  private(set) var users: [LibraryID: [LibraryID]] = [:]
  /// Libraries whose own classes have not been visited.
  var pending: [LibraryID] = []
  /// What the platform and the component name for each class that was visited.
  private(set) var readings: [LinkRecord.Reading] = []
  /// The libraries that were asked for, in that order.
  private(set) var asked: [(path: String, place: SourceRange, library: LibraryID)] = []
  /// Whether one of them cannot be read.
  private(set) var missesLibrary = false
  /// Classes without an instance.
  var unresolved: Set<LibraryClassName> = []
  /// Those of them that have not been looked behind.
  var missing: [Missing] = []

  init(from module: ModuleView, overrides: [LibraryClassName: Fact<String>]) {
    self.module = module
    self.overrides = overrides
  }

  mutating func read(_ name: LibraryClassName, _ instance: Fact<String>?) {
    readings.append(.init(name: name, instance: instance))
  }

  /// The library at `path`, which `place` names; nil after an error.
  mutating func ask(
    _ path: String, at place: SourceRange, _ store: inout ManifestStore, _ diagnostics: inout DiagnosticList
  ) -> LibraryID? {
    guard let library = store.library(path, at: place, &diagnostics) else {
      missesLibrary = true
      return nil
    }
    asked.append((path, place, library))
    return library
  }

  mutating func add(
    _ library: LibraryID, for reason: LibraryUse.Reason, _ instance: Fact<String>, consumer: LinkNode
  ) {
    if case .libraryClass(let name) = reason { instances[name] = library }
    found.append(Found(reason: reason, library: library, instance: instance, consumer: consumer))
    use(library, by: consumer)
    pending.append(library)
  }

  mutating func use(_ library: LibraryID, by consumer: LinkNode) {
    guard case .library(let user) = consumer, !(users[library]?.contains(user) ?? false) else { return }
    users[library, default: []].append(user)
  }

  /// The INFs from the one that asks up to the module.
  func chain(from consumer: LinkNode, in store: ManifestStore) -> [String] {
    var chain: [String] = []
    var next = consumer
    // Every library was asked for before it asks, so the chain ends; the count guards against a mistake here.
    while case .library(let library) = next, chain.count < store.libraries.count {
      chain.append(store[library].path)
      next = found.first { $0.library == library }?.consumer ?? .module
    }
    return chain + [module.path]
  }
}
