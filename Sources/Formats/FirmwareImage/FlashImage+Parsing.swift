package import Diagnostics

/// A parsed image, with its problems. Damaged parts are opaque bytes.
package struct ParsedImage: Equatable, Sendable {
  package let image: FlashImage
  /// In the order in which they were found; limited to about a hundred.
  package let diagnostics: [Diagnostic]
  /// Total decoded size of all encapsulations, in bytes.
  package let decodedBytes: Int
}

extension FlashImage {
  /// Parses a flash device image, or a single volume.
  ///
  /// Never traps on input; time and memory are bounded by `limits` and by the size of the input. Payloads are
  /// slices of `bytes` with the same indices.
  ///
  /// - Parameters:
  ///   - path: the name of the image in diagnostics.
  ///   - decoder: decodes encapsulations; without one they stay opaque.
  package static func parse(
    _ bytes: [UInt8], path: String, decoder: (any SectionDecoder)?, limits: ParsingLimits = ParsingLimits()
  ) -> ParsedImage {
    var parser = ImageParser(path: path, decoder: decoder, limits: limits)
    let regions = parser.regions(bytes[...], lookForVolumes: true)
    return ParsedImage(
      image: FlashImage(regions), diagnostics: parser.diagnostics, decodedBytes: parser.decodedBytes)
  }
}
