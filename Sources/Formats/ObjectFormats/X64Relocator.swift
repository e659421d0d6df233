import Bytes

/// Relocations of x86-64 (System V ABI, AMD64 supplement, "Relocation").
///
/// The linker has stored all values, so a field only changes by the movement of the target's section, minus,
/// for a relative field, the movement of its own section.
struct X64Relocator: MachineRelocator {
  private let elf: ELFImage
  private let placement: SectionPlacement
  private let rules: ImageConversion.RelocationRules
  private var tableSection: Int?
  private var entries: Set<Int> = []

  init(_ elf: ELFImage, _ placement: SectionPlacement, _ rules: ImageConversion.RelocationRules) {
    self.elf = elf
    self.placement = placement
    self.rules = rules
  }

  private enum Kind: UInt32 {
    case none = 0
    case absolute64 = 1
    case relative32 = 2
    /// A call through the procedure linkage table, which linked firmware modules do not have.
    case linkage32 = 4
    case offsetTableEntry = 9
    case absolute32 = 10
    case relative64 = 24
    case relaxableOffsetTableEntry = 41
    case relaxableOffsetTableEntryREX = 42
    // R_X86_64_32S is not supported: above 2 GiB the addresses would be negative.
  }

  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?
  {
    guard let kind = Kind(rawValue: site.kind) else { throw site.unsupported }
    if kind == .none { return nil }
    let target = try site.targetMove()
    let distance = target?.distance ?? 0
    switch kind {
    case .none: return nil
    case .absolute64:
      image.add(distance, at: try site.offset(width: 8))
      return .dir64
    case .absolute32:
      image.add(UInt32(truncatingIfNeeded: distance), at: try site.offset(width: 4))
      return .highLow
    case .relative32, .linkage32:
      let offset = try site.offset(width: 4)
      if target != nil {
        image.add(UInt32(truncatingIfNeeded: distance &- site.section.distance), at: offset)
      }
      return nil
    case .relative64:
      let offset = try site.offset(width: 8)
      if target != nil { image.add(distance &- site.section.distance, at: offset) }
      return nil
    case .offsetTableEntry, .relaxableOffsetTableEntry, .relaxableOffsetTableEntryREX:
      guard target != nil else { return nil }
      if kind == .relaxableOffsetTableEntryREX, try isRelaxed(site, in: image) { return nil }
      try applyToOffsetTable(site, distance: distance, to: &image)
      return nil
    }
  }

  /// Whether the linker made an LEA of a load, which refers to the target itself. GenFw does not change it.
  private func isRelaxed(_ site: RelocationSite, in image: [UInt8]) throws(ELFError) -> Bool {
    guard !rules.takesRelaxedLoadsForLoads else { return false }
    let lea: UInt8 = 0x8D
    return image[try site.offset(width: 4) - 2] == lea
  }

  /// The instruction refers to an entry of the global offset table, which has no relocation of its own. The
  /// first such instruction also converts the entry.
  private mutating func applyToOffsetTable(
    _ site: RelocationSite, distance: UInt64, to image: inout [UInt8]
  ) throws(ELFError) {
    let offset = try site.offset(width: 4)
    let displacement = Int64(image.load(Int32.self, at: offset))
    // The displacement is relative to the end of the instruction, which the addend takes into account.
    let address =
      site.relocation.address &- UInt64(bitPattern: site.relocation.addend)
      &+ UInt64(bitPattern: displacement)
    let section = try offsetTable(with: address, for: site)
    let header = elf.sections[section]
    let move = RelocationSite.Move(address: header.address, offset: placement.offsets[section])
    image.add(UInt32(truncatingIfNeeded: move.distance &- site.section.distance), at: offset)

    let inside = address - header.address
    guard move.offset > 0, header.size - inside >= 8 else { throw .outsideSection(site.place) }
    let entry = move.offset + Int(inside)
    if entries.insert(entry).inserted { image.add(distance, at: entry) }
  }

  /// The section with the entries of the global offset table.
  private mutating func offsetTable(with address: UInt64, for site: RelocationSite) throws(ELFError) -> Int {
    func holds(_ section: ELFImage.Section) -> Bool {
      address >= section.address && address - section.address < section.size
    }
    if let tableSection {
      guard holds(elf.sections[tableSection]) else { throw .outsideSection(site.place) }
      return tableSection
    }
    guard let found = elf.sections.firstIndex(where: holds) else { throw .outsideSection(site.place) }
    tableSection = found
    return found
  }

  var offsetTable: (section: Int, entries: [Int])? {
    tableSection.map { ($0, Array(entries)) }
  }
}
