import Manifests
import Vocabulary

/// The stages of build options that a module goes through.
struct OptionStages {
  let expansion: BuildOptionExpansion
  /// [BuildOptions] of the DSC for all modules.
  private let common: BuildOptionExpansion.Stage
  /// Those for one module type.
  private let byType: [ModuleType: BuildOptionExpansion.Stage]
  private let architecture: Architecture
  private let known = Known()

  /// The options of modules that neither their INF nor their component says anything about.
  private final class Known {
    var byType: [ModuleType: ToolOptions] = [:]
  }

  init(_ dsc: DSCFile, expansion: BuildOptionExpansion) {
    self.expansion = expansion
    architecture = expansion.architecture
    var common = BuildOptionExpansion.Rows()
    var byType: [ModuleType: BuildOptionExpansion.Rows] = [:]
    for option in dsc.buildOptions {
      for scope in option.scopes where scope.arch.includes(architecture) {
        guard scope.codeBase == SectionHeader.common || scope.codeBase == "EDKII" else { continue }
        switch scope.moduleType {
        case .common: common.add(option, merge: .flags)
        case .only(let type): byType[type, default: .init()].add(option, merge: .flags)
        }
      }
    }
    self.common = expansion.expand(common)
    self.byType = byType.mapValues { expansion.expand($0) }
  }

  /// The options of a module or library; `component` is nil for a library.
  func options(of view: ModuleView, component: DSCComponent?) -> ToolOptions {
    var own = BuildOptionExpansion.Rows()
    for option in view.inf.buildOptions where applies(option) { own.add(option, merge: .always) }
    var overrides = BuildOptionExpansion.Rows()
    for option in component?.buildOptions ?? [] where applies(option) {
      overrides.add(option, merge: .always)
    }
    let isUsual = own.rows.isEmpty && overrides.rows.isEmpty
    if isUsual, let known = known.byType[view.moduleType] { return known }
    let options = expansion.combine([
      expansion.expand(expansion.withoutOverridden(own)), common, byType[view.moduleType] ?? [:],
      expansion.expand(expansion.withoutOverridden(overrides)),
    ])
    if isUsual { known.byType[view.moduleType] = options }
    return options
  }

  private func applies(_ option: BuildOption) -> Bool {
    option.scopes.contains { $0.arch.includes(architecture) }
  }
}
