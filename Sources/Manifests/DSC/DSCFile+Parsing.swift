package import Diagnostics
extension Preprocessor {
  /// Reads `path`; nil after an error that leaves nothing to parse went to `diagnostics`.
  package func preprocess(
    _ path: String, environment: MacroEnvironment = MacroEnvironment(), diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest? { nil }
  /// The same for a file that was read already.
  package func preprocess(
    _ file: SourceFile, environment: MacroEnvironment = MacroEnvironment(), diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest {
    PreprocessedManifest(file: file, lines: [], environment: environment, macros: [], paths: [file.path])
  }
}
extension DSCFile {
  package init(parsing manifest: PreprocessedManifest, diagnostics: inout DiagnosticList) {
    self.init(file: manifest.file)
  }
}
extension INFFile {
  package init(parsing manifest: PreprocessedManifest, diagnostics: inout DiagnosticList) {
    self.init(file: manifest.file)
  }
}
extension DECFile {
  package init(parsing manifest: PreprocessedManifest, diagnostics: inout DiagnosticList) {
    self.init(file: manifest.file)
  }
}
