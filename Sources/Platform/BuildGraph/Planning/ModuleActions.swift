import Diagnostics
import PlatformModel

/// The actions planned for a module so far, and their recipes.
struct ModuleActions {
  let module: BuildModule
  var plan = PlannedModule()
  var diagnostics = DiagnosticList()
  private var numbers: [RecipeKey: Int] = [:]
  /// The source of each output.
  private var makers: [String: String] = [:]

  private struct RecipeKey: Hashable {
    let kind: Recipe.Kind
    let variant: String
  }

  init(_ module: BuildModule) { self.module = module }

  /// The index of the module's recipe of this kind and variant, which is created on first use.
  mutating func recipe(
    _ kind: Recipe.Kind, _ variant: String = "", make: (inout Recipe, inout DiagnosticList) -> Void
  ) -> Int {
    let key = RecipeKey(kind: kind, variant: variant)
    if let number = numbers[key] { return number }
    var recipe = Recipe(kind, module.architecture, [])
    make(&recipe, &diagnostics)
    let number = plan.recipe(recipe)
    numbers[key] = number
    return number
  }

  func action(_ recipe: Int, _ source: PlannedSource, output: String) -> Action {
    Action(
      recipe: recipe, subject: source.subject, module: module.path, inputs: [source.path], output: output)
  }

  /// An action for the module as a whole.
  func action(_ recipe: Int, inputs: [String], output: String) -> Action {
    Action(recipe: recipe, subject: module.path, module: module.path, inputs: inputs, output: output)
  }

  /// Adds the action; false if another action already makes the same file.
  mutating func add(_ action: Action, from source: PlannedSource) -> Bool {
    if let other = makers[action.output] {
      // A source that is listed twice is built once.
      if other != source.path {
        diagnostics.add(.outputCollision(action.output, other, source.path, in: module))
      }
      return false
    }
    makers[action.output] = source.path
    plan.compiles.append(action)
    return true
  }
}
