package import Bytes

/// Why a changed image cannot be written. An unchanged image can always be written.
package enum ImageWritingError: Error, Equatable, Sendable {
  /// The sections of an encapsulation were changed, and there is no encoder for it.
  case noEncoder(SectionType, GUID?)
  case encoding(SectionCodecError)
  /// The files of a volume need `overage` bytes more than it has.
  case volumeOverflow(name: GUID?, overage: Int)
  /// The extended header is at an offset that does not fit the 16-bit field of the volume header.
  case extendedHeaderOffset(Int)
}

extension FlashImage {
  /// The image as bytes. All headers are generated from the model.
  ///
  /// - Parameter encoder: encodes encapsulations whose sections changed after parsing. The others keep their
  ///   encoded bytes.
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
  /// The sections as bytes, before encoding; see `FlashImage.bytes(encoder:)`.
  package func bytes(encoder: (any SectionEncoder)? = nil) throws(ImageWritingError) -> [UInt8] {
    var writer = ImageWriter(encoder: encoder)
    try writer.write(self)
    return writer.bytes
  }
}
