import Bytes
import Diagnostics
import PlatformModel

/// A typed-in header of a firmware volume (PI 1.8 Vol 3, 3.2.1.1), nearly always that of the variable store.
struct VolumeHeaderCheck {
  private(set) var findings: [LintFinding] = []
  private let region: TypedRegion

  /// gEfiSystemNvDataFvGuid.
  private static let variableVolume: GUID = "FFF12B8D-7696-4C8B-A985-2747075B4F50"
  private static let signature: UInt64 = 0x4856_465F
  private static let revision: UInt64 = 2
  /// Of fields, in bytes from the start of the header.
  private enum Offset {
    static let fileSystem = 16, length = 32, signature = 40, headerLength = 48, checksum = 50, revision = 55
    static let blockMap = 56
  }
  /// An upper limit of block map entries; no real header has as many.
  private static let mostRuns = 64

  static func isVolume(_ region: TypedRegion) -> Bool {
    region.number(at: Offset.signature, width: 4) == signature
      || region.guid(at: Offset.fileSystem) == variableVolume
      || region.region.basePCD?.hasSuffix("NvStorageVariableBase") == true
  }

  init(_ region: TypedRegion) {
    self.region = region
    check("signature", at: Offset.signature, width: 4, is: Self.signature, as: "'_FVH'")
    check("Revision", at: Offset.revision, width: 1, is: Self.revision, as: "the only revision")
    checkLength()
    guard let mapEnd = checkBlockMap() else { return }
    check(
      "HeaderLength", at: Offset.headerLength, width: 2, is: UInt64(mapEnd),
      as: "the end of the block map")
    checkChecksum(mapEnd)
    guard region.guid(at: Offset.fileSystem) == Self.variableVolume else { return }
    findings += VariableStoreCheck(region, at: mapEnd).findings
  }

  private mutating func check(
    _ field: String, at offset: Int, width: Int, is wanted: UInt64, as meaning: String
  ) {
    if let finding = region.mismatch(field, of: .volume, at: offset, width: width, is: wanted, as: meaning) {
      findings.append(finding)
    }
  }

  /// The volume covers the regions from its header to the end of one of them. If there is a working block of fault
  /// tolerant writes, the volume covers that and the region behind it, too.
  private mutating func checkLength() {
    guard let length = region.number(at: Offset.length, width: 8) else { return }
    var end = region.region.offset
    var ends: [UInt64] = []
    for (index, next) in region.device.regions.enumerated() where index >= region.index {
      guard next.offset == end else { break }
      switch next.content {
      case .empty: break
      case .data(let bytes):
        if index > region.index, bytes.dropFirst(Offset.signature).starts(with: Array("_FVH".utf8)) { return }
        // A working block needs the spare area behind it, so the volume cannot end before that.
        if WorkingBlockCheck.isWorkingBlock(bytes[...]) { ends = [] }
      case .volumes, .files, .modules, .pvhHeader:
        return finishLength(length, ends)
      }
      let (last, overflow) = end.addingReportingOverflow(next.size)
      guard !overflow else { break }
      end = last
      ends.append(UInt64(end - region.region.offset))
      if case .data(let bytes) = next.content, WorkingBlockCheck.isWorkingBlock(bytes[...]) { ends = [] }
    }
    finishLength(length, ends)
  }

  private mutating func finishLength(_ length: UInt64, _ ends: [UInt64]) {
    guard let last = ends.last, !ends.contains(length) else { return }
    check(
      "FvLength", at: Offset.length, width: 8, is: last, as: "the size of the regions from here on")
  }

  /// The end of the map, in bytes from the start of the header; nil if it has no terminating entry.
  private mutating func checkBlockMap() -> Int? {
    var offset = Offset.blockMap
    var sum: UInt64 = 0
    for _ in 0..<Self.mostRuns {
      guard let count = region.number(at: offset, width: 4),
        let size = region.number(at: offset + 4, width: 4)
      else { break }
      offset += 8
      if count == 0, size == 0 {
        guard let length = region.number(at: Offset.length, width: 8), length != sum else { return offset }
        findings.append(
          LintFinding(
            "varstore-volume BlockMap",
            .blockMapDisagrees(region, sum: sum, length: length, at: Offset.blockMap)))
        return offset
      }
      sum = sum.addingReportingOverflow(count * size).partialValue
    }
    findings.append(LintFinding("varstore-volume BlockMap", .blockMapEndless(region, at: Offset.blockMap)))
    return nil
  }

  private mutating func checkChecksum(_ size: Int) {
    guard size <= region.bytes.count, let stored = region.number(at: Offset.checksum, width: 2) else {
      return
    }
    let sum = Checksum.sum16(region.bytes[..<size])
    check(
      "Checksum", at: Offset.checksum, width: 2, is: UInt64(UInt16(truncatingIfNeeded: stored) &- sum),
      as: "with which the 16-bit words of the header add up to 0")
  }
}

extension Diagnostic {
  fileprivate static func blockMapDisagrees(
    _ region: TypedRegion, sum: UInt64, length: UInt64, at offset: Int
  ) -> Diagnostic {
    Diagnostic(
      .varstoreVolume, at: .source(region.place(ofByteAt: offset)),
      "the block map adds up to \(sum.hexadecimal) bytes, but FvLength is \(length.hexadecimal)",
      fix: "make number times size of the blocks equal to FvLength")
  }

  fileprivate static func blockMapEndless(_ region: TypedRegion, at offset: Int) -> Diagnostic {
    Diagnostic(
      .varstoreVolume, at: .source(region.place(ofByteAt: offset)),
      "the block map of the volume has no terminating entry", fix: "append eight zero bytes to it")
  }
}
