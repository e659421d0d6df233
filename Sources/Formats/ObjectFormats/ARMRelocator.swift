import Bytes

/// Relocations of 32-bit ARM (ELF for the Arm Architecture, "Relocation"). Addends are in the fields.
///
/// Relative references need no change, as the linker script keeps all distances. For absolute addresses in
/// instructions, PE only has a fix-up for the Thumb pair MOVW, MOVT.
struct ARMRelocator: MachineRelocator {
  private enum Kind {
    case relative, absolute32, moveLow, moveHigh

    init?(_ number: UInt32) {
      switch number {
      // R_ARM_NONE and what is correct as linked.
      case 0, 1, 3, 10, 15, 28...30, 42, 45, 46, 49...54, 56...69, 102...105, 107, 255: self = .relative
      case 2, 253: self = .absolute32
      case 47: self = .moveLow
      case 48: self = .moveHigh
      default: return nil
      }
    }
  }

  /// Offset of the last MOVW in the image.
  private var lastMoveLow: Int?

  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?
  {
    guard let kind = Kind(site.kind) else { throw site.unsupported }
    guard kind != .relative else { return nil }
    let offset = try site.offset(width: 4)
    switch kind {
    case .relative: return nil
    case .absolute32:
      if let target = site.targetMoveIfAny {
        image.add(UInt32(truncatingIfNeeded: target.distance), at: offset)
      }
      return .highLow
    case .moveLow:
      setImmediate(of: site, shiftedBy: 0, at: offset, in: &image)
      lastMoveLow = offset
      return .thumbMove32
    case .moveHigh:
      guard lastMoveLow == offset - 4 else { throw .splitMove(site.place) }
      setImmediate(of: site, shiftedBy: 16, at: offset, in: &image)
      return nil
    }
  }

  private func setImmediate(
    of site: RelocationSite, shiftedBy shift: UInt64, at offset: Int, in image: inout [UInt8]
  ) {
    guard let target = site.targetMoveIfAny else { return }
    let address = site.symbolValue &+ target.distance
    let move = ThumbMove(first: image.load(at: offset), second: image.load(at: offset + 2))
    image.store(move.replacing(immediate: UInt16(truncatingIfNeeded: address >> shift)), at: offset)
  }
}
