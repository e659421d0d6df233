package import FirmwareImage
import Manifests
package import PlatformModel
package import Vocabulary

extension FlashMap {
  /// A device that cannot be written, as what it holds has no room: laid out as planned, with the volumes as they are.
  ///
  /// - Parameters:
  ///   - volumes: what was packed, by name.
  ///   - rooms: what the volumes that overflow have, in bytes, by name.
  package init(
    planned device: FlashDevice, volumes: [VolumeName: FirmwareVolume], rooms: [VolumeName: Int],
    names: NameBook
  ) {
    self.init(planned: device)
    for (index, region) in device.regions.enumerated() {
      guard case .volumes(let held) = region.content, let name = held.first?.value,
        let volume = volumes[VolumeName(name)]
      else { continue }
      var usage = VolumeUsage(volume, names: names)
      usage.name = name
      regions[index].volume = usage.limited(to: rooms)
    }
  }
}

extension VolumeUsage {
  /// With the room that it has, and not that which it was packed in.
  fileprivate func limited(to rooms: [VolumeName: Int]) -> VolumeUsage {
    var volume = self
    volume.size = rooms[VolumeName(name)] ?? size
    for index in streams.indices {
      volume.streams[index].volumes = streams[index].volumes.map { $0.limited(to: rooms) }
    }
    return volume
  }
}
