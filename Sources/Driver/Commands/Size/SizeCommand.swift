package import Diagnostics
import Host
import PlatformModel
import Sizes

/// `kiln size` for an image, a folder of images, a build folder, or a platform that has been built.
package struct SizeCommand: KilnCommand {
  package let context: Context
  let subject: SubjectSelection
  let selection: SizeSelection
  let packing: PackingSelection
  let output: String?
  let json: Bool

  package init(
    _ subject: SubjectSelection, _ selection: SizeSelection, packing: PackingSelection, output: String?,
    json: Bool, context: Context
  ) {
    self.context = context
    self.subject = subject
    self.selection = selection
    self.packing = packing
    self.output = output
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let measuring = SubjectMeasuring(subject, packing: packing, output: output, context: context)
    let (measured, platform) = try await measuring.measure()
    context.report()
    let compressor = try selection.compressor.map { text throws(DiagnosticError) in
      try Compressor(text) {
        LZMATool(path: $0, files: files, environment: environment)
      }
    }
    let whatIf = WhatIfSizes(measured, compressor: compressor, context: context)
    if selection.searchesCompression {
      let report = try await whatIf.searchCompression()
      console.print(json ? report.json : report.text)
      return .fine
    }
    if !selection.marginal.isEmpty {
      let report = try await whatIf.marginalCosts(of: selection.marginal, top: selection.top)
      console.print(json ? report.json : report.text)
      return .fine
    }
    if compressor != nil || !selection.without.isEmpty {
      let (report, verdict) = try await whatIf.changed(
        without: selection.without, budgets: platform?.budgets ?? [])
      console.print(json ? report.json : report.text)
      context.report(verdict)
      return ExitStatus(verdict)
    }
    let symbols = try await symbols(measuring, platform)
    let report = SizeReport(
      await measured.attributions(symbols: symbols), by: selection.grouping.reported, top: selection.top)
    console.print(json ? report.json : report.text)
    return ExitStatus(measured.problems)
  }

  /// The link maps, if the grouping needs them.
  private func symbols(
    _ measuring: SubjectMeasuring, _ platform: ResolvedPlatform?
  ) async throws(DiagnosticError) -> BuildSymbols? {
    guard selection.grouping == .library || selection.grouping == .symbol else { return nil }
    guard let symbols = try await measuring.symbols(platform) else {
      throw DiagnosticError(.mapsMissing(subject.text, grouping: selection.grouping))
    }
    return symbols
  }
}

extension EachVariantCommand {
  /// `kiln size --variants`.
  package static func size(
    _ variants: VariantSelection,
    _ selection: SizeSelection, packing: PackingSelection, json: Bool, context: Context
  ) -> EachVariantCommand {
    EachVariantCommand(
      variants, name: "size", done: "measured", json: json, context: context
    ) { variant, own in
      SizeCommand(
        variant.subject, selection, packing: packing, output: variant.output, json: json, context: own)
    }
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
      "expected link maps, which sizes by \(grouping.rawValue) are computed from, found none",
      fix: "name the folder of a build, such as Build/OvmfX64/RELEASE_GCC5, with its FV/Guid.xref")
  }
}
