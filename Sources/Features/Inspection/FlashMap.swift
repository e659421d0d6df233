package import Bytes

/// The regions of a flash image and the use of its volumes. Sizes and offsets in bytes.
package struct FlashMap: Equatable, Sendable {
  /// The name of the flash device or file.
  package var name: String
  /// The physical address of the device; nil if it is unknown.
  package var baseAddress: UInt64?
  package var size: Int
  package var regions: [RegionUsage]

  /// Bytes that are neither erased nor free space in a volume.
  package var used: Int { regions.reduce(0) { $0 + $1.used } }

  /// All volumes, each followed by those that it contains.
  package var volumes: [VolumeUsage] { regions.compactMap(\.volume).flatMap(\.withInner) }
}

/// A region of a flash image.
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

/// The files of a volume and the space that they use.
package struct VolumeUsage: Equatable, Sendable {
  package var name: String
  package var guid: GUID?
  package var size: Int
  /// Bytes used by header, files and padding.
  package var used: Int
  package var files: [FileUsage]
  /// The encoded sections in its files.
  package var streams: [StreamUsage]

  package var free: Int { size - used }
  package var withInner: [VolumeUsage] { [self] + streams.flatMap(\.volumes).flatMap(\.withInner) }
}

package struct FileUsage: Equatable, Sendable {
  package var guid: GUID
  package var name: String
  package var type: String
  /// Offset from the start of the volume.
  package var offset: Int
  package var size: Int
}

/// An encoded section. Several volumes can be in one section, and then only have a compressed size together.
package struct StreamUsage: Equatable, Sendable {
  package var codec: String
  /// Size as stored in the image.
  package var encodedSize: Int
  package var size: Int
  package var volumes: [VolumeUsage]
}

extension [FlashMap] {
  /// Whether a map shows memory and not flash: another map has its volumes in compressed form.
  package func showUnpacked(_ map: FlashMap) -> Bool {
    let own = map.regions.compactMap(\.volume).map(\.name)
    let inner = Set(
      filter { $0.name != map.name }.flatMap { other in
        other.regions.compactMap(\.volume).flatMap(\.streams).flatMap(\.volumes).map(\.name)
      })
    return !own.isEmpty && inner.isSuperset(of: own)
  }
}
