package import Vocabulary

/// The options that select and configure a platform.
package struct PlatformSelection: Sendable {
  /// A name under `Platforms/`, or a `.dsc` file; nil if the command line names none.
  package var givenPlatform: String?
  package var workspace: String?
  /// The folder of target.txt and tools_def.txt; nil for CONF_PATH, otherwise `Conf` in the workspace.
  package var conf: String?
  /// Folders separated by `:`.
  package var packagesPath: String?
  package var architectures: [Architecture]
  /// nil if the command line names none.
  package var givenTarget: BuildTarget?
  /// A tool chain tag; nil if the command line names none.
  package var givenToolchain: String?
  /// `NAME` or `NAME=VALUE`.
  package var defines: [String]
  /// `TokenSpace.Name=VALUE` or `Name=VALUE`.
  package var pcds: [String]
  /// A file of budgets; nil for kiln's own file for the platform, if any.
  package var budgets: String?
  /// The SKU to build for, instead of SKUID_IDENTIFIER of the DSC.
  package var skuID: String?
  /// The FDF to use, instead of FLASH_DEFINITION of the DSC.
  package var flashDefinition: String?
  /// What counts where the command line names nothing. A `Workspace` fills it from target.txt.
  var defaults = TargetDefaults()

  package init(
    platform: String?, workspace: String?, packagesPath: String?, conf: String? = nil,
    architectures: [Architecture],
    target: BuildTarget?, toolchain: String?, defines: [String], pcds: [String], budgets: String? = nil
  ) {
    givenPlatform = platform
    self.workspace = workspace
    self.conf = conf
    self.packagesPath = packagesPath
    self.architectures = architectures
    givenTarget = target
    givenToolchain = toolchain
    self.defines = defines
    self.pcds = pcds
    self.budgets = budgets
  }

  /// Empty if nothing names one.
  package var platform: String {
    get { givenPlatform ?? defaults.platform ?? "" }
    set { givenPlatform = newValue }
  }
  /// Those of the command line, otherwise of target.txt; empty if neither names any.
  var namedArchitectures: [Architecture] { architectures.isEmpty ? defaults.architectures : architectures }
  package var target: BuildTarget { givenTarget ?? defaults.targets.first ?? .release }
  package var toolchain: String { givenToolchain ?? defaults.toolchains.first ?? Self.usualToolchain }

  /// The tag that edk2 has used since 2016. Newer trees call it GCC.
  static let usualToolchain = "GCC5"
}

extension Array where Element: Hashable {
  /// In order; what is said twice on a command line counts once.
  var withoutRepetition: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
