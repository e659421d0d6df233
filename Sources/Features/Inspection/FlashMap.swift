package import Bytes

/// What lies where in one flash image, and how full its volumes are. Sizes and offsets in bytes.
package struct FlashMap: Equatable, Sendable {
  /// Of the flash device, or of the file.
  package var name: String
  /// Where the device is mapped; nil for an image of which that is not known.
  package var baseAddress: UInt64?
  package var size: Int
  package var regions: [RegionUsage]

  /// What is neither erased nor free inside a volume.
  package var used: Int { regions.reduce(0) { $0 + $1.used } }
  package var free: Int { size - used }

  /// Every volume, those inside others behind them.
  package var volumes: [VolumeUsage] { regions.compactMap(\.volume).flatMap(\.withInner) }
}

/// A stretch of a flash image.
package struct RegionUsage: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case volume
    case variables = "variable store"
    case workingBlock = "FTW working block"
    case erased
    case elf = "ELF header"
    case data
  }

  package var offset: Int
  package var size: Int
  package var kind: Kind
  package var volume: VolumeUsage?

  package var used: Int {
    switch kind {
    case .erased: 0
    case .volume: volume?.used ?? size
    default: size
    }
  }
}

/// How full a volume is, and with what.
package struct VolumeUsage: Equatable, Sendable {
  package var name: String
  package var guid: GUID?
  package var size: Int
  /// Header, files and padding.
  package var used: Int
  package var files: [FileUsage]
  /// What is encoded in its files.
  package var streams: [StreamUsage]

  package var free: Int { size - used }
  package var withInner: [VolumeUsage] { [self] + streams.flatMap(\.volumes).flatMap(\.withInner) }
}

package struct FileUsage: Equatable, Sendable {
  package var guid: GUID
  package var name: String
  package var type: String
  /// From the start of the volume.
  package var offset: Int
  package var size: Int
}

/// An encoded section: several volumes can share one, so that only together they have a compressed size.
package struct StreamUsage: Equatable, Sendable {
  package var codec: String
  /// As it stands in the image.
  package var encodedSize: Int
  package var size: Int
  package var volumes: [VolumeUsage]
}

extension [FlashMap] {
  /// Whether a map is that of memory and of no flash: its volumes are those that another one has compressed.
  package func showUnpacked(_ map: FlashMap) -> Bool {
    let own = map.regions.compactMap(\.volume).map(\.name)
    let inner = Set(
      filter { $0.name != map.name }.flatMap { other in
        other.regions.compactMap(\.volume).flatMap(\.streams).flatMap(\.volumes).map(\.name)
      })
    return !own.isEmpty && inner.isSuperset(of: own)
  }
}
