package import Diagnostics

/// An image taken apart, and what is wrong with it. Damaged parts are opaque bytes in the image.
package struct ParsedImage: Equatable, Sendable {
  package let image: FlashImage
  /// In the order in which they were found, at most about a hundred.
  package let diagnostics: [Diagnostic]
  /// What all encapsulations decoded to, in bytes.
  package let decodedBytes: Int
}

extension FlashImage {
  /// Takes an image apart: a flash device image, or a volume by itself.
  ///
  /// Never traps on input, and never allocates or works out of proportion to it beyond `limits`.
  /// Payloads are views of `bytes`, with the same indices.
  ///
  /// - Parameters:
  ///   - path: how diagnostics call the image.
  ///   - decoder: opens encapsulations; without one they stay opaque.
  package static func parse(
    _ bytes: [UInt8], path: String, decoder: (any SectionDecoder)?, limits: ParsingLimits = ParsingLimits()
  ) -> ParsedImage {
    var parser = ImageParser(path: path, decoder: decoder, limits: limits)
    let regions = parser.regions(bytes[...], lookForVolumes: true)
    return ParsedImage(
      image: FlashImage(regions), diagnostics: parser.diagnostics, decodedBytes: parser.decodedBytes)
  }
}
