/// An image as a PVH loader reads it: a view of its bytes.
package struct PVHImage: Sendable {
  /// The whole file.
  package let bytes: ArraySlice<UInt8>
  package let fileClass: ELFImage.FileClass
  package let machine: ELFImage.Machine
  /// The entry point in the file header. PVH loaders use the note instead.
  package let headerEntry: UInt64
  package let segments: [Segment]
  /// Xen's first note with an entry point.
  package let note: Note?

  /// A segment and the offset of its program header.
  package struct Segment: Equatable, Sendable {
    package var segment: ProgramSegment
    /// Offset in bytes from the start of the image.
    package var rowOffset: Int
  }

  package struct Note: Equatable, Sendable {
    /// The physical address of the entry point.
    package var entry: UInt64
    /// Offset of the descriptor in bytes from the start of the image.
    package var descriptorOffset: Int
  }

  /// Why an image cannot be read as a PVH kernel.
  package enum Fault: Error, Equatable, Sendable {
    /// It does not begin with `\x7FELF`.
    case noELF
    /// The class, byte order or type is not supported by any loader.
    case unsupported(offset: Int)
    /// A table or a segment reaches beyond the end of the file.
    case truncated(offset: Int, wanted: UInt64, left: Int)
  }

  /// The first segment that is loaded.
  package var load: Segment? { segments.first { $0.segment.kind == .load } }

  /// The offset in the file of the byte that is loaded to a physical address; nil if the file does not contain
  /// it.
  package func offset(of address: UInt64) -> Int? {
    for segment in segments.lazy.map(\.segment) where segment.kind == .load {
      guard address >= segment.physicalAddress, address - segment.physicalAddress < segment.fileSize else {
        continue
      }
      let (offset, overflow) = segment.offset.addingReportingOverflow(address - segment.physicalAddress)
      return overflow ? nil : Int(exactly: offset)
    }
    return nil
  }
}

extension PVHImage {
  /// The end of file header, program headers and note, in bytes from the start of the image.
  package var headerEnd: Int {
    let rows = segments.map { $0.rowOffset + fileClass.programHeaderSize }
    let notes = note.map { [$0.descriptorOffset + 4] } ?? []
    return ([fileClass.fileHeaderSize] + rows + notes).max() ?? 0
  }
}
