package import BaseTools
package import Vocabulary

/// What of a platform to build: what edk2's `build` takes with -a, -b, -t, -D and --pcd.
package struct BuildConfiguration: Sendable {
  /// In the order of the command line; empty leaves the choice to the platform.
  package var architectures: [Architecture]
  /// Where `architectures` is empty, the choice if the platform supports any of them: TARGET_ARCH of target.txt.
  package var usualArchitectures: [Architecture]
  package var target: BuildTarget
  /// A tool chain tag of tools_def, such as `GCC5`.
  package var toolchain: String
  /// Macros in the order of the command line; the last of a name counts.
  package var defines: [(name: String, value: String)]
  /// PCD values in the order of the command line, the name as `TokenSpace.Name` or, if only one package of the platform
  /// declares it, as `Name`.
  package var pcds: [(name: String, value: String)]
  /// A file that is read behind the DSC, with its macros, for its `[UserExtensions.Kiln."Budget"]`: what it says
  /// counts where the DSC says something else.
  package var budgets: String?
  /// What counts instead of SKUID_IDENTIFIER of the DSC.
  package var skuIdentifier: String?
  /// What counts instead of FLASH_DEFINITION of the DSC: a path in the workspace.
  package var flashDefinition: String?
  /// The BaseTools of the tree.
  package var baseTools = BaseToolsRevision()

  package init(
    architectures: [Architecture] = [], usualArchitectures: [Architecture] = [],
    target: BuildTarget = .release, toolchain: String = "GCC5",
    defines: [(name: String, value: String)] = [], pcds: [(name: String, value: String)] = [],
    budgets: String? = nil
  ) {
    self.architectures = architectures
    self.usualArchitectures = usualArchitectures
    self.target = target
    self.toolchain = toolchain
    self.defines = defines
    self.pcds = pcds
    self.budgets = budgets
  }
}
