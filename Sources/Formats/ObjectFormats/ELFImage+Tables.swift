extension ELFImage {
  /// The bytes of a section in the file; empty for `noData`.
  package func contents(of section: Section) throws(ELFError) -> ArraySlice<UInt8> {
    guard section.kind != .noData else { return bytes.prefix(0) }
    return try bytes.part(at: section.offset, count: section.size)
  }

  /// The symbols of a symbol table.
  package func symbols(in section: Section) throws(ELFError) -> Symbols {
    let rows = try Rows(of: section, in: self, least: fileClass.symbolSize)
    let names = Int(section.link) < sections.count ? try? contents(of: sections[Int(section.link)]) : nil
    return Symbols(rows: rows, names: names ?? bytes.prefix(0), fileClass: fileClass)
  }

  /// The relocations of a relocation table of either kind.
  package func relocations(in section: Section) throws(ELFError) -> Relocations {
    let hasAddends = section.kind == .relocationsWithAddends
    let size = hasAddends ? fileClass.addressSize * 3 : fileClass.addressSize * 2
    let rows = try Rows(of: section, in: self, least: size)
    return Relocations(rows: rows, fileClass: fileClass, hasAddends: hasAddends)
  }

  /// The rows of a table, checked to be in the file.
  struct Rows: Sendable {
    let bytes: ArraySlice<UInt8>
    let size: Int
    let count: Int

    fileprivate init(of section: Section, in image: ELFImage, least: Int) throws(ELFError) {
      bytes = try image.contents(of: section)
      guard section.rowSize >= UInt64(least), section.rowSize <= UInt64(max(bytes.count, least)) else {
        throw .badRowSize(offset: section.headerOffset, size: section.rowSize, least: least)
      }
      size = Int(section.rowSize)
      count = bytes.count / size
      guard bytes.count % size == 0 else {
        throw .badRowSize(offset: section.headerOffset, size: section.rowSize, least: least)
      }
    }

    /// The index in the file of a row.
    func start(of row: Int) -> Int { bytes.startIndex + row * size }
  }

  /// A symbol table. Symbols are decoded on access.
  package struct Symbols: Sendable {
    fileprivate let rows: Rows
    fileprivate let names: ArraySlice<UInt8>
    fileprivate let fileClass: FileClass

    package var count: Int { rows.count }

    /// The symbol at an index below `count`.
    package subscript(index: Int) -> Symbol {
      let start = rows.start(of: index)
      let bytes = rows.bytes
      return switch fileClass {
      case .elf32:
        Symbol(
          name: bytes.load(at: start), section: bytes.load(at: start + 14),
          value: UInt64(bytes.load(UInt32.self, at: start + 4)),
          size: UInt64(bytes.load(UInt32.self, at: start + 8)), info: bytes[start + 12])
      case .elf64:
        Symbol(
          name: bytes.load(at: start), section: bytes.load(at: start + 6), value: bytes.load(at: start + 8),
          size: bytes.load(at: start + 16), info: bytes[start + 4])
      }
    }

    /// The name of a symbol; empty if it has none, such as a section's symbol.
    package func name(of symbol: Symbol) -> String {
      guard symbol.name > 0, Int(symbol.name) < names.count else { return "" }
      let name = names.dropFirst(Int(symbol.name)).prefix(ELFImage.longestName).prefix { $0 != 0 }
      return String(decoding: name, as: UTF8.self)
    }
  }

  /// A relocation table. Relocations are decoded on access.
  package struct Relocations: Sendable {
    fileprivate let rows: Rows
    fileprivate let fileClass: FileClass
    fileprivate let hasAddends: Bool

    package var count: Int { rows.count }

    /// The offset of a relocation entry in the file.
    package func offset(of index: Int) -> Int { rows.start(of: index) }

    /// The relocation at an index below `count`.
    package subscript(index: Int) -> Relocation {
      let start = rows.start(of: index)
      let bytes = rows.bytes
      switch fileClass {
      case .elf32:
        let info: UInt32 = bytes.load(at: start + 4)
        return Relocation(
          kind: info & 0xFF, address: UInt64(bytes.load(UInt32.self, at: start)), symbol: info >> 8,
          addend: hasAddends ? Int64(bytes.load(Int32.self, at: start + 8)) : 0)
      case .elf64:
        return Relocation(
          kind: bytes.load(at: start + 8), address: bytes.load(at: start), symbol: bytes.load(at: start + 12),
          addend: hasAddends ? bytes.load(at: start + 16) : 0)
      }
    }
  }
}

extension ELFImage.FileClass {
  /// Size of an address in bytes.
  var addressSize: Int { self == .elf32 ? 4 : 8 }
  /// Size of a symbol in bytes.
  fileprivate var symbolSize: Int { self == .elf32 ? 16 : 24 }
}
