/// The macros and PCD values at the start or end of a manifest.
///
/// A DSC starts with `commandLine` and `global`. Its FDF starts with the environment at the end of the DSC.
package struct MacroEnvironment: Sendable {
  /// `-D NAME=value`; overrides every definition in a file. edk2 also sets ARCH here, to all architectures of
  /// the build separated by blanks.
  package var commandLine: [String: String]
  /// TARGET, TOOL_CHAIN_TAG, TOOLCHAIN, ARCH, FAMILY, WORKSPACE and others, which the build sets. A DSC can use
  /// them in `!if` and `!include` only, an FDF everywhere. No manifest may DEFINE them.
  package var global: [String: String]
  /// EDK_GLOBAL macros of the DSC.
  package var edkGlobal: [String: String] = [:]
  /// Macros and fields of the DSC's [Defines].
  package var platform: [String: String] = [:]
  /// `TokenSpace.PcdName` and its value as written, for `!if`: FeatureFlag and FixedAtBuild PCDs of the DSC,
  /// and those that the FDF sets.
  package var pcdValues: [String: String] = [:]
  /// `--pcd TokenSpace.PcdName=value`; overrides `pcdValues`.
  package var commandLinePCDs: [String: String] = [:]

  package init(commandLine: [String: String] = [:], global: [String: String] = [:]) {
    self.commandLine = commandLine
    self.global = global
  }
}

/// A DEFINE or EDK_GLOBAL statement in a branch that is taken.
package struct MacroDefinition: Sendable {
  package enum Kind: Sendable { case define, edkGlobal }

  package let kind: Kind
  package let name: Located<String>
  /// The value with its macros replaced.
  package let value: Located<String>
  /// The name of its section, as in `SectionHeader.name`.
  package let section: String
}
