package import Bytes

/// A file that is to be packed (`FILE` and `INF` statements of an FDF).
package struct FilePlan: Equatable, Sendable {
  package var name: GUID
  package var type: FFSFile.FileType
  /// FIXED: the file keeps its place, so that padding in front of its first aligned section may
  /// shrink to save a pad file.
  package var isFixed: Bool
  /// CHECKSUM: the data are covered by a checksum.
  package var hasChecksum: Bool
  /// The least alignment in bytes of the data behind the header; that of a section may raise it.
  package var alignment: Int
  package var contents: Contents

  package enum Contents: Equatable, Sendable {
    case sections([SectionPlan])
    case bytes([UInt8])
  }

  package init(
    _ name: GUID, type: FFSFile.FileType, isFixed: Bool = false, hasChecksum: Bool = false,
    alignment: Int = 1, contents: Contents
  ) {
    self.name = name
    self.type = type
    self.isFixed = isFixed
    self.hasChecksum = hasChecksum
    self.alignment = alignment
    self.contents = contents
  }
}
