package import AutoGen
package import Diagnostics
package import PlatformModel

/// All actions that build a platform's modules, as plain data.
///
/// The driver writes `ninja()` to a file and runs ninja. Everything that affects a command is in that file, so
/// that changing any flag rebuilds exactly what it affects.
package struct BuildPlan: Sendable {
  package let environment: BuildEnvironment
  package private(set) var recipes: [Recipe] = []
  /// In the order in which ninja starts those that are ready.
  package private(set) var actions: [Action] = []
  /// The programs that the build or the packaging of the platform runs and that are built from the tree.
  package private(set) var hostTools: [HostTool] = []
  /// In the order of the model: for each architecture its modules, then its libraries.
  package private(set) var results: [ModuleResult] = []

  private var numbers: [Recipe: Int] = [:]

  /// - Parameter generated: the files that AutoGen writes for a module; only the names are used.
  package init(
    _ model: BuildModel, environment: BuildEnvironment, generated: (BuildModule) -> [GeneratedFile]
  ) throws(DiagnosticError) {
    self.environment = environment
    var diagnostics = DiagnosticList()
    guard model.toolchain.family == "GCC" else {
      throw DiagnosticError(.toolchainUnsupported(model.toolchain, manifest: model.platform.manifest))
    }
    var tools = HostToolPlanner(environment: environment)
    tools.plan(for: model)
    hostTools = tools.tools
    let formCompiler = hostTools.first { $0.name == FormCompilerTool.name }?.path
    // Tools precede the actions that use them.
    add(tools.actions.actions, recipes: tools.actions.recipes)

    var order = ModuleOrder()
    for build in model.architectures {
      var folders: Set<String> = []
      func plan(_ module: BuildModule, linking archives: [String]) -> PlannedModule {
        var planner = ModulePlanner(
          module, environment: environment, model: model, formCompiler: formCompiler)
        let plan = planner.planned(generated: generated(module), libraries: archives)
        diagnostics.add(contentsOf: planner.diagnostics.all)
        return plan
      }
      let libraries = build.libraries.mapValues { library in
        folders.insert(library.outputFolder)
        return plan(library, linking: [])
      }
      var modules: [(plan: PlannedModule, libraries: [LibraryID])] = []
      for module in build.modules where !module.isBinary && folders.insert(module.outputFolder).inserted {
        var used: [LibraryID] = []
        for library in module.libraries.map(\.library) where !used.contains(library) { used.append(library) }
        let planned = plan(module, linking: used.flatMap { libraries[$0].libraries })
        results.append(ModuleResult(module, planned))
        modules.append((planned, used))
      }
      for (library, planned) in zip(build.libraries, libraries) {
        results.append(ModuleResult(library, planned))
      }
      order.add(modules, libraries)
    }
    try diagnostics.throwIfErrors()
    order.forEach { actions, recipes in add(actions, recipes: recipes) }
  }

  /// Adds actions whose recipe numbers are indices in `local`; equal recipes are merged.
  private mutating func add(_ more: [Action], recipes local: [Recipe]) {
    let places = local.map { recipe in
      if let number = numbers[recipe] { return number }
      numbers[recipe] = recipes.count
      recipes.append(recipe)
      return recipes.count - 1
    }
    for action in more {
      var action = action
      action.recipe = places[action.recipe]
      actions.append(action)
    }
  }

  package func recipe(of action: Action) -> Recipe { recipes[action.recipe] }

  /// Program and arguments of each command of the action.
  package func commands(of action: Action) -> [[String]] { recipe(of: action).commands(of: action) }

  /// The progress message, such as `CC MdePkg/Library/BaseLib/Math64.c [X64]`.
  package func description(of action: Action) -> String {
    let recipe = recipe(of: action)
    let suffix = recipe.architecture.map { " [\($0)]" } ?? ""
    return "\(recipe.kind.rawValue) \(action.subject)\(suffix)"
  }
}

extension ModuleResult {
  fileprivate init(_ module: BuildModule, _ plan: PlannedModule) {
    self.init(
      architecture: module.architecture, outputFolder: module.outputFolder,
      isLibrary: module.isLibrary, files: plan.results)
  }
}
