/// Applies all relocations of an ELF file to its image, and collects the fix-ups for loaders.
struct SectionRelocator {
  private let elf: ELFImage
  private let placement: SectionPlacement
  private let rules: ImageConversion.RelocationRules

  init(_ elf: ELFImage, _ placement: SectionPlacement, _ rules: ImageConversion.RelocationRules) {
    self.elf = elf
    self.placement = placement
    self.rules = rules
  }

  private typealias Fixup = (kind: BaseRelocation.Kind, address: Int)

  /// - Parameter fixups: receives the fix-ups in the order of the file's relocations. Those of entries of the
  ///   global offset table, which have no relocations, follow sorted after those of their section.
  func relocate(_ image: inout [UInt8], recording fixups: inout BaseRelocationTable) throws(ELFError) {
    var machine: any MachineRelocator
    switch elf.machine {
    case .x64: machine = X64Relocator(elf, placement, rules)
    case .aarch64: machine = AArch64Relocator(rules)
    case .arm: machine = ARMRelocator()
    case .riscv: machine = RISCVRelocator()
    case .loongArch: machine = LoongArchRelocator(rules.loongArchPairing)
    default: machine = IA32Relocator()
    }
    let tables = try tables()
    var found = [[Fixup]](repeating: [], count: tables.count)
    // As GenFw does, because some relocators remember the last instruction. The fix-ups stay in the file's order.
    for role in [SectionPlacement.Role.text, .data, .none] {
      for (row, table) in tables.enumerated() where elf.sections[table.changed].role == role {
        found[row] = try apply(table.section, toSectionAt: table.changed, of: &image, with: &machine)
      }
    }
    var offsetTable = machine.offsetTable
    for (row, table) in tables.enumerated() where elf.sections[table.changed].role != .none {
      for (kind, address) in found[row] { fixups.add(kind, at: address) }
      if let (section, entries) = offsetTable, section == table.changed {
        for address in entries.sorted() { fixups.add(.dir64, at: address) }
        offsetTable = nil
      }
    }
    for address in offsetTable?.entries.sorted() ?? [] { fixups.add(.dir64, at: address) }
  }

  /// A relocation table, and the index of the section that it changes.
  private typealias Table = (section: ELFImage.Section, changed: Int)

  /// The relocation tables of what is in the image, in the file's order.
  private func tables() throws(ELFError) -> [Table] {
    var tables: [Table] = []
    // Real tables do not overlap. Overlapping ones could make a small file take very long.
    var left = elf.bytes.count
    for table in elf.sections where table.kind == .relocations || table.kind == .relocationsWithAddends {
      guard table.info != 0 else { continue }
      let changed = Int(table.info)
      guard changed < elf.sections.count else {
        throw .badSectionIndex(offset: table.headerOffset, index: table.info)
      }
      let section = elf.sections[changed]
      guard section.role != .none || changed == placement.resourceSection else { continue }
      guard (table.kind == .relocationsWithAddends) == (elf.fileClass == .elf64) else {
        throw .wrongTableKind(offset: table.headerOffset, section: section.name)
      }
      guard table.size <= UInt64(left) else { throw .overlappingTables(section: table.name) }
      left -= Int(table.size)
      tables.append((table, changed))
    }
    return tables
  }

  private func apply<Machine: MachineRelocator>(
    _ table: ELFImage.Section, toSectionAt index: Int, of image: inout [UInt8], with machine: inout Machine
  ) throws(ELFError) -> [Fixup] {
    let relocations = try elf.relocations(in: table)
    guard relocations.count > 0 else { return [] }
    guard Int(table.link) < elf.sections.count else {
      throw .badSectionIndex(offset: table.headerOffset, index: table.link)
    }
    let symbols = try elf.symbols(in: elf.sections[Int(table.link)])
    let section = elf.sections[index]
    let start = placement.offsets[index]
    let move = RelocationSite.Move(address: section.address, offset: start)
    let range = start..<start + Int(section.size)
    machine.startTable()

    var fixups: [Fixup] = []
    for row in 0..<relocations.count {
      let relocation = relocations[row]
      guard relocation.symbol < symbols.count else {
        throw .badSymbolIndex(offset: relocations.offset(of: row), index: relocation.symbol)
      }
      let symbol = symbols[Int(relocation.symbol)]
      let site = RelocationSite(
        relocation: relocation, symbolValue: symbol.value, symbolSection: Int(symbol.section),
        target: target(of: symbol, in: symbols), section: move,
        place: .init(
          offset: relocations.offset(of: row), section: section.name, address: relocation.address),
        machine: elf.machine, sectionRange: range, imageAlignment: placement.alignment)
      if let kind = try machine.apply(site, to: &image) {
        fixups.append((kind, start + Int(relocation.address &- section.address)))
      }
    }
    return fixups
  }

  private func target(of symbol: ELFImage.Symbol, in symbols: ELFImage.Symbols) -> RelocationSite.Target {
    let index = Int(symbol.section)
    if symbol.section != ELFImage.Symbol.undefinedSection, index < elf.sections.count {
      return .section(.init(address: elf.sections[index].address, offset: placement.offsets[index]))
    }
    let name = symbols.name(of: symbol)
    // The symbol of the table is marked as absolute for historical reasons.
    if symbol.section == ELFImage.Symbol.absoluteSection, name == "_GLOBAL_OFFSET_TABLE_" {
      return .offsetTable
    }
    return .unresolved(name: name)
  }
}
