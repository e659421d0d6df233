import Bytes

/// Relocations of AArch64 (ELF for the Arm 64-bit Architecture, "Relocation").
///
/// edk2's linker script keeps all distances, at least modulo 4 KiB, so most instructions are correct as linked
/// and are only checked here. References through the global offset table are replaced by direct ones, so that
/// the table needs no fix-ups. ADRP is replaced by ADR in images whose sections are not aligned to 4 KiB pages.
struct AArch64Relocator: MachineRelocator {
  private enum Kind {
    case none, absolute64, relative, lowBits, page
    case offsetTablePage, offsetTableLowBits, offsetTableNear

    init?(_ number: UInt32) {
      switch number {
      // 256 was the number of R_AARCH64_NONE in drafts, and is in GenFw's.
      case 0, 256: self = .none
      case 257: self = .absolute64
      case 260...262, 273, 274, 280, 282, 283: self = .relative
      case 277, 278, 284...286, 299: self = .lowBits
      case 275: self = .page
      case 311: self = .offsetTablePage
      case 312: self = .offsetTableLowBits
      case 310, 313: self = .offsetTableNear
      default: return nil
      }
    }
  }

  private static let pageSize: UInt64 = 0x1000
  private let rules: ImageConversion.RelocationRules

  init(_ rules: ImageConversion.RelocationRules) { self.rules = rules }

  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?
  {
    guard let kind = Kind(site.kind) else { throw site.unsupported }
    if kind == .none { return nil }
    guard let target = try site.targetMove() else { return kind == .absolute64 ? .dir64 : nil }
    switch kind {
    case .none: return nil
    case .absolute64:
      image.add(target.distance, at: try site.offset(width: 8))
      return .dir64
    case .relative:
      try checkDistance(site, target)
    case .lowBits:
      try checkPage(site, target)
    case .page:
      try apply(toPageOf: site, target, at: try site.offset(width: 4), in: &image)
    case .offsetTablePage:
      try apply(toOffsetTablePageOf: site, target, at: try site.offset(width: 4), in: &image)
    case .offsetTableLowBits:
      let offset = try site.offset(width: 4)
      let registers = image.load(UInt32.self, at: offset) & 0x3FF
      let add: UInt32 = 0x9100_0000
      image.store(add | UInt32(site.symbolValue & 0xFFF) << 10 | registers, at: offset)
    case .offsetTableNear:
      let distance = Int64(bitPattern: site.symbolValue &- site.relocation.address)
      guard Self.reach.contains(distance) else { throw .outOfReach(site.place) }
      image.setADR(.adr, distance, at: try site.offset(width: 4))
    }
    return nil
  }

  /// The range of ADR in bytes.
  private static let reach: Range<Int64> = -0x10_0000..<0x10_0000

  /// Makes the instruction refer to the page of the target instead of that of its entry.
  private func apply(
    toOffsetTablePageOf site: RelocationSite, _ target: RelocationSite.Move, at offset: Int,
    in image: inout [UInt8]
  ) throws(ELFError) {
    let page = ~(Self.pageSize - 1)
    let pages = Int64(bitPattern: site.symbolValue &- (site.relocation.address & page)) >> 12
    guard image.adrpImmediate(at: offset) == nil else {
      image.setADR(.adrp, pages, at: offset)
      return try apply(toPageOf: site, target, at: offset, in: &image)
    }
    // An ADR, by which the linker worked around erratum 843419.
    guard !rules.countsPagesInADR else { return image.setADR(.adr, pages, at: offset) }
    let distance = Int64(bitPattern: (site.symbolValue & page) &- site.relocation.address)
    guard Self.reach.contains(distance) else { throw .outOfReach(site.place) }
    image.setADR(.adr, distance, at: offset)
  }

  private func apply(
    toPageOf site: RelocationSite, _ target: RelocationSite.Move, at offset: Int, in image: inout [UInt8]
  ) throws(ELFError) {
    // The linker works around Cortex-A53's erratum 843419 with an ADR but keeps the relocation. The instruction
    // that completes the address is checked in any case.
    guard let pages = image.adrpImmediate(at: offset) else { return }
    if site.imageAlignment < Int(Self.pageSize) {
      let distance = pages << 12 - Int64(offset) % Int64(Self.pageSize)
      guard Self.reach.contains(distance) else { throw .outOfReach(site.place) }
      image.setADR(.adr, distance, at: offset)
    }
    try checkPage(site, target)
  }

  private func checkPage(_ site: RelocationSite, _ target: RelocationSite.Move) throws(ELFError) {
    guard site.section.distance % Self.pageSize == 0, target.distance % Self.pageSize == 0 else {
      throw .movedApart(site.place, page: true)
    }
    try checkDistance(site, target)
  }

  private func checkDistance(_ site: RelocationSite, _ target: RelocationSite.Move) throws(ELFError) {
    guard site.section.distance == target.distance else { throw .movedApart(site.place, page: false) }
  }
}

/// ADR and ADRP (Arm ARM, C6.2): a register in bits 0–4, the immediate's low 2 bits in 29–30, its
/// other 19 in 5–23.
private enum ADRForm { case adr, adrp }

extension [UInt8] {
  /// The immediate of an ADRP, in pages; nil for an ADR.
  fileprivate func adrpImmediate(at offset: Int) -> Int64? {
    let instruction: UInt32 = load(at: offset)
    guard instruction >> 31 == 1 else { return nil }
    let bits = (instruction >> 5 & 0x7FFFF) << 2 | instruction >> 29 & 3
    return Int64(Int32(bitPattern: bits << 11) >> 11)
  }

  /// Writes an ADR or ADRP with the register of the current instruction.
  fileprivate mutating func setADR(_ form: ADRForm, _ immediate: Int64, at offset: Int) {
    let bits = UInt32(truncatingIfNeeded: immediate)
    let kept = load(UInt32.self, at: offset) & 0x1000_001F | (form == .adrp ? 0x8000_0000 : 0)
    store(kept | (bits & 3) << 29 | (bits >> 2 & 0x7FFFF) << 5, at: offset)
  }
}
