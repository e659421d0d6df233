/// In which order modules are built.
///
/// ninja starts, of what is ready, what stands first in its file. Links with LTO take long, and each waits
/// for its last library; so the module with the most to link comes first, its libraries just behind it,
/// and every link stands before the compiles of the modules that follow: it starts as soon as it can, and
/// at the end only small modules are left.
struct ModuleOrder {
  /// With places in `libraries`.
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
