import Bytes

extension PVHImage {
  private static let littleEndian: UInt8 = 1
  /// `ET_EXEC` and `ET_DYN`.
  private static let linkedTypes: ClosedRange<UInt16> = 2...3
  /// The maximum number of segments, more than in any firmware.
  private static let mostSegments = 64
  private static let mostNotes = 256

  package init(parsing bytes: ArraySlice<UInt8>) throws(Fault) {
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { throw .noELF }
    var reader = FieldReader(bytes)
    try reader.pass(4)
    guard let fileClass = ELFImage.FileClass(rawValue: try reader.field()) else {
      throw .unsupported(offset: 4)
    }
    guard try reader.field(UInt8.self) == Self.littleEndian else { throw .unsupported(offset: 5) }
    try reader.pass(10)
    guard Self.linkedTypes.contains(try reader.field()) else { throw .unsupported(offset: 16) }
    machine = ELFImage.Machine(rawValue: try reader.field())
    try reader.pass(4)
    headerEntry = try reader.address(fileClass)
    let table = try reader.address(fileClass)
    _ = try reader.address(fileClass)
    try reader.pass(6)
    let rowSize: UInt16 = try reader.field()
    let count: UInt16 = try reader.field()

    self.bytes = bytes
    self.fileClass = fileClass
    var segments: [Segment] = []
    for index in 0..<min(Int(count), Self.mostSegments) {
      let offset = table.addingReportingOverflow(UInt64(index) * UInt64(rowSize))
      let row = try bytes.extent(
        offset.overflow ? .max : offset.partialValue, UInt64(fileClass.programHeaderSize))
      var reader = FieldReader(row)
      segments.append(
        Segment(segment: try reader.segment(fileClass), rowOffset: row.startIndex - bytes.startIndex))
    }
    self.segments = segments
    note = try Self.note(in: segments, of: bytes)
  }

  private static func note(in segments: [Segment], of bytes: ArraySlice<UInt8>) throws(Fault) -> Note? {
    for segment in segments.lazy.map(\.segment) where segment.kind == .note {
      var reader = FieldReader(try bytes.extent(segment.offset, segment.fileSize))
      for _ in 0..<mostNotes where reader.remaining >= 12 {
        let nameSize: UInt32 = try reader.field()
        let size: UInt32 = try reader.field()
        let type: UInt32 = try reader.field()
        let name = try reader.part(Int(nameSize))
        let descriptor = try reader.part(Int(size))
        guard type == XenNote.phys32Entry, name.elementsEqual(XenNote.owner),
          [4, 8].contains(descriptor.count)
        else { continue }
        return Note(
          entry: descriptor.reversed().reduce(0) { $0 << 8 | UInt64($1) },
          descriptorOffset: descriptor.startIndex - bytes.startIndex)
      }
    }
    return nil
  }
}

/// Reads fields and throws faults of this format.
private struct FieldReader {
  private var reader: ByteReader

  init(_ bytes: ArraySlice<UInt8>) { reader = ByteReader(bytes) }

  var remaining: Int { reader.remaining }

  mutating func field<I: FixedWidthInteger>(_: I.Type = I.self) throws(PVHImage.Fault) -> I {
    do { return try reader.read() } catch { throw PVHImage.Fault(error) }
  }

  mutating func address(_ fileClass: ELFImage.FileClass) throws(PVHImage.Fault) -> UInt64 {
    do { return try reader.readAddress(fileClass) } catch { throw PVHImage.Fault(error) }
  }

  mutating func segment(_ fileClass: ELFImage.FileClass) throws(PVHImage.Fault) -> ProgramSegment {
    do { return try ProgramSegment(parsing: &reader, fileClass) } catch { throw PVHImage.Fault(error) }
  }

  mutating func pass(_ count: Int) throws(PVHImage.Fault) {
    do { try reader.skip(count) } catch { throw PVHImage.Fault(error) }
  }

  /// The next bytes, and the padding to a multiple of four, which may be missing at the end.
  mutating func part(_ count: Int) throws(PVHImage.Fault) -> ArraySlice<UInt8> {
    do {
      let bytes = try reader.read(count: count)
      try reader.skip(min(reader.remaining, count.aligned(to: XenNote.alignment) - count))
      return bytes
    } catch { throw PVHImage.Fault(error) }
  }
}

extension PVHImage.Fault {
  fileprivate init(_ error: ByteError) {
    switch error {
    case .truncated(let offset, let wanted, let left):
      self = .truncated(offset: offset, wanted: UInt64(clamping: wanted), left: left)
    }
  }
}

extension ArraySlice<UInt8> {
  /// `count` bytes at a distance from the start; both numbers come from the file.
  fileprivate func extent(_ distance: UInt64, _ count: UInt64) throws(PVHImage.Fault) -> ArraySlice<UInt8> {
    do { return try part(at: distance, count: count) } catch {
      let here = startIndex + Int(Swift.min(distance, UInt64(self.count)))
      throw .truncated(offset: here, wanted: count, left: endIndex - here)
    }
  }
}
