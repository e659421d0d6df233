import Analysis
import Compression
import Diagnostics
import Reports

extension Driver {
  /// `kiln size`.
  package func size(
    _ path: String, by grouping: SizeGrouping, top: Int?, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let loader = ImageLoader(files: files)
      var problems: [Diagnostic] = []
      for image in try loader.imagePaths(path) {
        let (parsed, found) = try loader.load(image)
        problems += found
        let attribution = SizeAttribution(parsed, ledgers: LZMALedgers())
        let report = SizeReport(attribution, by: grouping.reported, top: top)
        console.print(json ? report.json : report.text)
      }
      console.report(problems)
      return ExitStatus(problems)
    }
  }
}

extension SizeGrouping {
  fileprivate var reported: SizeReport.Grouping {
    switch self {
    case .volume: .volume
    case .file: .file
    case .section: .section
    }
  }
}
