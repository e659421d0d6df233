import Bytes
import FirmwareImage
package import PlatformModel
import Vocabulary

/// How the files of a platform's volumes differ from those that its FDF places there: images of another variant, or of
/// another platform, contain other files.
///
/// Volumes are the same if they have the same FvNameGuid. A volume without one is not compared.
package struct PlacementDifferences: Equatable, Sendable {
  package struct File: Equatable, Sendable {
    package var volume: String
    package var name: String
  }

  /// Files that the FDF places in a volume and that the volume does not contain.
  package private(set) var missing: [File] = []
  /// Files of a volume that the FDF does not place there.
  package private(set) var foreign: [File] = []
  /// How many volumes were compared.
  package private(set) var comparedVolumes = 0

  package var isEmpty: Bool { missing.isEmpty && foreign.isEmpty }

  package init(_ maps: [FlashMap], from platform: ResolvedPlatform) {
    var described: [GUID: VolumeDescription] = [:]
    for volume in platform.flash?.volumes ?? [] {
      if let guid = volume.nameGUID, described[guid] == nil { described[guid] = volume }
    }
    var seen: Set<GUID> = []
    for volume in maps.flatMap(\.volumes) {
      // A volume in several images has the same files in each.
      guard let guid = volume.guid, let description = described[guid], seen.insert(guid).inserted else {
        continue
      }
      comparedVolumes += 1
      let found = Set(volume.files.map(\.guid))
      let placed = Set(description.files.map(\.name))
      missing += description.files.filter { !found.contains($0.name) }.map {
        File(volume: description.name.text, name: $0.title)
      }
      foreign += volume.files.filter { !placed.contains($0.guid) && !Self.implied.contains($0.guid) }.map {
        File(volume: description.name.text, name: $0.name)
      }
    }
  }

  /// Files that `APRIORI` makes.
  private static let implied: Set<GUID> = [FFSFile.peiAprioriName, FFSFile.dxeAprioriName]
}

extension FilePlacement {
  /// The base name of the module; of a `FILE` statement, its GUID.
  fileprivate var title: String {
    switch self {
    case .module(let placement): placement.module.baseName
    case .statement(let statement): statement.name.description
    }
  }
}
