package import Diagnostics
import Host
import Render
import Sizes
import Vocabulary

/// `kiln check --variants`: one table, one verdict and one exit status for the builds of several variants.
package struct CheckVariantsCommand: KilnCommand {
  package let context: Context
  let selection: VariantSelection
  let packing: PackingSelection
  let limits: CheckLimits
  let reports: CheckOutput

  package init(
    _ selection: VariantSelection,
    packing: PackingSelection, limits: CheckLimits, reports: CheckOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.packing = packing
    self.limits = limits
    self.reports = reports
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let delivery = CheckDelivery(
      SubjectSelection(selection.file, platform: selection.common), to: reports, context: context)
    do throws(DiagnosticError) {
      try refuseImagesAsBase()
      let loaded = try VariantLoader(context: context).load(selection)
      // One after the other, as a check compresses and decompresses on all processors.
      let run = await VariantRun(loaded, in: context, sideBySide: 1) {
        [command = self] variant, own throws(DiagnosticError) in try await command.check(variant, own)
      }
      var check = BudgetCheck(rows: [])
      var findings: [Diagnostic] = []
      for (name, outcome) in run.outcomes {
        check.rows += outcome.check.of(name).rows
        findings += outcome.findings.map { $0.of(name) }
      }
      return delivery.deliver(check, errors: findings + run.errors, coverage: run.coverage)
    } catch {
      // Reports for CI are written even if nothing could be checked.
      return delivery.deliver(nil, errors: error.diagnostics)
    }
  }

  /// A history has records of every variant; an image and a folder of images are those of one.
  ///
  /// - Throws: `base-of-one-variant`.
  private func refuseImagesAsBase() throws(DiagnosticError) {
    guard let base = limits.history.base,
      files.kind(of: base) == .folder || base.lowercased().hasSuffix(".fd")
    else { return }
    throw DiagnosticError(.baseOfOneVariant(base))
  }

  private func check(_ variant: SelectedVariant, _ own: Context) async throws(DiagnosticError)
    -> SubjectCheck.Outcome
  {
    try await SubjectCheck(
      selection: variant.subject, packing: packing,
      output: variant.output, limits: limits, isStrict: limits.isStrict ?? reports.isForPipeline, context: own
    ).run()
  }
}

extension Diagnostic {
  fileprivate static func baseOfOneVariant(_ base: String) -> Diagnostic {
    Diagnostic(
      .baseOfOneVariant, at: .commandLine,
      "expected a base with the sizes of every variant, found images: '\(base)'",
      fix: "name a size history, or a revision of one, with --base")
  }
}
