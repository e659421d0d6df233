package import Diagnostics
import Host
import PlatformModel
import Sizes

/// `kiln report`. Exceeded budgets are shown but do not affect the exit status.
package struct ReportCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "--output" }
  let selection: SubjectSelection
  let packing: PackingSelection
  /// The folder of the platform's images, if it is not the default build folder.
  let folder: String?
  /// The base, and the history whose records are drawn.
  let history: HistorySelection
  let output: String
  /// Whether the folder of `output` is made if there is none.
  let makesFolder: Bool

  package init(
    _ selection: SubjectSelection, packing: PackingSelection, folder: String?, history: HistorySelection,
    output: String, makesFolder: Bool = false, context: Context
  ) {
    self.makesFolder = makesFolder
    self.context = context
    self.selection = selection
    self.packing = packing
    self.folder = folder
    self.history = history
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let program = try PageProgram("report", files: files, environment: environment)
    let measuring = SubjectMeasuring(selection, packing: packing, output: folder, context: context)
    let (measured, platform) = try await measuring.measure()
    context.report()
    let attributed = await measured.attributed(symbols: try await measuring.symbols(platform))
    let attributions = attributed.map(\.attribution)
    let past = try await past(measured, attributions, platform)
    let (check, verdict) = await measured.check(
      platform, past: past.sizes(attributions), context: context)
    let page = PageReport(
      title: title(measuring.subject, platform), version: kilnVersion, maps: measured.maps,
      trees: attributed.map { SizeTree($0.attribution, name: $0.names.joined(separator: ", ")) },
      check: check, findings: verdict, history: past.records, growth: past.growth)
    if makesFolder, let slash = output.lastIndex(of: "/") { try files.createFolder(String(output[..<slash])) }
    try files.replace(output, with: try await program.page { page.request(template: $0) })
    console.progress("wrote \(output)")
    return ExitStatus(measured.problems)
  }

  private func title(_ subject: Subject, _ platform: ResolvedPlatform?) -> String {
    let name = selection.text.split(separator: "/").last.map(String.init) ?? selection.text
    return subject.isPlatform ? platform?.name ?? name : name
  }

  private struct Past {
    var records: [SizeRecord] = []
    var base: SizeRecord?
    var growth: SizeGrowth?

    func sizes(_ attributions: [SizeAttribution]) -> SizePast {
      var past = SizePast(base: base, attributions: attributions)
      past.growth = growth
      return past
    }
  }

  /// The records to draw, and the base, determined as in `kiln check`.
  private func past(
    _ measured: Measurement, _ attributions: [SizeAttribution], _ platform: ResolvedPlatform?
  ) async throws(DiagnosticError) -> Past {
    var past = Past()
    guard history.base != nil || history.history != nil else { return past }
    let follower = SizeFollower(measured, selection, platform, context: context)
    let now = try follower.record(attributions)
    if let path = history.history {
      let recorded = try SizeHistory(path, files: files)
      context.report(recorded.warnings)
      past.records = recorded.records.filter { $0.isComparable(to: now) }
      guard !past.records.isEmpty else {
        throw DiagnosticError(.historyOtherPlatform(path, now: now, held: recorded.contents))
      }
    }
    if let base = history.base {
      var problems: [Diagnostic] = []
      defer { context.report(problems) }
      let found = try await follower.base(base, of: now, history, &problems)
      problems += found.doubts
      past.base = found.record
      past.growth = follower.growth(from: found.record, to: now, base: base)
    }
    return past
  }
}

extension EachVariantCommand {
  /// `kiln report --variants`: a page for each variant, `FOLDER/NAME.html`.
  package static func report(
    _ variants: VariantSelection,
    packing: PackingSelection, history: HistorySelection, folder: String, context: Context
  ) -> EachVariantCommand {
    EachVariantCommand(
      variants, name: "report", done: "reported", json: false,
      context: context
    ) { variant, own in
      ReportCommand(
        variant.subject, packing: packing, folder: variant.output, history: history,
        output: "\(folder)/\(variant.name).html", makesFolder: true, context: own)
    }
  }
}

extension Diagnostic {
  static func historyOtherPlatform(_ path: String, now: SizeRecord, held: [String]) -> Diagnostic {
    Diagnostic(
      .historyOtherPlatform, at: .file(path), "expected a record of \(now.title), found only others",
      notes: held.suffix(20).map { Note("recorded: \($0)") },
      fix: "give the platform and flags with which 'kiln check --record' wrote the records")
  }
}
