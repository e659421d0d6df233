/// One step of a build: what it reads, what it writes, and by which recipe.
///
/// Paths are absolute. An action and its recipe are plain data: nothing is started here.
package struct Action: Hashable, Sendable {
  /// The place in `BuildPlan.recipes`.
  package var recipe: Int
  /// What it is about, for a person: the source as the platform names it, or the module.
  package var subject: String
  /// The INF that it is for; the tool's name for what makes a host tool.
  package var module: String
  /// The main outputs are made of these, in this order.
  package var inputs: [String]
  package var output: String
  /// Written by the same commands.
  package var sideOutputs: [String] = []
  /// Read, and not among the inputs: a tool, a table.
  package var implicitInputs: [String] = []
  /// Have to be there first; that they change means nothing.
  package var orderOnlyInputs: [String] = []
  /// What the recipe calls by these names.
  package var places: [Place: String] = [:]

  /// A path of an action that its recipe's commands name.
  package enum Place: String, Hashable, Sendable, CaseIterable {
    /// Where intermediate files go, without an extension.
    case stem = "s"
    /// Another one.
    case other = "o"
    /// Where a copy goes, without an extension.
    case copy = "c"
    /// A response file.
    case list = "l"
    /// What an image names as its symbols: text, which nothing is read from.
    case symbols = "y"
  }

  package init(
    recipe: Int, subject: String, module: String, inputs: [String], output: String
  ) {
    self.recipe = recipe
    self.subject = subject
    self.module = module
    self.inputs = inputs
    self.output = output
  }
}
