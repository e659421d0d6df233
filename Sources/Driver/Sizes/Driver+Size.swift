package import Diagnostics
import Host
import PlatformModel
import Sizes

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
      var symbols: BuildSymbols?
      if selection.grouping == .library || selection.grouping == .symbol {
        if packing.prebuilt == nil {
          symbols = try await self.symbols(of: subject, resolved, platform: platform, output: output)
        }
        guard symbols != nil else {
          throw DiagnosticError(.mapsMissing(subject, grouping: selection.grouping))
        }
      }
      return await sizes(of: measured, symbols: symbols, selection: selection, json: json)
    }
  }

  /// What costs how much, as it is.
  private func sizes(
    of measured: Measurement, symbols: BuildSymbols?, selection: SizeSelection, json: Bool
  ) async -> ExitStatus {
    let report = SizeReport(
      await measured.attributions(symbols: symbols), by: selection.grouping.reported, top: selection.top)
    console.print(json ? report.json : report.text)
    return ExitStatus(measured.problems)
  }

  /// The link maps of a build's folder, or of a platform that has been built; nil where there are none.
  func symbols(
    of subject: String, _ resolved: ResolvedPlatform?, platform: PlatformSelection, output: String?
  ) async throws(DiagnosticError) -> BuildSymbols? {
    var folder = subject
    if let resolved, !isImage(imageFolder(subject)) {
      let workspace = try Workspace(platform, files: files, environment: environment)
      folder = workspace.outputFolder(of: resolved, output: output)
    }
    let symbols = await BuildSymbols(folder, files: files)
    return symbols.count > 0 ? symbols : nil
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
      .mapsMissing, at: .file(path),
      "there are no link maps, which tell one \(grouping.rawValue) from another",
      fix: "name the folder of a build, such as Build/OvmfX64/RELEASE_GCC5, with its FV/Guid.xref")
  }
}
