import Diagnostics
import Host
import Render
import Vocabulary

/// What a command found out about each variant of a file.
struct VariantRun<Outcome: Sendable>: Sendable {
  /// In the order of the file, without the variants that failed.
  let outcomes: [(name: VariantName, outcome: Outcome)]
  /// What was reported about them and why the others could not be looked at. Each error names its variant.
  let errors: [Diagnostic]
  let coverage: VariantCoverage

  /// Does the work for every variant. Its warnings become those of `context`, with the name of the variant.
  ///
  /// - Parameter sideBySide: how many variants are worked on at once; the result does not depend on it.
  init(
    _ loaded: VariantLoader.Loaded, in context: Context, sideBySide: Int,
    work: @escaping @Sendable (SelectedVariant, Context) async throws(DiagnosticError) -> Outcome
  ) async {
    let results = await SideBySide.map(loaded.variants, atOnce: sideBySide) {
      variant -> (Result<Outcome, DiagnosticError>, said: [Diagnostic]) in
      let own = Context(partOf: context)
      do throws(DiagnosticError) {
        let outcome = try await work(variant, own)
        return (.success(outcome), own.said)
      } catch {
        return (.failure(error), own.said)
      }
    }
    var outcomes: [(name: VariantName, outcome: Outcome)] = []
    var errors: [Diagnostic] = []
    var coverage = VariantCoverage(checked: [], notChecked: [], leftOut: loaded.leftOut)
    for (variant, (result, said)) in zip(loaded.variants, results) {
      let named = said.map { $0.of(variant.name) }
      context.warn(named.filter { $0.severity != .error })
      errors += named.filter { $0.severity == .error }
      switch result {
      case .success(let outcome):
        outcomes.append((variant.name, outcome))
        coverage.checked.append(variant.name)
      case .failure(let error):
        errors += error.diagnostics.map { $0.of(variant.name) }
        coverage.notChecked.append(variant.name)
      }
    }
    self.outcomes = outcomes
    self.errors = errors
    self.coverage = coverage
  }
}
