import PlatformModel

/// The order in which modules are built.
///
/// Of the actions that are ready, ninja starts those first that come first in its file. Links with LTO take
/// long, and each waits for its last library. So the module with the most to link comes first, followed
/// directly by its libraries, and every link precedes the compilations of the modules that follow. A link then
/// starts as early as possible, and only small modules are left at the end.
struct ModuleOrder {
  /// The libraries of each architecture.
  private var libraries: [LibraryTable<PlannedModule>] = []
  private var modules: [Module] = []

  private struct Module {
    let plan: PlannedModule
    /// A place in `ModuleOrder.libraries`.
    let architecture: Int
    /// The heaviest first, each once.
    let libraries: [LibraryID]
    /// Object files to link.
    let weight: Int
  }

  /// Adds what is built for one architecture.
  ///
  /// - Parameter modules: each with the libraries that it links, each of them once.
  mutating func add(
    _ modules: [(plan: PlannedModule, libraries: [LibraryID])], _ libraries: LibraryTable<PlannedModule>
  ) {
    let weights = libraries.mapValues(\.objects.count)
    for (plan, linked) in modules {
      let weight = linked.reduce(plan.objects.count) { $0 + weights[$1] }
      self.modules.append(
        Module(
          plan: plan, architecture: self.libraries.count,
          libraries: linked.sorted { (weights[$1], $0) < (weights[$0], $1) },
          weight: plan.link.isEmpty ? 0 : weight))
    }
    self.libraries.append(libraries)
  }

  func forEach(_ body: (_ actions: [Action], _ recipes: [Recipe]) -> Void) {
    var isDone = libraries.map { $0.mapValues { _ in false } }
    func give(_ library: LibraryID, _ architecture: Int) {
      guard !isDone[architecture][library] else { return }
      isDone[architecture][library] = true
      let plan = libraries[architecture][library]
      body(plan.archive + plan.compiles, plan.recipes)
    }
    // Of modules that weigh the same the first one stays first.
    for (_, module) in modules.enumerated().sorted(by: {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }) {
      body(module.plan.link + module.plan.archive, module.plan.recipes)
      for library in module.libraries { give(library, module.architecture) }
      body(module.plan.compiles, module.plan.recipes)
    }
    for architecture in libraries.indices {
      for library in libraries[architecture].indices { give(library, architecture) }
    }
  }
}
