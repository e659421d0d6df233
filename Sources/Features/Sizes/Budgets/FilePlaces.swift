import Bytes
package import Diagnostics
import Manifests
package import PlatformModel
import Vocabulary

/// Where a platform's FDF places the files of its volumes.
package struct FilePlaces: Sendable {
  package struct Place: Sendable {
    /// The INF or FILE statement.
    package let range: SourceRange
    /// The path of the INF, as it was opened; nil for a FILE statement.
    package let module: String?
  }

  private struct Key: Hashable {
    let volume: VolumeName
    let guid: GUID
  }

  private var places: [Key: Place] = [:]
  private var sections: [Budget.Subject: SourceRange] = [:]

  /// - Parameter platform: nil for an image without a platform, whose files have no places.
  package init(_ platform: ResolvedPlatform?) {
    for device in platform?.flash?.devices ?? [] { sections[.device(device.name)] = device.range }
    for volume in platform?.flash?.volumes ?? [] {
      sections[.volume(volume.name)] = volume.range
      for file in volume.files {
        let place =
          switch file {
          case .module(let module):
            Place(range: module.statement.path.range, module: module.module.inf.file.path)
          case .statement(let statement): Place(range: statement.statement.type.range, module: nil)
          }
        let key = Key(volume: volume.name, guid: file.name)
        if places[key] == nil { places[key] = place }
      }
    }
  }

  package subscript(culprit: BudgetCulprit) -> Place? {
    places[Key(volume: VolumeName(culprit.volume), guid: culprit.guid)]
  }

  /// The section of a device or volume.
  package subscript(subject: Budget.Subject) -> SourceRange? { sections[subject] }
}
