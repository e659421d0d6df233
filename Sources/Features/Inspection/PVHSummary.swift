package import ObjectFormats

/// The ELF header of an image as a PVH loader reads it.
package struct PVHSummary: Sendable {
  package struct Segment: Sendable {
    /// `LOAD` or `NOTE`, otherwise the number.
    package var kind: String
    /// Offset of the segment in the image, in bytes.
    package var offset: UInt64
    /// Size in the image, in bytes.
    package var fileSize: UInt64
    /// Physical address.
    package var address: UInt64
    /// Size in memory, in bytes.
    package var memorySize: UInt64
    package var alignment: UInt64
    /// The permissions, of `RWX`.
    package var access: String
  }

  /// The ELF class, 32 or 64.
  package var bits: Int
  package var machine: String
  /// Size of the image in bytes.
  package var size: Int
  package var segments: [Segment]
  /// Physical address of the PVH entry; nil without a XEN_ELFNOTE_PHYS32_ENTRY note.
  package var entry: UInt64?
  /// Offset of the entry in the image, in bytes; nil if no loaded segment contains it.
  package var entryOffset: Int?
  /// Whether the image ends with a reset vector.
  package var hasResetVector: Bool
  /// Whether the reset vector has a PVH entry.
  package var hasPVHEntry: Bool

  package init(_ image: PVHImage) {
    bits = image.fileClass == .elf32 ? 32 : 64
    machine = image.machine.description
    size = image.bytes.count
    segments = image.segments.map { Segment($0.segment) }
    entry = image.note?.entry
    entryOffset = image.note.flatMap { image.offset(of: $0.entry) }
    let vector = ResetVector(endOf: image.bytes)
    hasResetVector = vector != .none
    hasPVHEntry = vector == .pvhEntry
  }
}

extension PVHSummary.Segment {
  fileprivate init(_ segment: ProgramSegment) {
    kind =
      switch segment.kind {
      case .load: "LOAD"
      case .note: "NOTE"
      default: String(segment.kind.rawValue)
      }
    offset = segment.offset
    fileSize = segment.fileSize
    address = segment.physicalAddress
    memorySize = segment.memorySize
    alignment = segment.alignment
    let letters: [(ProgramSegment.Flags, String)] = [(.read, "R"), (.write, "W"), (.execute, "X")]
    access = letters.filter { segment.flags.contains($0.0) }.map(\.1).joined()
  }
}
