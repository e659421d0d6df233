package import Diagnostics
import Host
import Render
import Sizes
import Vocabulary

/// `kiln check --variants`: one table, one verdict and one exit status for the builds of several variants.
package struct CheckVariantsCommand: KilnCommand {
  package let context: Context
  let selection: VariantSelection
  let common: PlatformSelection
  let options: PlatformOptionReader
  let packing: PackingSelection
  let limits: CheckLimits
  let reports: CheckOutput

  package init(
    _ selection: VariantSelection, common: PlatformSelection, options: @escaping PlatformOptionReader,
    packing: PackingSelection, limits: CheckLimits, reports: CheckOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.common = common
    self.options = options
    self.packing = packing
    self.limits = limits
    self.reports = reports
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let delivery = CheckDelivery(
      SubjectSelection(selection.file, platform: common), to: reports, context: context)
    do throws(DiagnosticError) {
      try refuseImagesAsBase()
      let loaded = try VariantLoader(context: context, common: common, options: options).load(selection)
      var check = BudgetCheck(rows: [])
      var findings: [Diagnostic] = []
      var coverage = VariantCoverage(checked: [], notChecked: [], leftOut: loaded.leftOut)
      for variant in loaded.variants {
        // Warnings of a variant are collected by themselves, so that they can name it.
        let own = Context(context.console, manifests: context.manifests)
        do throws(DiagnosticError) {
          let outcome = try await self.check(variant, own)
          check.rows += outcome.check.of(variant.name).rows
          findings += outcome.findings.map { $0.of(variant.name) }
          coverage.checked.append(variant.name)
        } catch {
          findings += error.diagnostics.map { $0.of(variant.name) }
          coverage.notChecked.append(variant.name)
        }
        context.warn(own.warnings.all.map { $0.of(variant.name) })
      }
      return delivery.deliver(check, errors: findings, coverage: coverage)
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
      selection: SubjectSelection(variant.platform.platform, platform: variant.platform), packing: packing,
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
