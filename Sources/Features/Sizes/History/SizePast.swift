package import Diagnostics

/// What came before the sizes that were just measured.
package struct SizePast {
  /// What growth is over; nil without a base.
  package var base: SizeRecord?
  package var growth: SizeGrowth?
  /// What the files of the new images cost; empty where nothing was to be recorded or compared.
  package var attributions: [SizeAttribution] = []
  package var problems: [Diagnostic] = []

  package init(base: SizeRecord? = nil, attributions: [SizeAttribution] = []) {
    self.base = base
    self.attributions = attributions
  }

  /// How many modules a diagnostic names.
  private static let named = 5

  /// What grew most, in words.
  package var notes: [Diagnostic.Note] {
    let grown = (growth?.modules ?? []).filter { $0.verdict == .grown || $0.verdict == .added }
    return grown.prefix(Self.named).map { module in
      let flash = module.flashDifference.map { "\(Int($0.rounded())) bytes of flash, " } ?? ""
      let verb = module.verdict == .added ? "added" : "grown"
      return Diagnostic.Note("\(verb) since the base, \(flash)\(module.raw.difference) raw: \(module.name)")
    }
  }
}
