package import Diagnostics

/// The base and the costs that new measurements are compared with.
package struct SizePast {
  /// The sizes that growth is computed from; nil without a base.
  package var base: SizeRecord?
  package var growth: SizeGrowth?
  /// The costs of the files of the new images; empty if nothing is recorded or compared.
  package var attributions: [SizeAttribution] = []
  package var problems: [Diagnostic] = []

  package init(base: SizeRecord? = nil, attributions: [SizeAttribution] = []) {
    self.base = base
    self.attributions = attributions
  }

  /// How many modules a diagnostic lists.
  private static let named = 5

  /// Notes about the modules that grew most.
  package var notes: [Diagnostic.Note] {
    let grown = (growth?.modules ?? []).filter { $0.verdict == .grown || $0.verdict == .added }
    return grown.prefix(Self.named).map { module in
      let flash = module.flashDifference.map { "\(Int($0.rounded())) bytes of flash, " } ?? ""
      let verb = module.verdict == .added ? "added" : "grown"
      return Diagnostic.Note("\(verb) since the base, \(flash)\(module.raw.difference) raw: \(module.name)")
    }
  }
}
