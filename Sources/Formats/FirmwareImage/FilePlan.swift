package import Bytes

/// A file to be packed (`FILE` and `INF` statements of an FDF).
package struct FilePlan: Equatable, Sendable {
  package var name: GUID
  package var type: FFSFile.FileType
  /// FIXED: the file is not moved later. Padding before its first aligned section may shrink, which saves a pad
  /// file.
  package var isFixed: Bool
  /// CHECKSUM: the data are covered by a checksum.
  package var hasChecksum: Bool
  /// The minimum alignment in bytes of the data after the header. A section may require more.
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
