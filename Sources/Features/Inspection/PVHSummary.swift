package import ObjectFormats

/// What a PVH loader does with an image.
package struct PVHSummary: Sendable {
  package struct Segment: Sendable {
    /// `LOAD`, `NOTE`, else the number.
    package var kind: String
    /// Offset of its bytes in the image.
    package var offset: UInt64
    /// In bytes, in the image.
    package var fileSize: UInt64
    /// Physical.
    package var address: UInt64
    /// In bytes, in memory.
    package var memorySize: UInt64
    package var alignment: UInt64
    /// Of `RWX`, what it may.
    package var access: String
  }

  /// 32 or 64.
  package var bits: Int
  package var machine: String
  /// In bytes.
  package var size: Int
  package var segments: [Segment]
  /// Physical address at which a PVH loader enters; nil without a note.
  package var entry: UInt64?
  /// Where in the image that is; nil when it is in nothing that is loaded.
  package var entryOffset: Int?
  /// Whether there is a reset vector at the end of the image, as firmware has one.
  package var hasResetVector: Bool
  /// Whether that has a PVH entry too.
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
