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
    let variants = loaded.variants
    let results = await withTaskGroup(of: (Int, Result<Outcome, DiagnosticError>, [Diagnostic]).self) {
      group in
      var results: [Int: (Result<Outcome, DiagnosticError>, [Diagnostic])] = [:]
      for (index, variant) in variants.enumerated() {
        if index >= max(1, sideBySide), let (done, result, said) = await group.next() {
          results[done] = (result, said)
        }
        group.addTask {
          let own = Context(partOf: context)
          do throws(DiagnosticError) {
            let outcome = try await work(variant, own)
            return (index, .success(outcome), own.said)
          } catch {
            return (index, .failure(error), own.said)
          }
        }
      }
      for await (done, result, said) in group { results[done] = (result, said) }
      return results
    }
    var outcomes: [(name: VariantName, outcome: Outcome)] = []
    var errors: [Diagnostic] = []
    var coverage = VariantCoverage(checked: [], notChecked: [], leftOut: loaded.leftOut)
    for (index, variant) in variants.enumerated() {
      guard let (result, said) = results[index] else { continue }
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
