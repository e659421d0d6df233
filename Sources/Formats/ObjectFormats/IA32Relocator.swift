import Bytes

/// Relocations of i386 (System V ABI, Intel386 supplement, "Relocation"). Addends are in the fields.
///
/// A field that refers to no section keeps the linked value and its fix-up, because `GenFw` does not report
/// undefined symbols here.
struct IA32Relocator: MachineRelocator {
  private enum Kind: UInt32 {
    case none = 0
    case absolute32 = 1
    case relative32 = 2
  }

  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?
  {
    guard let kind = Kind(rawValue: site.kind) else { throw site.unsupported }
    if kind == .none { return nil }
    let offset = try site.offset(width: 4)
    if let target = site.targetMoveIfAny {
      let distance = kind == .absolute32 ? target.distance : target.distance &- site.section.distance
      image.add(UInt32(truncatingIfNeeded: distance), at: offset)
    }
    return kind == .absolute32 ? .highLow : nil
  }
}
