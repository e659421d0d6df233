import Bytes
import Render

/// `kiln pvh`: the ELF header for PVH and what a loader does with it.
package struct PVHReport {
  private let summary: PVHSummary
  private let path: String

  package init(_ summary: PVHSummary, path: String) {
    self.summary = summary
    self.path = path
  }

  package var text: String {
    var table = TextTable([
      ("segment", .left), ("offset", .right), ("size", .right), ("loaded to", .right), ("in memory", .right),
      ("aligned", .right), ("", .left),
    ])
    for segment in summary.segments {
      table.add([
        segment.kind, segment.offset.hexadecimal, segment.fileSize.hexadecimal, segment.address.hexadecimal,
        segment.memorySize.hexadecimal, segment.alignment.hexadecimal, segment.access,
      ])
    }
    return "\(path): ELF\(summary.bits), \(summary.machine), \(summary.size.hexadecimal) bytes\n"
      + table.rendered(indent: 2) + "  entry \(entry)\n  reset vector: \(vector)\n"
  }

  private var entry: String {
    guard let entry = summary.entry else { return "unknown: there is no note XEN_ELFNOTE_PHYS32_ENTRY" }
    guard let offset = summary.entryOffset else {
      return "\(entry.hexadecimal), outside every loaded segment"
    }
    let distance = summary.size - offset
    return "\(entry.hexadecimal), at offset \(offset.hexadecimal) of the image, "
      + "\(distance.hexadecimal) before its end"
  }

  private var vector: String {
    guard summary.hasResetVector else { return "none" }
    return summary.hasPVHEntry ? "with a PVH entry 0x30 before the end" : "without a PVH entry"
  }

  package var json: String { JSON.encode(PVHJSON(summary, path: path)) }
}

/// The documented form of `kiln pvh --json`: addresses and sizes in bytes.
private struct PVHJSON: Encodable {
  let schema = "kiln-pvh-1"
  let path: String
  let bits: Int
  let machine: String
  let size: Int
  let segments: [Segment]
  let entry: UInt64?
  let entryOffset: Int?
  let hasResetVector: Bool
  let hasPVHEntry: Bool

  struct Segment: Encodable {
    let kind: String
    let offset: UInt64
    let fileSize: UInt64
    let address: UInt64
    let memorySize: UInt64
    let alignment: UInt64
    let access: String
  }

  init(_ summary: PVHSummary, path: String) {
    self.path = path
    bits = summary.bits
    machine = summary.machine
    size = summary.size
    segments = summary.segments.map {
      Segment(
        kind: $0.kind, offset: $0.offset, fileSize: $0.fileSize, address: $0.address,
        memorySize: $0.memorySize, alignment: $0.alignment, access: $0.access)
    }
    entry = summary.entry
    entryOffset = summary.entryOffset
    hasResetVector = summary.hasResetVector
    hasPVHEntry = summary.hasPVHEntry
  }
}
