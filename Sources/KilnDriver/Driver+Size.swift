import Analysis
import Diagnostics
import Reports

extension Driver {
  /// `kiln size` of an image, a folder of images, or the folder of a build.
  package func size(
    _ path: String, by grouping: SizeGrouping, top: Int?, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let measured = try load(imageFolder(path), names: NameBook())
      console.report(measured.problems)
      var symbols: BuildSymbols?
      if grouping == .library || grouping == .symbol {
        let found = await BuildSymbols(path, files: files)
        guard found.count > 0 else { throw DiagnosticError(.mapsMissing(path, grouping: grouping)) }
        symbols = found
      }
      let report = SizeReport(
        await measured.attributions(symbols: symbols), by: grouping.reported, top: top)
      console.print(json ? report.json : report.text)
      return ExitStatus(measured.problems)
    }
  }

  /// Where the images of a build are; of everything else the path itself.
  func imageFolder(_ path: String) -> String {
    files.kind(of: "\(path)/FV") == .folder ? "\(path)/FV" : path
  }
}

extension SizeGrouping {
  fileprivate var reported: SizeRanking.Grouping {
    switch self {
    case .volume: .volume
    case .file: .file
    case .section: .section
    case .library: .library
    case .symbol: .symbol
    }
  }
}

extension Diagnostic {
  static func mapsMissing(_ path: String, grouping: SizeGrouping) -> Diagnostic {
    Diagnostic(
      "maps-missing", at: .file(path),
      "there are no link maps, which tell one \(grouping.rawValue) from another",
      fix: "name the folder of a build, such as Build/OvmfX64/RELEASE_GCC5, with its FV/Guid.xref")
  }
}
