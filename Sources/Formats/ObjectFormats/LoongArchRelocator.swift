import Bytes

/// Relocations of LoongArch (ELF for the LoongArch Architecture, "Relocations"), as GenFw applies them.
///
/// PCALAU12I is relative to a page, which a PE image need not keep, so it becomes PCADDU12I, which is relative
/// to itself. References through the global offset table become direct ones. A symbol that is undefined or
/// absolute leaves the field as linked, but its fix-up is written.
struct LoongArchRelocator: MachineRelocator {
  private enum Kind {
    case address64, stackAddress, marked
    case pageHigh, pageLow, offsetTableHigh, offsetTableLow
    /// Correct as linked.
    case unchanged

    init?(_ number: UInt32) {
      switch number {
      case 2: self = .address64
      case 20: self = .marked
      case 23: self = .stackAddress
      case 71: self = .pageHigh
      case 72: self = .pageLow
      case 75: self = .offsetTableHigh
      case 76: self = .offsetTableLow
      case 0...12, 21...58, 64...109: self = .unchanged
      default: return nil
      }
    }

    var fixup: BaseRelocation.Kind? {
      switch self {
      case .address64: .dir64
      case .marked: .loongArchAddress
      case .stackAddress, .pageHigh, .pageLow, .offsetTableHigh, .offsetTableLow, .unchanged: nil
      }
    }
  }

  /// The symbol and addend by which the two instructions of an address are recognised.
  private struct Reference: Hashable {
    let symbol: UInt32
    let addend: Int64
  }

  /// The last instruction with upper bits for a reference.
  private struct High {
    let isOffsetTable: Bool
    /// Distance from the instruction to the target, in bytes.
    let distance: Int64
  }

  private let pairing: ImageConversion.LoongArchPairing
  private var highs: [Reference: High] = [:]

  init(_ pairing: ImageConversion.LoongArchPairing) { self.pairing = pairing }

  mutating func startTable() { highs = [:] }

  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?
  {
    guard let kind = Kind(site.kind) else { throw site.unsupported }
    if let target = site.targetMoveIfAny {
      switch pairing {
      case .adjacent: try applyToNeighbours(kind, site, target, to: &image)
      case .bySymbol: try apply(kind, site, target, to: &image)
      }
    }
    return kind.fixup
  }

  // MARK: Adjacent instructions

  /// The relocation with the upper bits changes its instruction and the next one.
  private func applyToNeighbours(
    _ kind: Kind, _ site: RelocationSite, _ target: RelocationSite.Move, to image: inout [UInt8]
  ) throws(ELFError) {
    switch kind {
    case .address64, .marked, .pageLow, .offsetTableLow, .unchanged: break
    case .stackAddress: image.add(target.distance, at: try site.offset(width: 8))
    case .pageHigh:
      let offset = try site.offset(width: 8)
      let high = Int32(bitPattern: image.loongArchImmediate20(at: offset) << 12)
      let low = Int32(bitPattern: image.loongArchImmediate12(at: offset + 4) << 20) >> 20
      let parts = Self.split(Int64(high) + Int64(low) - Int64(offset & 0xFFF))
      image.setPCADDU12I(parts.high, at: offset)
      image.setLoongArchImmediate12(parts.low, at: offset + 4)
    case .offsetTableHigh:
      let offset = try site.offset(width: 8)
      let parts = Self.split(Int64(bitPattern: site.symbolValue) &- Int64(offset))
      image.setPCADDU12I(parts.high, at: offset)
      image.setADDI(parts.low, at: offset + 4)
    }
  }

  /// The immediates of PCADDU12I and ADDI.D that make a distance, of which 20 and 12 bits are stored.
  private static func split(_ distance: Int64) -> (high: UInt32, low: UInt32) {
    let isNegative = distance < 0
    let size = isNegative ? 0 &- distance : distance
    var high = Int32(truncatingIfNeeded: size & ~0xFFF)
    var low = (Int32(truncatingIfNeeded: size & 0xFFF) << 20) >> 20
    // A negative distance needs no carry for −2048, which is its own negative in 12 bits.
    if low < 0, !isNegative || low > -2048 {
      high &+= 0x1000
      low = 0 &- (0x1000 &- low)
    }
    if isNegative { (high, low) = (0 &- high, 0 &- low) }
    return (UInt32(bitPattern: high >> 12), UInt32(bitPattern: low))
  }

  // MARK: Instructions with the same symbol

  private mutating func apply(
    _ kind: Kind, _ site: RelocationSite, _ target: RelocationSite.Move, to image: inout [UInt8]
  ) throws(ELFError) {
    let reference = Reference(symbol: site.relocation.symbol, addend: site.relocation.addend)
    switch kind {
    case .marked, .unchanged: break
    case .address64, .stackAddress: image.add(target.distance, at: try site.offset(width: 8))
    case .pageHigh, .offsetTableHigh:
      let isOffsetTable = if case .offsetTableHigh = kind { true } else { false }
      let offset = try site.offset(width: 4)
      var distance = Int64(bitPattern: site.symbolValue &+ target.distance) &- Int64(offset)
      if !isOffsetTable { distance = Int64(Int32(truncatingIfNeeded: distance &+ reference.addend)) }
      highs[reference] = High(isOffsetTable: isOffsetTable, distance: distance)
      image.setPCADDU12I(UInt32(truncatingIfNeeded: (distance &+ 0x800) >> 12), at: offset)
    case .pageLow, .offsetTableLow:
      let isOffsetTable = if case .offsetTableLow = kind { true } else { false }
      let offset = try site.offset(width: 4)
      guard let high = highs[reference], high.isOffsetTable == isOffsetTable else {
        throw .unpairedLowBits(site.place)
      }
      let low = UInt32(truncatingIfNeeded: high.distance)
      if isOffsetTable {
        image.setADDI(low, at: offset)
      } else {
        image.setLoongArchImmediate12(low, at: offset)
      }
    }
  }
}
