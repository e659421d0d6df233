/// Makes small linked ELF files (ELF gABI 4.1), byte by byte.
struct ELFBuilder {
  struct Section {
    var name: String
    /// `sh_type`; 1 is program data, 8 takes no room in the file.
    var kind: UInt32 = 1
    /// `sh_flags`: 1 write, 2 allocate, 4 execute.
    var flags: UInt64
    var address: UInt64
    var alignment: UInt64
    var bytes: [UInt8] = []
    /// Of what takes no room in the file.
    var size: UInt64 = 0
    var relocations: [Relocation] = []
  }

  struct Relocation {
    /// From the start of the section.
    var offset: UInt64
    var kind: UInt32
    /// Index among the symbols, 0 for none.
    var symbol: UInt32
    var addend: Int64 = 0
  }

  struct Symbol {
    var name = ""
    var section: UInt16
    var value: UInt64
  }

  var is64: Bool
  var machine: UInt16
  var entry: UInt64
  /// From index 1 on.
  var sections: [Section]
  /// From index 1 on.
  var symbols: [Symbol]

  /// A row of the section table.
  private struct Row {
    var name: String
    var kind: UInt32
    var flags: UInt64 = 0
    var address: UInt64 = 0
    var offset = 0
    var size: UInt64 = 0
    var link = 0
    var info = 0
    var alignment: UInt64 = 1
    var rowSize = 0
  }

  /// Header, contents of sections, relocation tables, symbols, names, section table.
  func bytes() -> [UInt8] {
    var file = [UInt8](repeating: 0, count: is64 ? 64 : 52)
    var rows = [Row(name: "", kind: 0, alignment: 0)]
    func place(_ contents: [UInt8], _ row: Row) {
      var row = row
      while file.count % 8 != 0 { file.append(0) }
      row.offset = file.count
      if row.kind != 8 { row.size = UInt64(contents.count) }
      file += contents
      rows.append(row)
    }
    for section in sections {
      place(
        section.bytes,
        Row(
          name: section.name, kind: section.kind, flags: section.flags, address: section.address,
          size: section.size, alignment: section.alignment))
    }
    let tables = sections.filter { !$0.relocations.isEmpty }.count
    let symbolTable = 1 + sections.count + tables
    for (index, section) in sections.enumerated() where !section.relocations.isEmpty {
      place(
        section.relocations.flatMap { relocation($0, in: section) },
        Row(
          name: (is64 ? ".rela" : ".rel") + section.name, kind: is64 ? 4 : 9, link: symbolTable,
          info: index + 1, alignment: 8, rowSize: is64 ? 24 : 8))
    }
    var names: [UInt8] = [0]
    var table = [UInt8](repeating: 0, count: is64 ? 24 : 16)
    for symbol in symbols {
      let name = symbol.name.isEmpty ? 0 : names.count
      if name > 0 { names += Array(symbol.name.utf8) + [0] }
      table += word(UInt64(name), 4)
      if is64 {
        table += [3, 0] + word(UInt64(symbol.section), 2) + word(symbol.value, 8) + word(0, 8)
      } else {
        table += word(symbol.value, 4) + word(0, 4) + [3, 0] + word(UInt64(symbol.section), 2)
      }
    }
    place(
      table,
      Row(
        name: ".symtab", kind: 2, link: symbolTable + 1, info: symbols.count + 1, alignment: 8,
        rowSize: is64 ? 24 : 16))
    place(names, Row(name: ".strtab", kind: 3))
    var sectionNames: [UInt8] = [0]
    var offsets: [Int] = []
    for name in rows.map(\.name) + [".shstrtab"] {
      offsets.append(name.isEmpty ? 0 : sectionNames.count)
      if !name.isEmpty { sectionNames += Array(name.utf8) + [0] }
    }
    place(sectionNames, Row(name: ".shstrtab", kind: 3))
    while file.count % 8 != 0 { file.append(0) }
    file.replaceSubrange(0..<(is64 ? 64 : 52), with: header(table: file.count, count: rows.count))
    for (row, name) in zip(rows, offsets) { file += stored(row, name: name) }
    return file
  }

  private func header(table: Int, count: Int) -> [UInt8] {
    let width = is64 ? 8 : 4
    var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, is64 ? 2 : 1, 1, 1] + [UInt8](repeating: 0, count: 9)
    header += word(2, 2) + word(UInt64(machine), 2) + word(1, 4) + word(entry, width) + word(0, width)
    header += word(UInt64(table), width) + word(0, 4) + word(is64 ? 64 : 52, 2) + word(0, 4)
    return header + word(is64 ? 64 : 40, 2) + word(UInt64(count), 2) + word(UInt64(count - 1), 2)
  }

  private func stored(_ row: Row, name: Int) -> [UInt8] {
    let width = is64 ? 8 : 4
    var bytes = word(UInt64(name), 4) + word(UInt64(row.kind), 4) + word(row.flags, width)
    bytes += word(row.address, width) + word(UInt64(row.offset), width) + word(row.size, width)
    bytes += word(UInt64(row.link), 4) + word(UInt64(row.info), 4) + word(row.alignment, width)
    return bytes + word(UInt64(row.rowSize), width)
  }

  private func relocation(_ relocation: Relocation, in section: Section) -> [UInt8] {
    let address = section.address &+ relocation.offset
    if is64 {
      return word(address, 8) + word(UInt64(relocation.kind), 4) + word(UInt64(relocation.symbol), 4)
        + word(UInt64(bitPattern: relocation.addend), 8)
    }
    return word(address, 4) + word(UInt64(relocation.symbol << 8 | relocation.kind & 0xFF), 4)
  }

  private func word(_ value: UInt64, _ count: Int) -> [UInt8] { Self.word(value, count) }

  /// The low bytes of a number, little-endian.
  static func word(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }
}
