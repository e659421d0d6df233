/// The order in which modules are built.
///
/// Of the actions that are ready, ninja starts those first that come first in its file. Links with LTO take
/// long, and each waits for its last library. So the module with the most to link comes first, followed
/// directly by its libraries, and every link precedes the compilations of the modules that follow. A link then
/// starts as early as possible, and only small modules are left at the end.
struct ModuleOrder {
  /// Each with the indices of its libraries in `libraries`.
  var modules: [(plan: PlannedModule, libraries: [Int])] = []
  var libraries: [PlannedModule] = []

  func forEach(_ body: (_ actions: [Action], _ recipes: [Recipe]) -> Void) {
    let weights = libraries.map(\.objects.count)
    let ordered = modules.indices.map { index in
      let (plan, libraries) = modules[index]
      let weight = libraries.reduce(plan.objects.count) { $0 + weights[$1] }
      return (index: index, weight: plan.link.isEmpty ? 0 : weight)
    }.sorted { ($1.weight, $0.index) < ($0.weight, $1.index) }

    var isDone = Array(repeating: false, count: libraries.count)
    func give(_ library: Int) {
      guard !isDone[library] else { return }
      isDone[library] = true
      body(libraries[library].archive + libraries[library].compiles, libraries[library].recipes)
    }
    for (index, _) in ordered {
      let (plan, used) = modules[index]
      body(plan.link + plan.archive, plan.recipes)
      for library in used.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) { give(library) }
      body(plan.compiles, plan.recipes)
    }
    for library in libraries.indices { give(library) }
  }
}
