package import Diagnostics

extension Preprocessor {
  /// Preprocesses `path` and its includes; nil with an error if `path` itself cannot be read.
  package func preprocess(
    _ path: String, environment: MacroEnvironment = MacroEnvironment(), diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest? {
    switch files.read(path) {
    case .bytes(let bytes):
      return preprocess(source(path, bytes), environment: environment, diagnostics: &diagnostics)
    case .missing:
      diagnostics.add(.manifestMissing(path))
    case .unreadable(let reason):
      diagnostics.add(.manifestUnreadable(path, reason: reason))
    }
    return nil
  }

  /// Preprocesses a file that was read before.
  package func preprocess(
    _ file: SourceFile, environment: MacroEnvironment = MacroEnvironment(), diagnostics: inout DiagnosticList
  ) -> PreprocessedManifest {
    var run = PreprocessorRun(self, environment, diagnostics)
    run.run(file)
    diagnostics = run.diagnostics
    return PreprocessedManifest(
      file: file, lines: run.lines, environment: run.tables.environment, macros: run.macros, paths: run.paths,
      uses: run.uses, record: run.record)
  }

  /// Adds what the files ask for that are only included in branches that are not taken.
  package func readUnread(of uses: inout MacroUses, environment: MacroEnvironment) {
    while let include = uses.unread.popLast() {
      let known = include.candidates.contains { uses.paths.contains($0) }
      if known { continue }
      guard let file = firstFile(of: include.candidates) else {
        uses.missedFile()
        continue
      }
      var run = PreprocessorRun(self, environment, DiagnosticList())
      run.scan(file)
      uses.add(run.uses)
      if uses.paths.count > PreprocessorRun.mostIncludes { return uses.missedFile() }
    }
  }

  private func firstFile(of candidates: [String]) -> SourceFile? {
    for path in candidates {
      if case .bytes(let bytes) = files.read(path) { return SourceFile(path: path, bytes: bytes) }
    }
    return nil
  }
}
