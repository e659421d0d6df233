package import Vocabulary

/// What is made of one module, before the plan puts all modules in an order.
struct PlannedModule {
  var recipes: [Recipe] = []
  /// Objects, tables and what they are made of.
  var compiles: [Action] = []
  /// The static library; then the image, the conversion first, so that it never waits for a compile.
  var archive: [Action] = []
  var link: [Action] = []
  /// In the order in which they go into the archive.
  var objects: [String] = []
  /// Of a library: the archives that modules link, in order.
  var libraries: [String] = []
  /// What others take: the image, tables, binaries.
  var results: [String] = []

  /// The recipe's number among the module's own.
  mutating func recipe(_ recipe: Recipe) -> Int {
    recipes.append(recipe)
    return recipes.count - 1
  }
}

/// Where what is made of a module lies.
package struct ModuleResult: Sendable {
  /// The INF as the platform names it.
  package var path: String
  package var architecture: Architecture
  package var outputFolder: String
  package var isLibrary: Bool
  /// Absolute: `OUTPUT/X.efi`, tables, raw binaries; a library's archive.
  package var files: [String]
}
