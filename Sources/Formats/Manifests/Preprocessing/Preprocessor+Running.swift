package import Diagnostics

extension Preprocessor {
  /// Reads `path` and what it includes; nil after an error when `path` itself cannot be read.
  package func preprocess(
    _ path: String, environment: MacroEnvironment = MacroEnvironment(), diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest? {
    switch files.read(path) {
    case .bytes(let bytes):
      return preprocess(
        SourceFile(path: path, bytes: bytes), environment: environment, diagnostics: &diagnostics)
    case .missing:
      diagnostics.add(.manifestMissing(path))
    case .unreadable(let reason):
      diagnostics.add(.manifestUnreadable(path, reason: reason))
    }
    return nil
  }

  /// The same for a file that was read already.
  package func preprocess(
    _ file: SourceFile, environment: MacroEnvironment = MacroEnvironment(), diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest {
    var run = PreprocessorRun(self, environment, diagnostics)
    run.run(file)
    diagnostics = run.diagnostics
    return PreprocessedManifest(
      file: file, lines: run.lines, environment: run.tables.environment, macros: run.macros, paths: run.paths)
  }
}
