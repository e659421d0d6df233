package import FirmwareImage
package import Inspection
package import Sizes

/// How an image differs from the build of a source tree.
package struct VerifiedDifference: Equatable, Sendable {
  /// The most specific cause.
  package enum Cause: String, Sendable {
    /// Files, sections or regions differ.
    case contents
    /// A compressed stream differs, and decodes to the same bytes.
    case compression
    /// All contents are the same; headers, the order of files or padding differ.
    case layout
    /// The image or the build cannot be read as a flash image, so only bytes were compared.
    case unknown
  }

  package var cause: Cause
  /// Of the whole images. `valuesA` is the image's.
  package var bytes: ByteDifference
  /// What holds the first byte that differs in the image, from the outermost to the innermost part.
  package var place: [String]
  /// With the image as A and the build as B; nil if either cannot be read.
  package var comparison: ImageComparison?
  /// Streams that differ although they decode to the same bytes.
  package var streams: [Stream] = []
  /// Where the decoded contents of a stream differ, if files do not: the offset in a volume and what holds it.
  package var inner: Inner?

  package struct Stream: Equatable, Sendable {
    /// A name such as `LZMA`.
    package var codec: String
    /// Size in bytes of flash.
    package var size: Int
    package var builtSize: Int
    /// In the stream.
    package var bytes: ByteDifference
  }

  package struct Inner: Equatable, Sendable {
    package var bytes: ByteDifference
    package var place: [String]
  }

  /// - Parameters:
  ///   - bytes: the difference of the whole images.
  ///   - image: nil if it cannot be read.
  ///   - built: what the tree gives; nil if it cannot be read.
  ///   - symbols: the link maps of the build.
  package init(
    _ bytes: ByteDifference, image: FlashImage?, built: FlashImage?, names: NameBook,
    symbols: (any SymbolSource)?
  ) {
    self.bytes = bytes
    place = []
    cause = .unknown
    guard let image, let built else { return }
    // Without link maps: the first byte may be one that another build put there.
    place = OffsetWalk(image, offsets: [bytes.first], names: names).explanation.map(\.text)
    let comparison = ImageComparison(("image", image), ("build", built), names: names, symbols: symbols)
    self.comparison = comparison
    guard !comparison.differs else {
      cause = .contents
      return
    }
    let (own, other) = (image.encodedSections(names), built.encodedSections(names))
    let isSameContents = own.map(\.sections.stream) == other.map(\.sections.stream)
    if isSameContents {
      for (one, two) in zip(own, other) {
        guard let a = one.sections.encoded, let b = two.sections.encoded, let bytes = ByteDifference(a, b)
        else { continue }
        streams.append(Stream(codec: one.codec, size: a.count, builtSize: b.count, bytes: bytes))
      }
    }
    cause = streams.isEmpty ? .layout : .compression
    if !isSameContents { inner = Self.inner(image, built, names) }
  }

  /// Of the innermost volume that differs.
  private static func inner(_ image: FlashImage, _ built: FlashImage, _ names: NameBook) -> Inner? {
    for (volume, other) in zip(image.allVolumes, built.allVolumes).reversed() where volume != other {
      guard let a = try? volume.bytes(), let b = try? other.bytes(),
        let bytes = ByteDifference(a[...], b[...])
      else { continue }
      let walk = OffsetWalk(FlashImage([.volume(volume)]), offsets: [bytes.first], names: names)
      return Inner(bytes: bytes, place: walk.explanation.map(\.text))
    }
    return nil
  }
}

extension FlashImage {
  /// The encoded sections at any depth, in the order of the image, each before those inside.
  fileprivate func encodedSections(
    _ names: NameBook
  ) -> [(codec: String, sections: Section.EncodedSections)] {
    allVolumes.flatMap(\.files).flatMap { $0.sections.flatMap { $0.encodedSections(names) } }
  }
}

extension Section {
  /// Without those in volumes inside, which the image lists by themselves.
  fileprivate func encodedSections(_ names: NameBook) -> [(codec: String, sections: EncodedSections)] {
    switch payload {
    case .bytes, .volume: []
    case .sections(let stream): stream.sections.flatMap { $0.encodedSections(names) }
    case .encoded(let encoded):
      [(codecName(names), encoded)] + encoded.stream.sections.flatMap { $0.encodedSections(names) }
    }
  }
}
