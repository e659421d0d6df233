internal import Bytes

extension VolumePlan {
  /// Gives every file its offset as GenFv does: in order, with a pad file before data that would be misaligned,
  /// and the volume top file at the end.
  ///
  /// - Throws: the reason why the volume is impossible; `.overflow` has the sizes.
  package func placed() throws(VolumePlanError) -> PlacedVolume {
    let blocks = try self.blocks
    var files: [PlacedFile] = []
    for plan in self.files { files.append(try plan.laidOut()) }
    try checkFields()

    let required = requiredSize(files, blocks: blocks)
    var header = try emptyVolume(blocks: blocks, required: required.size)
    let alignment = files.map(\.attributes.alignment.logarithm).max() ?? 0
    var isFFS3Needed = files.contains { $0.attributes.contains(.largeFile) }

    var cursor = Cursor(offset: header.headerLength)
    if let extendedHeader {
      let size = extendedHeader.size + (extendedHeader.size + 24 >= FFSHeader.largeFrom ? 32 : 24)
      isFFS3Needed = isFFS3Needed || size >= FFSHeader.largeFrom
      cursor.pads.append(PlacedPad(offset: cursor.offset, size: size, extendedHeader: extendedHeader))
      cursor.advance(by: size)
    }
    var costs: [(name: GUID, bytes: Int)] = []
    var topIndex: Int?
    for index in files.indices {
      if files[index].name == FFSFile.volumeTopName {
        topIndex = index
        costs.append((files[index].name, files[index].size))
      } else {
        let start = cursor.offset
        cursor.place(&files[index])
        costs.append((files[index].name, cursor.offset - start))
      }
    }

    let topSize = topIndex.map { files[$0].size } ?? 0
    var gap = header.length - topSize - cursor.offset
    if case .computed(let length) = size, topIndex != nil, (1..<24).contains(gap) {
      // With such a gap GenFv would write a pad file's header over the volume top file.
      let more = (24 - gap).aligned(to: Int(length)) / Int(length)
      header.blockMap[0].count += UInt32(more)
      header.length += more * Int(length)
      gap += more * Int(length)
    }
    // A gap before the volume top file becomes a pad file, which needs space for its header.
    if gap < 0 || topIndex != nil && (1..<24).contains(gap) {
      let needed = cursor.offset + topSize + (gap > 0 ? 24 : 0)
      throw .overflow(VolumeOverflow(size: header.length, needed: needed, files: costs))
    }
    if let topIndex {
      files[topIndex].offset = header.length - topSize
      let wanted = files[topIndex].attributes.alignment.bytes
      guard files[topIndex].dataOffset % max(8, wanted) == 0 else {
        throw .volumeTopMisaligned(wanted: max(8, wanted))
      }
      if gap > 0 { cursor.pads.append(PlacedPad(offset: cursor.offset, size: gap, extendedHeader: nil)) }
      isFFS3Needed = isFFS3Needed || gap >= FFSHeader.largeFrom
    }
    if extendedHeader != nil {
      cursor.pads[0].extendedHeader = finishedExtendedHeader(total: header.length, required: required)
    }
    if !attributes.contains(.weakAlignment), attributes.alignmentLogarithm < alignment {
      header.attributes = FirmwareVolume.Attributes(rawValue: attributes.rawValue & 0xFFFF)
      header.attributes.alignmentLogarithm = alignment
    }
    if isFFS3Needed, fileSystem == FirmwareVolume.ffs2 { header.fileSystem = FirmwareVolume.ffs3 }
    return PlacedVolume(header: header, files: files, pads: cursor.pads, usedBytes: cursor.offset + topSize)
  }

  /// 4 GiB, because flash is below that address.
  private static let greatestLength = 1 << 32
  /// The length of the header and the offset of the extended header are 16-bit fields.
  private static let greatestRunCount = 8000

  /// The planned blocks. For a computed size, one entry whose count is not known yet.
  private var blocks: [FirmwareVolume.Block] {
    get throws(VolumePlanError) {
      switch size {
      case .fixed(let blocks):
        guard !blocks.isEmpty, blocks.count <= Self.greatestRunCount,
          blocks.allSatisfy({ $0.count > 0 && $0.length > 0 })
        else { throw .blockMap }
        return blocks
      case .computed(let length):
        guard length > 0 else { throw .blockMap }
        return [FirmwareVolume.Block(count: 0, length: length)]
      }
    }
  }

