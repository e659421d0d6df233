package import Vocabulary

/// The actions of one module, before the plan orders all modules.
struct PlannedModule {
  var recipes: [Recipe] = []
  /// Actions that make objects and tables.
  var compiles: [Action] = []
  /// The action that makes the static library.
  var archive: [Action] = []
  /// Actions that link and convert the image. The conversion comes first, so that it never waits behind a
  /// compilation.
  var link: [Action] = []
  /// In the order of the archive.
  var objects: [String] = []
  /// For a library: the archives that modules link, in order.
  var libraries: [String] = []
  /// The final files: the image, tables, binaries.
  var results: [String] = []

  /// The index of the recipe among the module's.
  mutating func recipe(_ recipe: Recipe) -> Int {
    recipes.append(recipe)
    return recipes.count - 1
  }
}

/// The final files of a module.
package struct ModuleResult: Sendable {
  package var architecture: Architecture
  package var outputFolder: String
  package var isLibrary: Bool
  /// Absolute paths: `OUTPUT/X.efi`, tables, raw binaries; for a library, its archive.
  package var files: [String]
}
