package import Diagnostics

/// Turns the bytes of a manifest into the lines that a parser sees.
///
/// Comments go, conditionals are decided, includes opened, macros replaced; only branches that are
/// taken produce lines. Mistakes become diagnostics and the rest of the file is still read.
package struct Preprocessor: Sendable {
  /// What differs between the manifests.
  package enum Dialect: Sendable {
    case dsc, fdf, inf, dec
  }

  package let dialect: Dialect
  let files: any ManifestFiles
  let roots: WorkspaceRoots
  /// Searched for `!include` before the roots; the DSC's folder for an FDF.
  let includeFolders: [String]

  package init(
    _ dialect: Dialect, files: any ManifestFiles, roots: WorkspaceRoots, includeFolders: [String] = []
  ) {
    self.dialect = dialect
    self.files = files
    self.roots = roots
    self.includeFolders = includeFolders
  }
}

/// What a preprocessor makes of a manifest.
package struct PreprocessedManifest: Sendable {
  package let file: SourceFile
  package let lines: [ManifestLine]
  /// What the manifest leaves behind: a DSC's is what its FDF starts with.
  package let environment: MacroEnvironment
  /// Every DEFINE and EDK_GLOBAL that was reached, in order.
  package let macros: [MacroDefinition]
  /// The paths of all files that were read, the first one first.
  package let paths: [String]
}
