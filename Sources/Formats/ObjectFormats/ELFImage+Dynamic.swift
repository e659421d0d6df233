extension ELFImage.Section.Kind {
  /// The table for the dynamic loader (`SHT_DYNAMIC`).
  package static let dynamic = ELFImage.Section.Kind(rawValue: 6)
  /// The dynamic symbols, which remain when a file is stripped (`SHT_DYNSYM`).
  package static let dynamicSymbols = ELFImage.Section.Kind(rawValue: 11)
}

extension ELFImage {
  /// `DT_NEEDED`.
  private static let neededTag: UInt64 = 1

  /// The names of the shared libraries that are loaded with the file, in order; empty for a static one.
  /// Libraries that it loads later are not included.
  package func neededLibraries() throws(ELFError) -> [String] {
    guard let section = sections.first(where: { $0.kind == .dynamic }) else { return [] }
    guard Int(section.link) < sections.count else {
      throw .badSectionIndex(offset: section.headerOffset, index: section.link)
    }
    let names = try contents(of: sections[Int(section.link)])
    let rows = try contents(of: section)
    let width = fileClass.addressSize
    var libraries: [String] = []
    for start in stride(from: rows.startIndex, to: rows.endIndex - 2 * width + 1, by: 2 * width) {
      let (tag, value): (UInt64, UInt64) =
        switch fileClass {
        case .elf32:
          (UInt64(rows.load(UInt32.self, at: start)), UInt64(rows.load(UInt32.self, at: start + width)))
        case .elf64: (rows.load(at: start), rows.load(at: start + width))
        }
      guard tag == Self.neededTag else { continue }
      guard value < UInt64(names.count) else {
        throw .badName(offset: start, name: UInt32(truncatingIfNeeded: value))
      }
      let name = names.dropFirst(Int(value)).prefix(Self.longestName).prefix { $0 != 0 }
      libraries.append(String(decoding: name, as: UTF8.self))
    }
    return libraries
  }
}
