package import Bytes
package import Diagnostics
package import FirmwareImage
package import PlatformModel
package import Vocabulary

/// The images of a platform, every offset final: what `ImagePacker` makes.
package struct ImagePlan: Sendable {
  /// In the order of the FDF.
  package var volumes: [PackedVolume] = []
  /// Without those that hold a volume which is too large for its room.
  package var devices: [PackedDevice] = []
  /// What has no room, and must not be written: such a volume is packed as large as it has to be, so that it can be
  /// looked into.
  package var overflows: [PackedOverflow] = []
}

/// A volume with its files in place.
package struct PackedVolume: Sendable {
  package var name: VolumeName
  package var placed: PlacedVolume
  package var bytes: [UInt8]
  /// What stands compressed in its files, in order.
  package var streams: [PackedStream]
}

/// A volume that needs more than it has.
package struct PackedOverflow: Sendable {
  package var volume: VolumeName
  /// What it has, in bytes.
  package var size: Int
  /// What its header, files and padding need, in bytes.
  package var needed: Int
  /// Where the volume is described.
  package var range: SourceRange
}

extension PackedOverflow {
  init(_ overflow: VolumeOverflow, _ volume: VolumeDescription) {
    self.init(
      volume: VolumeName(volume.name), size: overflow.size, needed: overflow.needed, range: volume.range)
  }
}

/// The contents of one GUIDed section.
package struct PackedStream: Sendable {
  package var guid: GUID
  /// In bytes, as decoded.
  package var size: Int
  /// In bytes, as it stands in the file.
  package var encodedSize: Int
  /// The names of the volumes directly inside.
  package var volumes: [VolumeName]
}

/// A flash device image.
package struct PackedDevice: Sendable {
  package var description: FlashDevice
  package var bytes: [UInt8]

  package var name: String { description.name }
}
