// A file outside any volume, as GenFfs writes it to disk (`.ffs`).

extension FFSFile {
  /// Reads the file that starts at the first byte; nil when there is none, or it is damaged.
  package static func parse(_ bytes: [UInt8], path: String, decoder: (any SectionDecoder)?) -> FFSFile? {
    var parser = ImageParser(path: path, decoder: decoder, limits: ParsingLimits())
    let items = parser.files(bytes[...], volumeStart: 0, eraseByte: 0xFF, extendedHeader: nil)
    guard case .file(let file)? = items.first else { return nil }
    return file
  }

  /// The file as it stands in its volume, without the padding behind it.
  ///
  /// - Throws: when an encapsulation was changed, so that it would have to be encoded anew.
  package func bytes() throws(ImageWritingError) -> [UInt8] {
    var writer = ImageWriter(encoder: nil)
    try writer.write(self)
    return writer.bytes
  }
}
