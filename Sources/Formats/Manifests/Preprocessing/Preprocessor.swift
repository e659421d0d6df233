package import Diagnostics

/// Converts the bytes of a manifest to lines for a parser.
///
/// Comments are removed, conditionals decided, includes opened and macros replaced. Only branches that are
/// taken produce lines. After a mistake, which becomes a diagnostic, the rest of the file is still processed.
package struct Preprocessor: Sendable {
  /// The kind of manifest, which affects the rules.
  package enum Dialect: Sendable {
    case dsc, fdf, inf, dec
  }

  package let dialect: Dialect
  let files: any ManifestFiles
  let roots: WorkspaceRoots
  /// Folders searched for `!include` before the roots; the DSC's folder for an FDF.
  let includeFolders: [String]
  /// The files that other readings have in common with this one; nil if there is none.
  let sources: SourceTable?

  package init(
    _ dialect: Dialect, files: any ManifestFiles, roots: WorkspaceRoots, includeFolders: [String] = [],
    sources: SourceTable? = nil
  ) {
    self.dialect = dialect
    self.files = files
    self.roots = roots
    self.includeFolders = includeFolders
    self.sources = sources
  }

  func reader(of file: SourceFile) -> SourceLineReader {
    sources?.reader(of: file, dialect) ?? SourceLineReader(file.bytes, dialect)
  }

  func source(_ path: String, _ bytes: [UInt8], includedFrom: SourceRange? = nil) -> SourceFile {
    sources?.file(path: path, bytes: bytes, includedFrom: includedFrom)
      ?? SourceFile(path: path, bytes: bytes, includedFrom: includedFrom)
  }
}

/// The result of preprocessing a manifest.
package struct PreprocessedManifest: Sendable {
  package let file: SourceFile
  package let lines: [ManifestLine]
  /// The environment at the end of the manifest. That of a DSC is the start of its FDF.
  package let environment: MacroEnvironment
  /// Every DEFINE and EDK_GLOBAL in a branch that is taken, in order.
  package let macros: [MacroDefinition]
  /// The paths of all files that were read, in order.
  package let paths: [String]
  /// Empty for INF and DEC, which macros of the command line do not reach.
  package let uses: MacroUses
  /// Empty for INF and DEC.
  package let record: LineRecord
}
