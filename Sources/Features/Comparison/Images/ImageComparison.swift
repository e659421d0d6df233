package import Bytes
package import Functions

/// The differences between two images after decoding: files by volume and GUID, leaf sections by type.
/// Differences that come only from the compressor are ignored.
package struct ImageComparison: Equatable, Sendable {
  package struct FileRow: Equatable, Sendable {
    package var volume: String
    package var guid: GUID
    package var name: String
    /// Size in bytes; nil if the file is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    package var sections: [SectionRow]
    /// Cost in bytes of flash, inside a compressed stream its share; nil if it was not computed or the file is
    /// missing.
    package var flashA: Double?
    package var flashB: Double?

    package enum Verdict: String, Sendable {
      case onlyInA, onlyInB, different
      /// The same functions and data, laid out differently.
      case rearranged
      case same
    }

    package var verdict: Verdict {
      if sizeB == nil { return .onlyInA }
      if sizeA == nil { return .onlyInB }
      if sections.allSatisfy({ $0.isSame }) { return .same }
      return sections.allSatisfy { $0.isSame || $0.executable?.isLayoutOnly == true }
        ? .rearranged : .different
    }
  }

  package struct SectionRow: Equatable, Sendable {
    package var type: String
    package var sizeA: Int?
    package var sizeB: Int?
    /// The number of differing bytes in payloads of equal size; otherwise nil.
    package var differingBytes: Int?
    /// Which bytes of the payloads differ; nil if they are equal, or one is missing.
    package var bytes: ByteDifference?
    /// The differences between executables that are on both sides.
    package var executable: ExecutableDifference?

    package var isSame: Bool { differingBytes == 0 }
  }

  /// A compressed stream. Streams of both sides are paired in their order.
  package struct StreamRow: Equatable, Sendable {
    /// A name such as `LZMA`; nil if the stream is missing.
    package var codecA: String?
    package var codecB: String?
    /// Encoded size in bytes of flash.
    package var encodedA: Int?
    package var encodedB: Int?
    /// Decoded size in bytes.
    package var decodedA: Int?
    package var decodedB: Int?
  }

  /// A volume, or a region without a volume.
  package struct RegionRow: Equatable, Sendable {
    package var name: String
    package var sizeA: Int?
    package var sizeB: Int?
    package var usedA: Int?
    package var usedB: Int?
    package var isSame: Bool
    /// Which bytes differ in regions without files that both sides have.
    package var bytes: ByteDifference?
    /// The offset of these bytes in the image of A; nil inside a compressed stream.
    package var offset: Int?
    /// Whether it is a variable store that has no variable in B.
    package var isEmptyStoreInB = false
  }

  package var nameA: String
  package var nameB: String
  package var regions: [RegionRow]
  /// In the order of A, followed by files only in B in the order of B.
  package var files: [FileRow]
  /// Empty if costs in flash were not computed. A different encoding of the same contents is no difference.
  package var streams: [StreamRow] = []

  package var differs: Bool {
    regions.contains { !$0.isSame } || files.contains { $0.verdict != .same }
  }
}
