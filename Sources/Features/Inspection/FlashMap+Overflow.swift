package import FirmwareImage
import Manifests
package import PlatformModel
package import Vocabulary

extension FlashMap {
  /// The map of a flash device that cannot be written because volumes overflow: the planned regions with the
  /// packed volumes.
  ///
  /// - Parameters:
  ///   - volumes: the packed volumes by name.
  ///   - rooms: the capacity of the overflowing volumes in bytes, by name.
  package init(
    planned device: FlashDevice, volumes: [VolumeName: FirmwareVolume], rooms: [VolumeName: Int],
    names: NameBook
  ) {
    self.init(planned: device)
    for (index, region) in device.regions.enumerated() {
      guard case .volumes(let held) = region.content, let name = held.first?.value,
        let volume = volumes[name]
      else { continue }
      var usage = VolumeUsage(volume, names: names)
      usage.name = name.text
      regions[index].volume = usage.limited(to: rooms)
    }
  }
}

extension VolumeUsage {
  /// The volume with its capacity in flash, instead of the size that its files need.
  fileprivate func limited(to rooms: [VolumeName: Int]) -> VolumeUsage {
    var volume = self
    volume.size = rooms[VolumeName(name)] ?? size
    for index in streams.indices {
      volume.streams[index].volumes = streams[index].volumes.map { $0.limited(to: rooms) }
    }
    return volume
  }
}
