// A file outside a volume, as GenFfs writes it to disk (`.ffs`).

extension FFSFile {
  /// Parses the file that starts at the first byte; nil if there is none or it is damaged.
  package static func parse(_ bytes: [UInt8], path: String, decoder: (any SectionDecoder)?) -> FFSFile? {
    var parser = ImageParser(path: path, decoder: decoder, limits: ParsingLimits())
    let items = parser.files(bytes[...], volumeStart: 0, eraseByte: 0xFF, extendedHeader: nil)
    guard case .file(let file)? = items.first else { return nil }
    return file
  }

  /// The bytes of the file in its volume, without the padding after it.
  ///
  /// - Throws: if an encapsulation was changed and must be encoded again.
  package func bytes() throws(ImageWritingError) -> [UInt8] {
    var writer = ImageWriter(encoder: nil)
    try writer.write(self)
    return writer.bytes
  }
}
