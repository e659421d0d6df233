package import Diagnostics
import Sizes

/// `kiln check`: exceeded budgets end with 2, whether a platform or an image exceeds them.
package struct CheckCommand: KilnCommand {
  package let context: Context
  let selection: SubjectSelection
  let packing: PackingSelection
  let output: String?
  let limits: CheckLimits
  let reports: CheckOutput

  package init(
    _ selection: SubjectSelection, packing: PackingSelection, output: String?, limits: CheckLimits,
    reports: CheckOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.packing = packing
    self.output = output
    self.limits = limits
    self.reports = reports
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let delivery = CheckDelivery(selection, to: reports, context: context)
    do throws(DiagnosticError) {
      let outcome = try await SubjectCheck(
        selection: selection, packing: packing, output: output, limits: limits,
        isStrict: limits.isStrict ?? reports.isForPipeline, context: context
      ).run()
      return delivery.deliver(outcome.check, errors: outcome.findings, growth: outcome.growth)
    } catch {
      // Reports for CI are written even if nothing could be checked.
      return delivery.deliver(nil, errors: error.diagnostics)
    }
  }
}
