import Manifests
import PlatformModel
import Vocabulary

extension FlashDescription {
  /// The volumes in the regions of a device, with those nested in them at any depth.
  func volumes(in device: FlashDevice) -> Set<VolumeName> {
    var found: Set<VolumeName> = []
    var waiting = device.regions.flatMap { region -> [VolumeName] in
      if case .volumes(let names) = region.content { names.map(\.value) } else { [] }
    }
    while let name = waiting.popLast() {
      guard found.insert(name).inserted, let volume = volume(named: name) else { continue }
      waiting += volume.innerVolumes
    }
    return found
  }
}
