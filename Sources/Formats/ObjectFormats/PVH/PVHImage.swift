/// An image as a PVH loader sees it: a view over its bytes.
package struct PVHImage: Sendable {
  /// The whole file.
  package let bytes: ArraySlice<UInt8>
  package let fileClass: ELFImage.FileClass
  package let machine: ELFImage.Machine
  /// What the file header calls the entry: loaders of PVH go by the note.
  package let headerEntry: UInt64
  package let segments: [Segment]
  /// The first note of Xen's that names an entry.
  package let note: Note?

  /// A segment and where its row is stored.
  package struct Segment: Equatable, Sendable {
    package var segment: ProgramSegment
    /// In bytes from the start of the image.
    package var rowOffset: Int
  }

  package struct Note: Equatable, Sendable {
    /// The physical address of the entry.
    package var entry: UInt64
    /// Of the descriptor, in bytes from the start of the image.
    package var descriptorOffset: Int
  }

  /// Why an image can't be read as a kernel of PVH.
  package enum Fault: Error, Equatable, Sendable {
    /// It does not begin with `\x7FELF`.
    case noELF
    /// Of another class, byte order or type than any loader takes.
    case unsupported(offset: Int)
    /// A table or a segment reaches beyond the end of the file.
    case truncated(offset: Int, wanted: UInt64, left: Int)
  }

  /// What the loader would make of it: the first segment that is loaded.
  package var load: Segment? { segments.first { $0.segment.kind == .load } }

  /// The offset in the file of what is loaded to a physical address; nil where nothing of the file is.
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
  /// Behind the file header, the program headers and the note: in bytes from the start of the image.
  package var headerEnd: Int {
    let rows = segments.map { $0.rowOffset + fileClass.programHeaderSize }
    let notes = note.map { [$0.descriptorOffset + 4] } ?? []
    return ([fileClass.fileHeaderSize] + rows + notes).max() ?? 0
  }
}
