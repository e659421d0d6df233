import Bytes

/// Relocations of RISC-V (RISC-V ELF psABI, "Relocations"), as `WriteSectionRiscV64` of GenFw applies them.
///
/// An instruction with the upper 20 bits of an address is only remembered. The next one with the lower 12
/// changes both, and then it is forgotten: further ones that share the upper bits are not changed. That is
/// correct as long as no section moves, for which edk2's linker script and the header size in DLINK2_FLAGS
/// provide. A symbol that is undefined or absolute leaves the field as linked, but its fix-up is written.
struct RISCVRelocator: MachineRelocator {
  private enum Kind {
    case none, address32, address64
    case high, low(RISCVLowBits)
    case relativeHigh, relativeLow(RISCVLowBits), offsetTableHigh
    /// Correct as linked. GenFw writes an entry without effect to `.reloc`.
    case distance
    /// Correct as linked.
    case unchanged

    init?(_ number: UInt32) {
      switch number {
      case 0: self = .none
      case 1: self = .address32
      case 2: self = .address64
      case 20: self = .offsetTableHigh
      case 23: self = .relativeHigh
      case 24: self = .relativeLow(.load)
      case 25: self = .relativeLow(.store)
      case 26: self = .high
      case 27: self = .low(.load)
      case 28: self = .low(.store)
      // BRANCH, JAL, ADD32, ADD64, SUB32, SUB64.
      case 16, 17, 35, 36, 39, 40: self = .distance
      // CALL, CALL_PLT, RVC_BRANCH, RVC_JUMP, GPREL_I, GPREL_S, RELAX, SUB6, SET6 to SET32.
      case 18, 19, 44, 45, 47, 48, 51...56: self = .unchanged
      default: return nil
      }
    }

    var fixup: BaseRelocation.Kind? {
      switch self {
      case .address32: .highLow
      case .address64: .dir64
      case .high: .riscvHigh
      case .low(.load): .riscvLowLoad
      case .low(.store): .riscvLowStore
      case .distance: .absolute
      case .none, .relativeHigh, .relativeLow, .offsetTableHigh, .unchanged: nil
      }
    }
  }

  /// The last instruction with upper bits, for which no lower ones have followed.
  private struct Pending {
    let offset: Int
    /// Index of the section of its symbol.
    let section: Int
    let target: RelocationSite.Move
  }

  private var pending: Pending?
  /// The lower 12 bits of the distance to a symbol of the offset table, until an instruction uses them.
  private var directLowBits: UInt32?

  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?
  {
    guard let kind = Kind(site.kind) else { throw site.unsupported }
    if let target = site.targetMoveIfAny { try apply(kind, site, target, to: &image) }
    return kind.fixup
  }

  private mutating func apply(
    _ kind: Kind, _ site: RelocationSite, _ target: RelocationSite.Move, to image: inout [UInt8]
  ) throws(ELFError) {
    switch kind {
    case .none, .distance, .unchanged: break
    case .address32, .address64:
      let address = site.symbolValue &+ UInt64(bitPattern: site.relocation.addend)
      // GenFw stores eight bytes in both cases. A narrow field may be the last of its section.
      if let offset = try? site.offset(width: 8) {
        image.store(address, at: offset)
      } else {
        guard case .address32 = kind else { throw .outsideSection(site.place) }
        image.store(UInt32(truncatingIfNeeded: address), at: try site.offset(width: 4))
      }
    case .high, .relativeHigh:
      pending = Pending(offset: try site.offset(width: 4), section: site.symbolSection, target: target)
    case .offsetTableHigh:
      let offset = try site.offset(width: 4)
      let distance = UInt32(truncatingIfNeeded: site.symbolValue &- site.relocation.address)
      image.setRISCVHighBits(distance, at: offset)
      directLowBits = distance & 0xFFF
      pending = Pending(offset: offset, section: site.symbolSection, target: target)
    case .low(let form):
      let offset = try site.offset(width: 4)
      if let pending, pending.section == site.symbolSection {
        let distance = UInt32(truncatingIfNeeded: target.distance)
        image.addToRISCVPair(distance, high: pending.offset, low: offset, form)
      }
      pending = nil
    case .relativeLow(let form):
      let offset = try site.offset(width: 4)
      if let pending { completePair(pending, form, at: offset, in: &image) }
      pending = nil
      if form == .load { directLowBits = nil }
    }
  }

  /// Changes both instructions of a relative reference. Its symbol is the first instruction, so the target is
  /// known from there.
  private func completePair(
    _ pending: Pending, _ form: RISCVLowBits, at offset: Int, in image: inout [UInt8]
  ) {
    let direct = form == .load ? directLowBits : nil
    var high = image.riscvHighBits(at: pending.offset) >> 12
    var low = Int32(bitPattern: direct ?? image.riscvLowBits(form, at: offset))
    low &+= Int32(truncatingIfNeeded: pending.target.distance)
    if low < Self.reach.lowerBound {
      move(pages: (low &* -1) / Self.page, from: &low, to: &high)
      if low < Self.reach.lowerBound { move(pages: 1, from: &low, to: &high) }
    } else if low > Self.reach.upperBound {
      move(pages: -(low / Self.page), from: &low, to: &high)
      if low > Self.reach.upperBound { move(pages: -1, from: &low, to: &high) }
    }
    image.setRISCVLowBits(UInt32(bitPattern: low), form, at: offset)
    if direct != nil {
      // LD becomes ADDI, as the address itself is in reach.
      image.store(image.load(UInt32.self, at: offset) & ~0x707F | 0x13, at: offset)
    }
    image.setRISCVHighBits(high << 12, at: pending.offset)
  }

  private static let page: Int32 = 4096
  /// The range of the lower bits, which are signed.
  private static let reach: ClosedRange<Int32> = -2048...2047

  private func move(pages: Int32, from low: inout Int32, to high: inout UInt32) {
    low &+= Self.page &* pages
    high &-= UInt32(bitPattern: pages)
  }
}
