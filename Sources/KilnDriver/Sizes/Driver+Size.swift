import Analysis
import Diagnostics
import PlatformModel
import Reports

extension Driver {
  /// `kiln size` of an image, a folder of images, the folder of a build, or a platform that has been built.
  package func size(
    _ subject: String, selection: SizeSelection, platform: PlatformSelection, packing: PackingSelection,
    compile: CompileSelection, output: String?, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      if let variant = selection.variant {
        return try await sizeWith(
          variant, instead: platform, packing: packing, compile: compile, output: output, json: json)
      }
      let path = imageFolder(subject)
      var platform = platform
      if platform.platform == subject { platform.platform = path }
      let (measured, resolved) = try await measure(path, platform: platform, packing: packing, output: output)
      console.report(measured.problems)
      let compressor = try selection.compressor.map { text throws(DiagnosticError) in
        try Compressor(text) {
          LZMATool(path: $0, files: files, temporaryFolder: environment.temporaryFolder)
        }
      }
      if selection.searchesCompression { return try await searchCompression(measured, json: json) }
      if !selection.marginal.isEmpty {
        return try await marginalCosts(
          of: measured, modules: selection.marginal, top: selection.top, compressor: compressor, json: json)
      }
      if compressor != nil || !selection.without.isEmpty {
        return try await whatIf(
          measured, budgets: resolved?.budgets ?? [], without: selection.without, compressor: compressor,
          json: json)
      }
      return try await sizes(of: measured, in: subject, selection: selection, json: json)
    }
  }

  /// What costs how much, as it is.
  private func sizes(
    of measured: Measurement, in folder: String, selection: SizeSelection, json: Bool
  ) async throws(DiagnosticError) -> ExitStatus {
    let grouping = selection.grouping
    var symbols: BuildSymbols?
    if grouping == .library || grouping == .symbol {
      let found = await BuildSymbols(folder, files: files)
      guard found.count > 0 else { throw DiagnosticError(.mapsMissing(folder, grouping: grouping)) }
      symbols = found
    }
    let report = SizeReport(
      await measured.attributions(symbols: symbols), by: grouping.reported, top: selection.top)
    console.print(json ? report.json : report.text)
    return ExitStatus(measured.problems)
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
