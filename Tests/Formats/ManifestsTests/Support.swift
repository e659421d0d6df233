import Diagnostics
import Manifests
import TestSupport

/// What a manifest that consists of `text` becomes.
func preprocess(
  _ text: String, as dialect: Preprocessor.Dialect = .dsc, _ others: [String: String] = [:],
  environment: MacroEnvironment = MacroEnvironment()
) -> (lines: [String], manifest: PreprocessedManifest, diagnostics: [Diagnostic]) {
  let files = FilesInMemory(texts: others)
  let preprocessor = Preprocessor(dialect, files: files, roots: WorkspaceRoots(["ws", "packages"]))
  var diagnostics = DiagnosticList()
  let manifest = preprocessor.preprocess(
    SourceFile(path: "ws/Pkg/a.txt", bytes: Array(text.utf8)), environment: environment,
    diagnostics: &diagnostics)
  return (manifest.lines.map(\.text), manifest, diagnostics.all)
}

/// The bytes that a diagnostic points at.
func pointedAt(_ diagnostic: Diagnostic) -> String? {
  guard case .source(let range) = diagnostic.place else { return nil }
  return String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
}
