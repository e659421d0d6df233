import Analysis
import Diagnostics
import Reports

extension Driver {
  /// `kiln diff`: two platforms, or two images.
  package func diff(
    _ a: PlatformReference, _ b: PlatformReference, packing: PackingSelection, output: DiffOutput
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      switch (isImage(a), isImage(b)) {
      case (true, true): return try diffImages(a.text, b.text, json: output.format == .json)
      case (false, false): return try await diffPlatforms(a, b, packing: packing, output: output)
      default: throw DiagnosticError(.comparisonMixed(a.text, b.text))
      }
    }
  }

  private func isImage(_ reference: PlatformReference) -> Bool {
    reference.revision == nil && reference.selection.platform == reference.text && isImage(reference.text)
  }

  private func diffImages(_ a: String, _ b: String, json: Bool) throws(DiagnosticError) -> ExitStatus {
    let loader = ImageLoader(files: files)
    let (imageA, problemsA) = try loader.load(a)
    let (imageB, problemsB) = try loader.load(b)
    console.report(problemsA + problemsB)
    let comparison = ImageComparison((a, imageA), (b, imageB))
    let report = ImageComparisonReport(comparison)
    console.print(json ? report.json : report.text)
    return comparison.differs ? .differs : .fine
  }
}

extension Diagnostic {
  static func comparisonMixed(_ a: String, _ b: String) -> Diagnostic {
    Diagnostic(
      "comparison-mixed", at: .commandLine, "'\(a)' and '\(b)' are not two platforms and not two images",
      fix: "compare two of one kind")
  }
}
