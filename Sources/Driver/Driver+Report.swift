package import Diagnostics
import Host
import PlatformModel
import Sizes

extension Driver {
  /// `kiln report`: budgets are shown, and decide nothing.
  ///
  /// - Parameter past: `base`, and `history`, whose records are drawn.
  package func report(
    _ subject: String, platform: PlatformSelection, packing: PackingSelection, folder: String?,
    past selection: HistorySelection, output: String
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let program = try PageProgram(files: files, environment: environment)
      let template = try pageTemplate("report")
      let path = imageFolder(subject)
      var platform = platform
      if platform.platform == subject { platform.platform = path }
      let (measured, resolved) = try await measure(path, platform: platform, packing: packing, output: folder)
      console.report(measured.problems)
      let isOwn = packing.prebuilt == nil
      let symbols =
        isOwn ? try await symbols(of: subject, resolved, platform: platform, output: folder) : nil
      let attributed = await measured.attributed(symbols: symbols)
      let past = try await reportedPast(
        measured, attributed.map(\.attribution), of: path, resolved, selection, platform: platform)
      let check = BudgetCheck(
        measured.maps, budgets: resolved?.budgets ?? [], attributions: attributed.map(\.attribution),
        base: past.base)
      let title = subject.split(separator: "/").last.map(String.init) ?? subject
      let page = PageReport(
        title: isImage(path) ? title : resolved?.name ?? title, version: kilnVersion, maps: measured.maps,
        trees: attributed.map { SizeTree($0.attribution, name: $0.names.joined(separator: ", ")) },
        check: check, history: past.records, growth: past.growth)
      try files.replace(output, with: try await program.page(page.request(template: template)))
      console.progress("wrote \(output)")
      return ExitStatus(measured.problems)
    }
  }

  private struct ReportedPast {
    var records: [SizeRecord] = []
    var base: SizeRecord?
    var growth: SizeGrowth?
  }

  /// The records to draw, and the base, as `kiln check` finds it.
  private func reportedPast(
    _ measured: Measurement, _ attributions: [SizeAttribution], of subject: String,
    _ resolved: ResolvedPlatform?, _ selection: HistorySelection, platform: PlatformSelection
  ) async throws(DiagnosticError) -> ReportedPast {
    var past = ReportedPast()
    guard selection.base != nil || selection.history != nil else { return past }
    let now = try record(measured, attributions, of: subject, resolved, platform: platform)
    if let path = selection.history {
      let history = try SizeHistory(path, files: files)
      console.report(history.warnings)
      past.records = history.records.filter { $0.isComparable(to: now) }
      guard !past.records.isEmpty else {
        throw DiagnosticError(.historyOtherPlatform(path, now: now, held: history.contents))
      }
    }
    if let base = selection.base {
      var problems: [Diagnostic] = []
      defer { console.report(problems) }
      let record = try await self.base(
        base, of: now, measured, resolved, selection, platform: platform, &problems)
      past.base = record
      past.growth = growth(from: record, to: now, base: base)
    }
    return past
  }

  /// `Templates/<page>.html.mustache`.
  func pageTemplate(_ page: String) throws(DiagnosticError) -> String {
    let name = "Templates/\(page).html.mustache"
    guard let home = Workspace.homes(holding: name, .file, files, environment: environment).first else {
      throw DiagnosticError(.pageTemplateMissing(name, program: environment.programPath))
    }
    return String(decoding: try files.contents(of: "\(home)/\(name)"), as: UTF8.self)
  }
}

extension Diagnostic {
  static func historyOtherPlatform(_ path: String, now: SizeRecord, held: [String]) -> Diagnostic {
    Diagnostic(
      .historyOtherPlatform, at: .file(path), "no record of this history is of \(now.title)",
      notes: held.suffix(20).map { Note("it holds \($0)") },
      fix: "name the platform and its configuration as they were when 'kiln check --record' wrote it")
  }

  static func pageTemplateMissing(_ name: String, program: String) -> Diagnostic {
    Diagnostic(
      .pageTemplateMissing, at: .file(name), "there is no such template",
      notes: [Note("looked in the working folder, in the folders above \(program), and in their share/kiln")],
      fix: "put kiln's Templates beside its Platforms, as they are in a checkout")
  }
}
