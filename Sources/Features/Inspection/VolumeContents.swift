package import Bytes
import Manifests
package import PlatformModel
package import Vocabulary

/// The files that a platform places in a volume, before their sizes are known.
package struct VolumeContents: Equatable, Sendable {
  package struct File: Equatable, Sendable {
    package var guid: GUID
    package var name: String
    /// The path of the INF; nil for a FILE statement.
    package var module: String?
    package var moduleType: ModuleType?
    package var architecture: Architecture?
  }

  package var name: VolumeName
  /// In the order in which they are packed.
  package var files: [File]

  package init(_ volume: VolumeDescription, names: NameBook) {
    name = volume.name
    files = volume.files.map { file in
      switch file {
      case .module(let placement):
        File(
          guid: placement.fileGUID, name: placement.module.baseName, module: placement.module.path.text,
          moduleType: placement.module.moduleType, architecture: placement.module.architecture)
      case .statement(let placement):
        File(
          guid: placement.name, name: names[placement.name] ?? placement.name.description, module: nil,
          moduleType: nil, architecture: nil)
      }
    }
  }
}
