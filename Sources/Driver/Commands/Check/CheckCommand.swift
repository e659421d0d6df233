package import Diagnostics
import PlatformModel
import Sizes

/// `kiln check`: exit status 2 if the budgets of a platform or image are exceeded.
package struct CheckCommand: KilnCommand {
  package let context: Context
  let selection: SubjectSelection
  let packing: PackingSelection
  let output: String?
  let history: HistorySelection
  let maximumGrowth: String?
  /// Whether a limit that could not be applied is an error.
  let isStrict: Bool
  let reports: CheckOutput

  package init(
    _ selection: SubjectSelection, packing: PackingSelection, output: String?, history: HistorySelection,
    maximumGrowth: String?, isStrict: Bool?, reports: CheckOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.packing = packing
    self.output = output
    self.history = history
    self.maximumGrowth = maximumGrowth
    self.isStrict = isStrict ?? reports.isForPipeline
    self.reports = reports
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let delivery = CheckDelivery(selection, to: reports, context: context)
    do throws(DiagnosticError) {
      let allowedGrowth = try maximumGrowth.map(Self.growth)
      if let maximumGrowth, history.base == nil {
        throw DiagnosticError(.growthWithoutBase(maximumGrowth))
      }
      let measuring = SubjectMeasuring(
        selection, packing: packing, output: output, isGate: true, context: context)
      let (measured, platform) = try await measuring.measure()
      context.report()
      let past = try await SizeFollower(measured, selection, platform, context: context).follow(history)
      let (check, verdict) = await measured.check(
        budgets: platform?.budgets ?? [], past: past, allowedGrowth: allowedGrowth)
      let unchecked = check.unchecked.map { Diagnostic.unchecked($0, isStrict: isStrict) }
      return delivery.deliver(check, errors: past.problems + verdict + unchecked, growth: past.growth)
    } catch {
      // Reports for CI are written even if nothing could be measured.
      return delivery.deliver(nil, errors: error.diagnostics)
    }
  }

  /// Parses `4096`, `0x1000` or `1.5%`.
  private static func growth(_ text: String) throws(DiagnosticError) -> Budget.Amount {
    guard let amount = Budget.Amount(text) else { throw DiagnosticError(.growthMalformed(text)) }
    return amount
  }
}

extension Diagnostic {
  static func growthMalformed(_ text: String) -> Diagnostic {
    Diagnostic(
      .growthMalformed, at: .commandLine, "expected bytes or a percentage for --max-growth, found '\(text)'",
      fix: "write a number such as 4096, 0x1000 or 1.5%")
  }

  static func growthWithoutBase(_ limit: String) -> Diagnostic {
    Diagnostic(
      .growthWithoutBase, at: .commandLine,
      "--max-growth \(limit) needs a base to compare with, and there is no --base",
      fix: "name a history, an image or a revision with --base, or leave --max-growth out")
  }
}
