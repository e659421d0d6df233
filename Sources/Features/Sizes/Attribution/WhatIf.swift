package import Bytes
package import Inspection

extension FlashMap {
  /// The map as it would be without some files and with other encoded sizes.
  ///
  /// - Parameter encodedSizes: sizes of streams in bytes, by the name of the volume that contains them and in
  ///   their order there. A stream that is not listed keeps its size.
  package func changed(without removed: Set<GUID>, encodedSizes: [String: [Int]]) -> FlashMap {
    var map = self
    for index in map.regions.indices {
      map.regions[index].volume = map.regions[index].volume?.changed(
        without: removed, encodedSizes: encodedSizes)
    }
    return map
  }
}

extension VolumeUsage {
  fileprivate func changed(without removed: Set<GUID>, encodedSizes: [String: [Int]]) -> VolumeUsage {
    var volume = self
    volume.used -= files.filter { removed.contains($0.guid) }.reduce(0) { $0 + $1.size.aligned(to: 8) }
    volume.files.removeAll { removed.contains($0.guid) }
    let sizes = encodedSizes[name] ?? []
    for index in streams.indices {
      if index < sizes.count {
        volume.used += sizes[index] - streams[index].encodedSize
        volume.streams[index].encodedSize = sizes[index]
      }
      volume.streams[index].volumes = streams[index].volumes.map {
        $0.changed(without: removed, encodedSizes: encodedSizes)
      }
    }
    return volume
  }
}
