package import Diagnostics
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
