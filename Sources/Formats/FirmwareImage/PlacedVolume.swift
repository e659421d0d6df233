package import Bytes

/// A volume with final offsets. Payloads can still be replaced by others of the same size, so that executables
/// can be rebased to their addresses.
package struct PlacedVolume: Equatable, Sendable {
  package internal(set) var header: FirmwareVolume
  /// In the order of the plan; the volume top file is at the end of the volume.
  package internal(set) var files: [PlacedFile]
  /// Pad files by ascending offset, including the one with the extended header.
  let pads: [PlacedPad]
  /// Size of header, files and padding in bytes, without the free space before a volume top file.
  package let usedBytes: Int

  package var size: Int { header.length }
  package var freeBytes: Int { size - usedBytes }
  /// The binary logarithm of the volume's alignment in bytes.
  package var alignmentLogarithm: Int { header.attributes.alignmentLogarithm }
}

/// A pad file.
struct PlacedPad: Equatable, Sendable {
  let offset: Int
  /// Size in bytes, header included.
  let size: Int
  var extendedHeader: FirmwareVolume.ExtendedHeader?
}

/// A file at its final offset.
package struct PlacedFile: Equatable, Sendable {
  package let name: GUID
  package let type: FFSFile.FileType
  package internal(set) var attributes: FFSFile.Attributes
  /// Offset of the header from the start of the volume, in bytes.
  package internal(set) var offset: Int
  /// Size in bytes with header, without the padding up to the next file.
  package internal(set) var size: Int
  package internal(set) var contents: Contents

  package enum Contents: Equatable, Sendable {
    case sections(PlacedSections)
    case bytes([UInt8])
  }

  /// Size of the header in bytes: 24, or 32 for a file of 16 MiB or more.
  package var headerSize: Int { attributes.contains(.largeFile) ? 32 : 24 }
  /// Offset of the first byte after the header from the start of the volume.
  package var dataOffset: Int { offset + headerSize }

  /// The sections in the order of the plan, without padding, with the offsets of their payloads from the start
  /// of the volume.
  package var payloads: [(type: SectionType, offset: Int, size: Int)] {
    guard case .sections(let sections) = contents else { return [] }
    return sections.sections.map { ($0.plan.type, dataOffset + $0.payloadOffset, $0.plan.payload.count) }
  }
}

/// Sections at their final offsets in a file or an encapsulation.
package struct PlacedSections: Equatable, Sendable {
  /// In the order of the plan. Offsets are relative to the end of the file's header.
  package internal(set) var sections: [PlacedSection]
  var paddings: [SectionPadding]
  /// Size in bytes, without padding after the last section.
  package internal(set) var size: Int
  /// The largest alignment of any section, in bytes.
  package let alignment: Int
}

package struct PlacedSection: Equatable, Sendable {
  package internal(set) var plan: SectionPlan
  /// Offset of the common header.
  package internal(set) var offset: Int
  /// Distance from the common header to the payload, in bytes.
  package let headerSize: Int

  package var payloadOffset: Int { offset + headerSize }
  var end: Int { payloadOffset + plan.payload.count }
}

/// A section that only aligns the next one.
struct SectionPadding: Equatable, Sendable {
  var offset: Int
  /// Size in bytes, header included.
  var size: Int
  /// Whether it has edk2's padding GUID, so that the volume may shrink it.
  let isReducible: Bool
}

/// Why a payload cannot be replaced.
package enum ReplacementError: Error, Equatable, Sendable {
  case noSuchSection(file: Int, section: Int)
  /// Offsets are final, so the size must not change.
  case size(was: Int, is: Int)
}