  private func checkFields() throws(VolumePlanError) {
    for entry in extendedHeader?.entries ?? [] where UInt16(exactly: 4 + entry.data.count) == nil {
      throw .extendedHeaderEntry(type: entry.type, bytes: entry.data.count)
    }
    var seen: Set<GUID> = []
    for file in files where !seen.insert(file.name).inserted {
      throw file.name == FFSFile.volumeTopName ? .severalVolumeTopFiles : .duplicateFile(file.name)
    }
  }

  private func emptyVolume(blocks: [FirmwareVolume.Block], required: Int) throws(VolumePlanError)
    -> FirmwareVolume
  {
    var blocks = blocks
    if case .computed(let length) = size {
      guard let count = UInt32(exactly: required.aligned(to: Int(length)) / Int(length)) else {
        throw .blockMap
      }
      blocks[0].count = count
    }
    var length = 0
    for block in blocks {
      let (bytes, overflows) = Int(block.count).multipliedReportingOverflow(by: Int(block.length))
      guard !overflows, bytes <= Self.greatestLength, length + bytes <= Self.greatestLength else {
        throw .blockMap
      }
      length += bytes
    }
    var volume = FirmwareVolume(
      fileSystem: fileSystem, length: length, attributes: attributes, blockMap: blocks, contents: .files([]))
    volume.zeroVector = Array((zeroVector + volume.zeroVector).prefix(16))
    return volume
  }

  /// The size that GenFv computes before placing (`CalculateFvSize`). It counts FIXED files without shrinking
  /// their padding, so a computed size can be a block too large.
  private func requiredSize(_ files: [PlacedFile], blocks: [FirmwareVolume.Block])
    -> (size: Int, greatestPad: Int)
  {
    var end = 56 + 8 * (blocks.count + 1)
    if let extendedHeader { end = (end + 24 + extendedHeader.size).aligned(to: 8) }
    var greatestPad = 0
    for file in files where file.name != FFSFile.volumeTopName {
      let alignment = file.attributes.alignment.bytes
      if (end + file.headerSize) % alignment != 0 {
        let start = (end + file.headerSize + 24).aligned(to: alignment) - file.headerSize
        greatestPad = max(greatestPad, start - end)
        end = start
      }
      end = (end + file.size).aligned(to: 8)
    }
    let top = files.first { $0.name == FFSFile.volumeTopName }?.size ?? 0
    return (end + top, greatestPad)
  }

  /// The extended header, with its used-size entry filled in as in GenFv.
  private func finishedExtendedHeader(total: Int, required: (size: Int, greatestPad: Int))
    -> FirmwareVolume.ExtendedHeader?
  {
    guard var header = extendedHeader else { return nil }
    let isEntry = { (entry: FirmwareVolume.ExtendedHeader.Entry) in
      entry.type == FirmwareVolume.ExtendedHeader.Entry.usedSizeType && entry.data.count == 4
    }
    guard let index = header.entries.firstIndex(where: isEntry) else { return header }
    let hasTop = files.contains { $0.name == FFSFile.volumeTopName }
    let taken = required.size == total ? total - required.greatestPad : required.size
    header.entries[index].data.store(UInt32(truncatingIfNeeded: hasTop ? total : taken), at: 0)
    return header
  }
}

/// The earliest offset of the next file, with the padding before it.
private struct Cursor {
  /// A multiple of 8.
  var offset: Int
  var pads: [PlacedPad] = []

  mutating func advance(by size: Int) { offset = (offset + size).aligned(to: 8) }

  mutating func place(_ file: inout PlacedFile) {
    let alignment = file.attributes.alignment.bytes
    let excess = (offset + file.headerSize) % alignment
    if excess != 0, !file.reducePadding(by: excess) {
      let start = (offset + 24 + file.headerSize).aligned(to: alignment) - file.headerSize
      pads.append(PlacedPad(offset: offset, size: start - offset, extendedHeader: nil))
      offset = start
    }
    file.offset = offset
    advance(by: file.size)
  }
}
