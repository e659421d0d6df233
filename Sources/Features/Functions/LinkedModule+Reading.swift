package import ObjectFormats

extension LinkedModule {
  /// Divides a linked file into parts; nil if it has no code or no symbols.
  ///
  /// - Parameter inputs: the input sections in its link map, in ascending order of address. They distinguish
  ///   strings from tables, and show where an assembler source ends.
  package init?(_ elf: ELFImage, inputs: [LinkMap.Input]) {
    let loaded = elf.sections.indices.filter { index in
      let section = elf.sections[index]
      return section.flags.contains(.allocate) && section.size > 0
        && (section.kind == .programData || section.kind == .noData)
        && section.size <= Self.largestSection
        && section.address.addingReportingOverflow(section.size).overflow == false
    }
    // A linker never lets sections share bytes in the file.
    let held = loaded.reduce(UInt64(0)) { sum, index in
      elf.sections[index].kind == .noData ? sum : sum + elf.sections[index].size
    }
    guard loaded.count <= Self.mostSections, held <= UInt64(elf.bytes.count) else { return nil }
    var areas: [Area] = []
    for index in loaded {
      let section = elf.sections[index]
      guard let bytes = try? elf.contents(of: section) else { return nil }
      areas.append(Area(addresses: section.address..<section.address + section.size, bytes: bytes))
    }
    areas.sort { $0.addresses.lowerBound < $1.addresses.lowerBound }
    guard let code = loaded.first(where: { elf.sections[$0].flags.contains(.execute) }),
      let area = areas.first(where: { $0.addresses.lowerBound == elf.sections[code].address }),
      !area.bytes.isEmpty, let table = elf.sections.first(where: { $0.kind == .symbolTable }),
      let symbols = try? elf.symbols(in: table)
    else { return nil }
    var names = NamedPlaces(elf, symbols: symbols, loaded: Set(loaded))
    let ends = inputs.filter { $0.size > 0 }
    names.endLabels(areas: areas, inputs: ends)
    let parts = names.parts()
    let unnamed = Unnamed.all(between: parts, areas: areas, inputs: ends)
    let references = Self.references(elf, symbols: symbols, loaded: Set(loaded), parts: parts)
    let anchors =
      names.anchors
      + references.compactMap { reference in
        guard let target = reference.target else { return nil }
        let next = unnamed.partition(atLeast: target &+ 1) { $0.addresses.lowerBound }
        return next > 0 && unnamed[next - 1].addresses.contains(target) ? target : nil
      }
    machine = elf.machine
    self.parts = parts
    self.areas = areas
    self.code = area
    self.references = references
    self.unnamed = unnamed
    self.anchors = Array(Set(anchors)).sorted()
  }

  /// The maximum number of sections; modules have three or four.
  private static let mostSections = 256
  /// The maximum size of a section in bytes.
  private static let largestSection: UInt64 = 1 << 40

  /// All fields that the linker filled in, in ascending order of address.
  private static func references(
    _ elf: ELFImage, symbols: ELFImage.Symbols, loaded: Set<Int>, parts: [Part]
  ) -> [Reference] {
    var found: [Reference] = []
    for table in elf.sections
    where (table.kind == .relocations || table.kind == .relocationsWithAddends)
      && loaded.contains(Int(table.info))
    {
      guard let relocations = try? elf.relocations(in: table) else { continue }
      let section = elf.sections[Int(table.info)]
      let bytes = (try? elf.contents(of: section)) ?? []
      for index in 0..<relocations.count {
        let relocation = relocations[index]
        guard let field = RelocationField(elf.machine, kind: relocation.kind),
          relocation.address >= section.address, relocation.address - section.address < section.size,
          Int(relocation.symbol) < symbols.count
        else { continue }
        let symbol = symbols[Int(relocation.symbol)]
        let next = parts.partition(atLeast: relocation.address &+ 1) { $0.addresses.lowerBound }
        let isCode =
          next > 0 && parts[next - 1].kind == .function
          && parts[next - 1].addresses.contains(relocation.address)
        var target: UInt64?
        if table.kind == .relocationsWithAddends {
          // On x86 a displacement is relative to its end; a distance in a table is relative to its own address.
          let behind = field.form == .distance && isCode && elf.machine == .x64 ? UInt64(field.width) : 0
          target = symbol.value &+ UInt64(bitPattern: relocation.addend) &+ behind
        } else {
          target = stored(in: bytes, at: relocation.address - section.address, of: field).map { value in
            guard field.form == .distance else { return value }
            let place = relocation.address &+ (isCode && elf.machine == .ia32 ? 4 : 0)
            return (place &+ UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: value)))) & 0xFFFF_FFFF
          }
        }
        let name = symbol.kind == .section ? "" : symbols.name(of: symbol)
        let isNamed = !name.isEmpty && !name.hasPrefix(".L")
        found.append(
          Reference(
            address: relocation.address, field: field,
            symbol: isNamed
              ? Reference.Symbol(
                name: name, address: loaded.contains(Int(symbol.section)) ? symbol.value : nil) : nil,
            target: target))
      }
    }
    return found.sorted { $0.address < $1.address }
  }

  /// The addend that the linker stored in the field if the relocation table has none.
  private static func stored(
    in bytes: ArraySlice<UInt8>, at offset: UInt64, of field: RelocationField
  ) -> UInt64? {
    guard field.form != .instruction, offset <= UInt64(bytes.count),
      UInt64(bytes.count) - offset >= UInt64(field.width)
    else { return nil }
    let start = bytes.startIndex + Int(offset)
    return bytes[start..<start + field.width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
