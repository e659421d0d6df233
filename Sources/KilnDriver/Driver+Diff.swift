import Analysis
import Diagnostics
import Packaging
import PlatformModel
import Reports

extension Driver {
  /// `kiln diff`: two platforms, or two images.
  package func diff(
    _ a: String, _ b: String, platformA: PlatformSelection, platformB: PlatformSelection,
    packing: PackingSelection, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      switch (isImage(a), isImage(b)) {
      case (true, true): return try diffImages(a, b, json: json)
      case (false, false): return try diffPlatforms(platformA, platformB, packing: packing, json: json)
      default: throw DiagnosticError(.comparisonMixed(a, b))
      }
    }
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

  private func diffPlatforms(
    _ a: PlatformSelection, _ b: PlatformSelection, packing: PackingSelection, json: Bool
  ) throws(DiagnosticError) -> ExitStatus {
    var first = try pipeline(a, packing: packing)
    var second = try pipeline(b, packing: packing)
    let platformA = try first.resolve()
    let platformB = try second.resolve()
    console.report(first.warnings + second.warnings)
    var modules: PrebuiltModules?
    if let prebuilt = packing.prebuilt { modules = try ImageLoader(files: files).loadModules(prebuilt) }
    let comparison = ModuleComparison(platformA, platformB) { modules?.size(of: $0) }
    let report = ModuleComparisonReport(comparison)
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
