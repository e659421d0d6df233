package import Bytes
package import Functions

/// What differs between two images once everything that can be decoded is decoded: files by volume
/// and GUID, leaf sections by type. How the same contents were compressed makes no difference.
package struct ImageComparison: Equatable, Sendable {
  package struct FileRow: Equatable, Sendable {
    package var volume: String
    package var guid: GUID
    package var name: String
    /// In bytes; nil where the file is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    package var sections: [SectionRow]
    /// Its share of flash, in bytes, compressed where it is; nil where nobody counted, or the file is missing.
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
    /// How many bytes differ, of two payloads of one size; nil for other sizes.
    package var differingBytes: Int?
    /// Of executables on both sides that are not the same.
    package var executable: ExecutableDifference?

    package var isSame: Bool { differingBytes == 0 }
  }

  /// A compressed stream; those of both sides are paired in their order.
  package struct StreamRow: Equatable, Sendable {
    /// Such as `LZMA`; nil where the stream is missing.
    package var codecA: String?
    package var codecB: String?
    /// In bytes of flash.
    package var encodedA: Int?
    package var encodedB: Int?
    /// In bytes, decoded.
    package var decodedA: Int?
    package var decodedB: Int?
  }

  /// A volume or a stretch of flash outside volumes.
  package struct RegionRow: Equatable, Sendable {
    package var name: String
    package var sizeA: Int?
    package var sizeB: Int?
    package var usedA: Int?
    package var usedB: Int?
    package var isSame: Bool
  }

  package var nameA: String
  package var nameB: String
  package var regions: [RegionRow]
  /// In the order of A, then what only B has in the order of B.
  package var files: [FileRow]
  /// Where the cost of files was counted. Other encoding of the same is no difference.
  package var streams: [StreamRow] = []

  package var differs: Bool {
    regions.contains { !$0.isSame } || files.contains { $0.verdict != .same }
  }
}
