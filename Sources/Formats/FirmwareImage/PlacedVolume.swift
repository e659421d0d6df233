package import Bytes

/// A volume whose offsets are final. Payloads may still be replaced by others of the same size,
/// so that images which run in place can be rebased to where they now stand.
package struct PlacedVolume: Equatable, Sendable {
  package internal(set) var header: FirmwareVolume
  /// In the order of the plan; the volume top file stands at the end of the volume.
  package internal(set) var files: [PlacedFile]
  /// Pad files, the one with the extended header included, by ascending offset.
  let pads: [PlacedPad]
  /// Header, files and padding in bytes; the free room in front of a volume top file is not used.
  package let usedBytes: Int

  package var size: Int { header.length }
  package var freeBytes: Int { size - usedBytes }
  /// The binary logarithm of the volume's alignment in bytes.
  package var alignmentLogarithm: Int { header.attributes.alignmentLogarithm }
}

/// A pad file.
struct PlacedPad: Equatable, Sendable {
  let offset: Int
  /// In bytes, header included.
  let size: Int
  var extendedHeader: FirmwareVolume.ExtendedHeader?
}

/// A file at its final place.
package struct PlacedFile: Equatable, Sendable {
  package let name: GUID
  package let type: FFSFile.FileType
  package internal(set) var attributes: FFSFile.Attributes
  /// Of the header, from the start of the volume, in bytes.
  package internal(set) var offset: Int
  /// In bytes, header included, the padding up to the next file not.
  package internal(set) var size: Int
  package internal(set) var contents: Contents

  package enum Contents: Equatable, Sendable {
    case sections(PlacedSections)
    case bytes([UInt8])
  }

  /// 24, or 32 for a file of 16 MiB or more.
  package var headerSize: Int { attributes.contains(.largeFile) ? 32 : 24 }
  /// Of the byte behind the header, from the start of the volume.
  package var dataOffset: Int { offset + headerSize }

  /// The sections in the order of the plan (padding not among them), with the offset of each
  /// payload from the start of the volume.
  package var payloads: [(type: SectionType, offset: Int, size: Int)] {
    guard case .sections(let sections) = contents else { return [] }
    return sections.sections.map { ($0.plan.type, dataOffset + $0.payloadOffset, $0.plan.payload.count) }
  }
}

/// Sections at their final offsets in a file or an encapsulation.
package struct PlacedSections: Equatable, Sendable {
  /// In the order of the plan; offsets count from the first byte behind the file's header.
  package internal(set) var sections: [PlacedSection]
  var paddings: [SectionPadding]
  /// In bytes; nothing pads the last section.
  package internal(set) var size: Int
  /// The greatest alignment that a section asked for, in bytes.
  package let alignment: Int
}

package struct PlacedSection: Equatable, Sendable {
  package internal(set) var plan: SectionPlan
  /// Of the common header.
  package internal(set) var offset: Int
  /// From the common header to the payload, in bytes.
  package let headerSize: Int

  package var payloadOffset: Int { offset + headerSize }
  var end: Int { payloadOffset + plan.payload.count }
}

/// A section whose only use is to move the next one.
struct SectionPadding: Equatable, Sendable {
  var offset: Int
  /// In bytes, header included.
  var size: Int
  /// Marked with edk2's padding GUID, so that the volume may shrink it.
  let isReducible: Bool
}

/// Why a payload cannot be replaced.
package enum ReplacementError: Error, Equatable, Sendable {
  case noSuchSection(file: Int, section: Int)
  /// Offsets are final, so that the size must stay.
  case size(was: Int, is: Int)
}
