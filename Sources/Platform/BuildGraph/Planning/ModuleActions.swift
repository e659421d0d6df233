import Diagnostics
import PlatformModel

/// What is planned for one module so far: its actions, and the recipes that they share.
struct ModuleActions {
  let module: BuildModule
  var plan = PlannedModule()
  var diagnostics = DiagnosticList()
  private var numbers: [RecipeKey: Int] = [:]
  /// By output, the source that it is made of.
  private var makers: [String: String] = [:]

  private struct RecipeKey: Hashable {
    let kind: Recipe.Kind
    let variant: String
  }

  init(_ module: BuildModule) { self.module = module }

  /// The number of the module's recipe of this kind and variant, which is made when it is first asked for.
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

  /// An action that is about the module as a whole.
  func action(_ recipe: Int, inputs: [String], output: String) -> Action {
    Action(recipe: recipe, subject: module.path, module: module.path, inputs: inputs, output: output)
  }

  /// Puts the action into the plan; false when something else makes the same file already.
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
