/// One step of a build: inputs, outputs and the recipe that makes them.
///
/// Paths are absolute. An action and its recipe are plain data: nothing is started here.
package struct Action: Hashable, Sendable {
  /// Index in `BuildPlan.recipes`.
  package var recipe: Int
  /// The subject for progress messages: the source as the platform names it, or the module.
  package var subject: String
  /// The INF of the module; for a host tool, the tool's name.
  package var module: String
  /// The files that the main outputs are made of, in the order in which commands list them.
  package var inputs: [String]
  package var output: String
  /// Further files written by the same commands.
  package var sideOutputs: [String] = []
  /// Files that are read but not listed as inputs, such as tools and tables.
  package var implicitInputs: [String] = []
  /// Files that must exist first, but whose changes do not run the action again.
  package var orderOnlyInputs: [String] = []
  /// The paths to which the recipe refers by place.
  package var places: [Place: String] = [:]

  /// Everything that the commands write.
  package var outputs: [String] { [output] + sideOutputs }

  /// Everything that must exist before the commands run.
  package var dependencies: [String] { inputs + implicitInputs + orderOnlyInputs }

  /// A path of an action to which its recipe's commands refer.
  package enum Place: String, Hashable, Sendable, CaseIterable {
    /// The path of intermediate files, without an extension.
    case stem = "s"
    /// A second path.
    case other = "o"
    /// The destination of a copy, without an extension.
    case copy = "c"
    /// A response file.
    case list = "l"
    /// The path of the symbol file that an image contains as text; it is not read.
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
