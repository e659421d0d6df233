package import Bytes

/// Why a changed image cannot be written. An image as it was parsed always can.
package enum ImageWritingError: Error, Equatable, Sendable {
  /// The sections of an encapsulation were changed, and nobody can encode it.
  case noEncoder(SectionType, GUID?)
  case encoding(SectionCodecError)
  /// The files of a volume need `overage` bytes more than its length.
  case volumeOverflow(name: GUID?, overage: Int)
  /// The extended header stands where the 16-bit field of the volume header cannot point to.
  case extendedHeaderOffset(Int)
}

extension FlashImage {
  /// The image as bytes, every header made anew from the model.
  ///
  /// - Parameter encoder: for encapsulations whose sections have changed since they were parsed;
  ///   the others keep their encoded bytes.
  package func bytes(encoder: (any SectionEncoder)? = nil) throws(ImageWritingError) -> [UInt8] {
    var writer = ImageWriter(encoder: encoder)
    writer.bytes.reserveCapacity(regions.reduce(0) { $0 + $1.size })
    for region in regions { try writer.write(region) }
    return writer.bytes
  }
}

extension FirmwareVolume {
  /// The volume as bytes, see `FlashImage.bytes(encoder:)`.
  package func bytes(encoder: (any SectionEncoder)? = nil) throws(ImageWritingError) -> [UInt8] {
    try FlashImage([.volume(self)]).bytes(encoder: encoder)
  }
}

extension SectionStream {
  /// The sections as bytes, as an encapsulation encodes them; see `FlashImage.bytes(encoder:)`.
  package func bytes(encoder: (any SectionEncoder)? = nil) throws(ImageWritingError) -> [UInt8] {
    var writer = ImageWriter(encoder: encoder)
    try writer.write(self)
    return writer.bytes
  }
}
