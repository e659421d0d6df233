/// The macros and PCD values that a manifest starts with, and what it leaves behind.
///
/// A DSC starts with `commandLine` and `global`; the environment that it ends with is what its FDF
/// starts with.
package struct MacroEnvironment: Sendable {
  /// `-D NAME=value`; wins over every definition in a file. edk2 puts ARCH here too, with all
  /// architectures of the build, separated by blanks.
  package var commandLine: [String: String]
  /// TARGET, TOOL_CHAIN_TAG, TOOLCHAIN, ARCH, FAMILY, WORKSPACE …: set by the build itself. A DSC sees
  /// them in `!if` and `!include` only, an FDF everywhere; no manifest may DEFINE one.
  package var global: [String: String]
  /// EDK_GLOBAL macros of the DSC.
  package var edkGlobal: [String: String] = [:]
  /// Macros and fields of the DSC's [Defines].
  package var platform: [String: String] = [:]
  /// `TokenSpace.PcdName` → its value as written, for `!if`: FeatureFlag and FixedAtBuild PCDs of the
  /// DSC, then what the FDF sets.
  package var pcdValues: [String: String] = [:]
  /// `--pcd TokenSpace.PcdName=value`: wins over `pcdValues`.
  package var commandLinePCDs: [String: String] = [:]

  package init(commandLine: [String: String] = [:], global: [String: String] = [:]) {
    self.commandLine = commandLine
    self.global = global
  }
}

/// A DEFINE or EDK_GLOBAL statement that was reached.
package struct MacroDefinition: Sendable {
  package enum Kind: Sendable { case define, edkGlobal }

  package let kind: Kind
  package let name: Located<String>
  /// With the macros in it replaced.
  package let value: Located<String>
  /// The section it stands in, as `SectionHeader.name` has it.
  package let section: String
}
