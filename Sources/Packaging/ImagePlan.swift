package import Bytes
package import FirmwareImage
package import PlatformModel

/// The images of a platform, every offset final: what `ImagePacker` makes.
package struct ImagePlan: Sendable {
  /// In the order of the FDF.
  package var volumes: [PackedVolume] = []
  package var devices: [PackedDevice] = []

  package func volume(named name: String) -> PackedVolume? {
    volumes.first { $0.name.lowercased() == name.lowercased() }
  }
}

/// A volume with its files in place.
package struct PackedVolume: Sendable {
  package var name: String
  package var placed: PlacedVolume
  package var bytes: [UInt8]
  /// What stands compressed in its files, in order.
  package var streams: [PackedStream]
}

/// The contents of one GUIDed section.
package struct PackedStream: Sendable {
  package var guid: GUID
  /// In bytes, as decoded.
  package var size: Int
  /// In bytes, as it stands in the file.
  package var encodedSize: Int
  /// The names of the volumes directly inside.
  package var volumes: [String]
}

/// A flash device image.
package struct PackedDevice: Sendable {
  package var description: FlashDevice
  package var bytes: [UInt8]

  package var name: String { description.name }
}
