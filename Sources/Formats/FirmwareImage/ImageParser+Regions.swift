internal import Bytes
import Diagnostics

extension ImageParser {
  /// The size of erase blocks in bytes. Regions without a volume start at a multiple of it.
  private static let blockSize = 0x1000

  /// The maximum total size of false headers that are examined, so that an image full of them takes no more
  /// than a second.
  private static let mostFalseHeaderBytes = 4 << 20

  /// Divides bytes into regions: volumes at multiples of eight bytes, variable stores and working blocks at the
  /// start and at multiples of 4 KiB, erased space, and other data.
  mutating func regions(_ bytes: ArraySlice<UInt8>, lookForVolumes: Bool) -> [Region] {
    var regions: [Region] = []
    var gap = bytes.startIndex
    var index = bytes.startIndex
    var falseHeaderBytes = 0
    while lookForVolumes, let start = nextSignature(in: bytes, from: index) {
      guard let volume = volume(bytes[start...]) else {
        index = start + 8
        falseHeaderBytes += claimedHeaderLength(bytes[start...])
        if falseHeaderBytes <= Self.mostFalseHeaderBytes { continue }
        report(.fvSearch, at: start, "the search for volumes stops after too many damaged volume headers")
        break
      }
      if gap < start { regions += smallRegions(bytes[gap..<start]) }
      regions.append(.volume(volume))
      index = start + volume.length
      gap = index
    }
    if gap < bytes.endIndex { regions += smallRegions(bytes[gap...]) }
    return regions
  }

  /// The next index, not below `index`, at which the signature of a volume header is in place.
  private func nextSignature(in bytes: ArraySlice<UInt8>, from index: Int) -> Int? {
    let reach = FirmwareVolume.signatureOffset + 4
    var block = index
    while block < bytes.endIndex {
      let end = min(bytes.endIndex, block + Self.blockSize)
      let window = bytes[block..<min(bytes.endIndex, end + reach)]
      if window.uniformByte == nil {
        let found = window.firstIndex(
          of: FirmwareVolume.signature, at: FirmwareVolume.signatureOffset, step: 8,
          origin: bytes.startIndex, from: block)
        if let found { return found }
      }
      block = end
    }
    return nil
  }

  private func claimedHeaderLength(_ bytes: ArraySlice<UInt8>) -> Int {
    var reader = ByteReader(bytes.dropFirst(FirmwareVolume.signatureOffset + 8))
    return max(72, (try? reader.read(UInt16.self)).map(Int.init) ?? 0)
  }

  private mutating func smallRegions(_ bytes: ArraySlice<UInt8>) -> [Region] {
    var regions: [Region] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let rest = bytes[index...]
      if let known = variableStore(rest) ?? workingBlock(rest) {
        regions.append(known)
        index += known.size
        continue
      }
      let end = min(bytes.endIndex, (index + 1).aligned(to: Self.blockSize))
      append(bytes[index..<end], to: &regions, from: bytes)
      index = end
    }
    return regions
  }

  /// Appends a block of fill or data, merged with the previous region if both are of the same kind.
  private func append(_ block: ArraySlice<UInt8>, to regions: inout [Region], from bytes: ArraySlice<UInt8>) {
    let value = block.uniformByte
    switch (regions.last, value) {
    case (.fill(let last, let count), let value?) where last == value:
      regions[regions.count - 1] = .fill(value, count: count + block.count)
    case (.bytes(let last), nil):
      regions[regions.count - 1] = .bytes(bytes[last.startIndex..<block.endIndex])
    case (_, let value?):
      regions.append(.fill(value, count: block.count))
    case (_, nil):
      regions.append(.bytes(block))
    }
  }

  private mutating func variableStore(_ bytes: ArraySlice<UInt8>) -> Region? {
    var reader = ByteReader(bytes)
    guard let signature = try? reader.readGUID(),
      [VariableStore.plain, VariableStore.authenticated].contains(signature),
      let size = try? reader.read(UInt32.self), let format = try? reader.read(UInt8.self),
      let state = try? reader.read(UInt8.self), let reserved = try? reader.read(UInt16.self),
      let reserved1 = try? reader.read(UInt32.self)
    else { return nil }
    guard Int(size) >= VariableStore.headerSize, Int(size) <= bytes.count else {
      report(
        .variableStoreSize, at: bytes.startIndex,
        "the variable store states a size of \(size) bytes, found \(bytes.count)")
      return nil
    }
    let data = bytes.prefix(Int(size)).dropFirst(VariableStore.headerSize)
    return .variableStore(
      VariableStore(
        signature: signature, format: format, state: state, reserved: reserved, reserved1: reserved1,
        data: data))
  }

  private mutating func workingBlock(_ bytes: ArraySlice<UInt8>) -> Region? {
    var reader = ByteReader(bytes)
    guard let signature = try? reader.readGUID(), signature == FaultTolerantWorkingBlock.signature,
      let crc = try? reader.read(UInt32.self), let state = try? reader.read(UInt8.self),
      let reserved = try? reader.read(count: 3), let queueSize = try? reader.read(UInt64.self)
    else { return nil }
    guard queueSize <= UInt64(reader.remaining) else {
      report(
        .workingBlockSize, at: bytes.startIndex,
        "the write queue states a size of \(queueSize) bytes, found \(reader.remaining)")
      return nil
    }
    let queue = bytes.dropFirst(FaultTolerantWorkingBlock.headerSize).prefix(Int(queueSize))
    return .workingBlock(
      FaultTolerantWorkingBlock(crc: crc, state: state, reserved: Array(reserved), queue: queue))
  }
}
