package import Diagnostics

/// The base and the costs that new measurements are compared with.
package struct SizePast {
  /// The sizes that growth is computed from; nil without a base.
  package var base: SizeRecord?
  package var growth: SizeGrowth?
  /// The costs of the files of the new images; empty if nothing is recorded or compared.
  package var attributions: [SizeAttribution] = []
  package var problems: [Diagnostic] = []
  /// Why the base says less than it seems to: it is of another variant, or too old.
  package var doubts: [Diagnostic] = []

  package init(base: SizeRecord? = nil, attributions: [SizeAttribution] = []) {
    self.base = base
    self.attributions = attributions
  }
}
