package import Diagnostics
import PlatformModel
package import Vocabulary

/// A macro that the conditions of a platform ask for, and what other values of it change.
package struct PlatformSwitch: Sendable {
  package let name: String
  /// The value on the command line (`-D`).
  package let given: String?
  /// The value without `-D`, as the manifest writes it, and its DEFINE; nil if none defines it.
  package let usual: (value: String, place: Diagnostic.Place)?
  /// Its conditions, in the order in which they are read.
  package let conditions: [Diagnostic.Place]
  package internal(set) var settings: [Setting] = []

  /// The value that the conditions see; nil if the macro is not defined.
  package var value: String? { given ?? usual?.value }

  /// Another value, and how the platform differs with it.
  package struct Setting: Sendable {
    /// nil for the platform without the `-D` that was given.
    package let value: String?
    package let adds: [Module]
    package let removes: [Module]
    /// Modules that are built either way, but are only then in flash.
    package let places: [Module]
    /// Modules that are built either way, but are not in flash then.
    package let unplaces: [Module]
    /// The lines of DSC and FDF that are used with one of the two values only, or that contain it.
    package let changedLines: Int
    /// The first error that the platform has only with this value.
    package let error: Diagnostic?
  }

  package struct Module: Equatable, Sendable {
    package let name: ModuleName
    package let path: TreePath
    package let architecture: Architecture
  }
}

extension PlatformSwitch.Setting {
  init(_ value: String?, from base: PlatformOutline, to other: PlatformOutline) {
    self.value = value
    adds = other.modules(other.modules.filter { base.names[$0] == nil })
    removes = base.modules(base.modules.filter { other.names[$0] == nil })
    let common = other.modules.filter { base.names[$0] != nil }
    places = other.modules(common.filter { other.isPlaced($0) && !base.isPlaced($0) })
    unplaces = other.modules(common.filter { !other.isPlaced($0) && base.isPlaced($0) })
    changedLines = Set(base.lines.symmetricDifference(other.lines).map(\.place)).count
    error = other.errors.first { !base.errors.contains($0) }
  }
}

extension PlatformOutline {
  fileprivate func isPlaced(_ module: Module) -> Bool { placed?.contains(module) ?? false }

  fileprivate func modules(_ modules: [Module]) -> [PlatformSwitch.Module] {
    modules.compactMap { module in
      names[module].map { .init(name: $0, path: module.path, architecture: module.architecture) }
    }
  }
}
