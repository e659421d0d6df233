package import Bytes
package import Diagnostics
package import FirmwareImage
package import PlatformModel
package import Vocabulary

/// The images of a platform with final offsets, made by `ImagePacker`.
package struct ImagePlan: Sendable {
  /// In the order of the FDF.
  package var volumes: [PackedVolume] = []
  /// Without the devices that contain an overflowing volume.
  package var devices: [PackedDevice] = []
  /// The volumes that are larger than their size in the FDF. They are packed at the size that they need, so
  /// that they can be analysed, but must not be written.
  package var overflows: [PackedOverflow] = []
}

/// A volume whose files have their offsets.
package struct PackedVolume: Sendable {
  package var name: VolumeName
  package var placed: PlacedVolume
  package var bytes: [UInt8]
  /// The compressed sections in its files, in order.
  package var streams: [PackedStream]
}

/// A volume that needs more bytes than it has.
package struct PackedOverflow: Sendable {
  package var volume: VolumeName
  /// Size in the FDF, in bytes.
  package var size: Int
  /// Bytes needed for header, files and padding.
  package var needed: Int
  /// The volume's section in the FDF.
  package var range: SourceRange
}

extension PackedOverflow {
  init(_ overflow: VolumeOverflow, _ volume: VolumeDescription) {
    self.init(
      volume: volume.name, size: overflow.size, needed: overflow.needed, range: volume.range)
  }
}

/// The contents of one GUIDed section.
package struct PackedStream: Sendable {
  package var guid: GUID
  /// Decoded size in bytes.
  package var size: Int
  /// Encoded size in bytes, as stored in the file.
  package var encodedSize: Int
  /// The names of the volumes directly in it.
  package var volumes: [VolumeName]
}

/// A flash device image.
package struct PackedDevice: Sendable {
  package var description: FlashDevice
  package var bytes: [UInt8]

  package var name: DeviceName { description.name }
}
