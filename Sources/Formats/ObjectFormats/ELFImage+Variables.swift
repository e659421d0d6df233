extension ELFImage {
  /// Where a variable of a linked file lies in the PE image that the file becomes, in bytes; nil if the file has
  /// no such variable, or only zeros for it.
  ///
  /// - Parameter name: the symbol's name, to which link-time optimisation may add a dot and a suffix.
  package func imageRange(ofVariable name: String) throws(ELFError) -> Range<Int>? {
    // The path of the symbols comes behind all data.
    let conversion = ImageConversion(subsystem: .bootServiceDriver, symbolPath: "")
    let placement = try SectionPlacement(of: self, for: conversion, needsCode: true)
    for table in sections where table.kind == .symbolTable {
      let symbols = try symbols(in: table)
      for index in 0..<symbols.count {
        let symbol = symbols[index]
        guard symbol.size > 0, symbol.size <= 8, Int(symbol.section) < sections.count else { continue }
        let found = symbols.name(of: symbol)
        guard found == name || found.hasPrefix(name + ".") else { continue }
        let section = sections[Int(symbol.section)]
        let offset = placement.offsets[Int(symbol.section)]
        guard section.kind == .programData, offset > 0, symbol.value >= section.address,
          symbol.value - section.address <= section.size - min(symbol.size, section.size)
        else { continue }
        let start = offset + Int(symbol.value - section.address)
        return start..<start + Int(symbol.size)
      }
    }
    return nil
  }
}
