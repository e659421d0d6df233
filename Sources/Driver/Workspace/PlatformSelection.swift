package import Vocabulary

/// The options that select and configure a platform.
package struct PlatformSelection: Sendable {
  /// A name under `Platforms/`, or a `.dsc` file.
  package var platform: String
  package var workspace: String?
  /// Folders separated by `:`.
  package var packagesPath: String?
  package var architectures: [Architecture]
  /// nil if the command line names none.
  package var givenTarget: BuildTarget?
  /// A tool chain tag; nil if the command line names none.
  package var givenToolchain: String?
  /// `NAME` or `NAME=VALUE`.
  package var defines: [String]
  /// `TokenSpace.Name=VALUE`.
  package var pcds: [String]
  /// A file of budgets; nil for kiln's own file for the platform, if any.
  package var budgets: String?

  package init(
    platform: String, workspace: String?, packagesPath: String?, architectures: [Architecture],
    target: BuildTarget?, toolchain: String?, defines: [String], pcds: [String], budgets: String? = nil
  ) {
    self.platform = platform
    self.workspace = workspace
    self.packagesPath = packagesPath
    self.architectures = architectures
    givenTarget = target
    givenToolchain = toolchain
    self.defines = defines
    self.pcds = pcds
    self.budgets = budgets
  }

  package var target: BuildTarget { givenTarget ?? .release }
  package var toolchain: String { givenToolchain ?? "GCC5" }
}
