package import Diagnostics
package import Manifests
package import Vocabulary

/// A platform as its DSC and FDF list it: what two settings of a macro are compared by.
package struct PlatformOutline: Sendable {
  /// A component of the DSC, or a module that the FDF alone names.
  package struct Module: Hashable, Sendable {
    package let path: TreePath
    package let architecture: Architecture
  }

  /// A line of a manifest with its macros replaced, in a branch that is taken.
  package struct Line: Hashable, Sendable {
    package let text: String
    package let place: SourceRange
  }

  /// Empty if the DSC cannot be read.
  package let architectures: [Architecture]
  /// In the order of the DSC, then those that only the FDF names.
  package private(set) var modules: [Module] = []
  package private(set) var names: [Module: ModuleName] = [:]
  /// The modules in flash; nil for a platform without an FDF.
  package private(set) var placed: Set<Module>?
  package let lines: Set<Line>
  package let errors: [Diagnostic]

  init(_ platform: ResolvedPlatform?, lines: [ManifestLine], errors: [Diagnostic]) {
    self.lines = Set(lines.map { Line(text: $0.text, place: $0.range) })
    self.errors = errors
    architectures = platform?.architectures ?? []
    for module in platform?.modules ?? [] { add(module) }
    guard let flash = platform?.flash else { return }
    var placed: Set<Module> = []
    for volume in flash.volumes {
      for case .module(let placement) in volume.files { placed.insert(add(placement.module)) }
    }
    self.placed = placed
  }

  @discardableResult
  private mutating func add(_ module: PlatformModule) -> Module {
    let key = Module(path: module.path, architecture: module.architecture)
    if names.updateValue(ModuleName(module.baseName), forKey: key) == nil { modules.append(key) }
    return key
  }
}

/// Resolves one platform again and again with other macros.
package struct PlatformTrials {
  private let path: String
  private let configuration: BuildConfiguration
  private let manifests: ManifestCache

  /// - Parameter configuration: without macros; its architectures are used in every trial, unless it has none.
  package init(_ path: String, configuration: BuildConfiguration, manifests: ManifestCache) {
    self.path = path
    self.configuration = configuration
    self.manifests = manifests
  }

  /// The platform with these macros, as far as it can be resolved, and what its manifests ask about macros.
  package func outline(
    defining defines: [(name: String, value: String)]
  ) -> (outline: PlatformOutline, uses: MacroUses, warnings: [Diagnostic]) {
    var configuration = configuration
    configuration.defines = defines
    var trial = PlatformResolver(configuration: configuration, manifests: manifests)
    trial.readsBeyondErrors = true
    let platform = trial.resolve(path)
    let errors = trial.diagnostics.all.filter { $0.severity == .error }
    let outline = PlatformOutline(platform, lines: trial.lines, errors: errors)
    return (outline, trial.uses, trial.diagnostics.all.filter { $0.severity != .error })
  }
}
