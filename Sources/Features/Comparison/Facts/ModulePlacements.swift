import Bytes
package import Diagnostics
import Manifests
package import PlatformModel
import Vocabulary

/// The volumes that contain each module.
package struct ModulePlacements: Sendable {
  package struct Placement: Sendable {
    package var volume: String
    /// The INF statement.
    package var range: SourceRange
  }

  /// The placement of a module that is built but in no volume.
  package static let nowhere = "in no volume"

  private struct Key: Hashable {
    let path: String
    let architecture: Architecture
    let fileGUID: GUID
  }

  private var placements: [Key: [Placement]] = [:]

  package init(_ platform: ResolvedPlatform) {
    for volume in platform.flash?.volumes ?? [] {
      for case .module(let placement) in volume.files { add(placement, volume.name.text) }
    }
    for device in platform.flash?.devices ?? [] {
      for region in device.regions {
        if case .modules(let modules) = region.content { modules.forEach { add($0, device.name.text) } }
      }
    }
  }

  private mutating func add(_ placement: ModulePlacement, _ volume: String) {
    let module = placement.module
    let key = Key(
      path: module.path.text, architecture: module.architecture, fileGUID: module.fileGUID
    )
    placements[key, default: []].append(Placement(volume: volume, range: placement.statement.path.range))
  }

  /// In the order of the FDF.
  package func volumes(of module: BuildModule) -> [Placement] {
    placements[Key(path: module.path, architecture: module.architecture, fileGUID: module.fileGUID)] ?? []
  }
}
