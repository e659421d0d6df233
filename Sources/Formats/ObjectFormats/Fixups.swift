import Bytes

extension ImageLayout {
  /// The image with `delta` added, modulo the width of the field, to every address in it.
  func moved(by delta: UInt64, fixing relocations: [BaseRelocation]) throws(ObjectError) -> [UInt8] {
    var image = Array(bytes)
    /// The instruction with the upper bits of an address on RISC-V, until one with the lower bits follows.
    var upper: Int?
    for relocation in relocations {
      let field = try field(of: relocation)
      guard field.width > 0 else { continue }
      guard let index = index(ofAddress: relocation.address, count: field.width) else {
        throw .addressOutsideSections(offset: relocation.offset, rva: relocation.address)
      }
      let place = index - bytes.startIndex
      let low = UInt32(truncatingIfNeeded: delta)
      switch field {
      case .none: continue
      case .high: image.add(UInt16(truncatingIfNeeded: delta >> 16), at: place)
      case .low: image.add(UInt16(truncatingIfNeeded: delta), at: place)
      case .highLow: image.add(low, at: place)
      case .dir64: image.add(delta, at: place)
      case .thumbMovePair: image.addToThumbMovePair(low, at: place)
      case .riscvHigh: upper = place
      case .riscvLow(let form):
        // As in edk2's loader, lower bits without upper ones stay as they are.
        if let upper { image.addToRISCVPair(low, high: upper, low: place, form) }
        upper = nil
      case .loongArchAddress: image.addToLoongArchAddress(delta, at: place)
      }
    }
    clearPadding(of: &image)
    return image
  }

  /// What a fix-up changes.
  private enum Field {
    case none, high, low, highLow, dir64
    case thumbMovePair
    case riscvHigh, riscvLow(RISCVLowBits)
    case loongArchAddress

    /// In bytes.
    var width: Int {
      switch self {
      case .none: 0
      case .high, .low: 2
      case .highLow, .riscvHigh, .riscvLow: 4
      case .dir64, .thumbMovePair: 8
      case .loongArchAddress: 16
      }
    }
  }

  private func field(of relocation: BaseRelocation) throws(ObjectError) -> Field {
    switch (relocation.kind, machine) {
    case (.absolute, _): .none
    case (.high, _): .high
    case (.low, _): .low
    case (.highLow, _): .highLow
    case (.dir64, _): .dir64
    case (.thumbMove32, .arm), (.thumbMove32, .armOnly): .thumbMovePair
    case (.riscvHigh, .riscv64): .riscvHigh
    case (.riscvLowLoad, .riscv64): .riscvLow(.load)
    case (.riscvLowStore, .riscv64): .riscvLow(.store)
    case (.loongArchAddress, .loongArch64): .loongArchAddress
    default: throw .unsupportedRelocation(offset: relocation.offset, type: relocation.kind.rawValue)
    }
  }

  /// Bytes that a loader does not copy to memory are zero there, and thus in the result.
  private func clearPadding(of image: inout [UInt8]) {
    for section in sections where section.loadedSize < section.rawSize {
      let start = Int(section.rawOffset) + bias
      let padding = (start + Int(section.loadedSize))..<(start + Int(section.rawSize))
      for index in padding.clamped(to: 0..<image.count) { image[index] = 0 }
    }
  }
}

extension [UInt8] {
  /// Adds to the number in a MOVW (lower half) and the following MOVT (upper half).
  fileprivate mutating func addToThumbMovePair(_ delta: UInt32, at offset: Int) {
    let low = ThumbMove(first: load(UInt16.self, at: offset), second: load(UInt16.self, at: offset + 2))
    let high = ThumbMove(first: load(UInt16.self, at: offset + 4), second: load(UInt16.self, at: offset + 6))
    let sum = (UInt32(high.immediate) << 16 | UInt32(low.immediate)) &+ delta
    store(low.replacing(immediate: UInt16(truncatingIfNeeded: sum)), at: offset)
    store(high.replacing(immediate: UInt16(truncatingIfNeeded: sum >> 16)), at: offset + 4)
  }

  mutating func store(_ move: ThumbMove, at offset: Int) {
    store(move.first, at: offset)
    store(move.second, at: offset + 2)
  }
}

/// A Thumb-2 MOVW or MOVT (Arm ARM, encoding T3/T1): two half-words with imm4:i:imm3:imm8 spread over them.
struct ThumbMove {
  var first: UInt16
  var second: UInt16

  var immediate: UInt16 {
    (first & 0x000F) << 12 | (first & 0x0400) << 1 | (second & 0x7000) >> 4 | (second & 0x00FF)
  }

  func replacing(immediate: UInt16) -> ThumbMove {
    ThumbMove(
      first: first & ~0x040F | immediate >> 12 | (immediate & 0x0800) >> 1,
      second: second & ~0x70FF | (immediate & 0x0700) << 4 | immediate & 0x00FF)
  }
}
