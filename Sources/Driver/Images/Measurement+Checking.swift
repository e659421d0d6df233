import Diagnostics
import Packaging
import PlatformModel
import Sizes

extension Measurement {
  /// Compares the measured sizes with the budgets of the platform.
  ///
  /// Costs of modules are only computed if a budget needs them, or if one is exceeded.
  ///
  /// - Parameters:
  ///   - platform: nil for an image without one, whose limits are its own sizes.
  ///   - earlier: earlier images, in which the reason of an exceeded budget is looked for if there is no base.
  func check(
    _ platform: ResolvedPlatform?, past: SizePast = SizePast(), allowedGrowth: Budget.Amount? = nil,
    earlier: (() async -> Measurement?)? = nil, context: Context
  ) async -> (check: BudgetCheck, verdict: [Diagnostic]) {
    let budgets = platform?.budgets ?? []
    var attributions = past.attributions
    if attributions.isEmpty, budgets.contains(where: { $0.measure == .flash }) {
      attributions = await self.attributions()
    }
    let check = BudgetCheck(
      maps, budgets: budgets, attributions: attributions, base: past.base, allowedGrowth: allowedGrowth)
    if check.isExceeded || !overflows.isEmpty, attributions.isEmpty {
      attributions = await self.attributions()
    }
    var growth = past.growth
    if check.isExceeded || !overflows.isEmpty, growth == nil, let last = await earlier?() {
      growth = SizeGrowth(
        from: SizeRecord(unnamed: last, attributions: await last.attributions()),
        to: SizeRecord(unnamed: self, attributions: attributions), baseName: "the last build")
      growth?.baseNoun = "the last build"
    }
    let verdict = BudgetVerdict(
      check: check, budgets: budgets, maps: maps, attributions: attributions,
      overflows: overflows.map {
        BudgetVerdict.Overflow($0.volume, excess: $0.needed - $0.size, finding: .volumeOverflow($0))
      }, growth: growth, places: FilePlaces(platform))
    let origins = CulpritOrigins(environment: context.environment, since: past.base?.revision)
    return (check, verdict.diagnostics(origins: await origins.notes(verdict.culprits)))
  }
}
