import Diagnostics

extension FDFOptionROM {
  init(section name: Located<String>, _ parser: inout FDFParser) {
    self.init(name: name)
    parser.readStatements(starting: { $0.isAt("INF") || $0.isAt("FILE") }) { parser throws(DiagnosticError) in
      entries.append(try parser.readOptionROMEntry())
    }
  }
}

extension FDFParser {
  private static let overrides: Set<String> = [
    "PCI_VENDOR_ID", "PCI_CLASS_CODE", "PCI_DEVICE_ID", "PCI_REVISION", "PCI_COMPRESS",
  ]

  fileprivate mutating func readOptionROMEntry() throws(DiagnosticError) -> FDFOptionROM.Entry {
    let fix = "write 'INF path.inf', 'FILE EFI path' or 'FILE BIN path'"
    if isAt("INF") {
      return FDFOptionROM.Entry(source: .module(try readModule()), settings: try readOverrides())
    }
    guard take("FILE") != nil else { throw .fdfUnknownStatement(at: self, in: "[OptionRom]", fix: fix) }
    if take("EFI") != nil {
      let path = try expectPath("the path of an image")
      return FDFOptionROM.Entry(source: .image(path), settings: try readOverrides())
    }
    guard take("BIN") != nil else { throw .fdfExpected("EFI or BIN", at: self, fix: fix) }
    return FDFOptionROM.Entry(source: .binary(try expectPath("the path of an image")), settings: [])
  }

  /// `{ PCI_VENDOR_ID = 0x… … }`; edk2 takes several device IDs with blanks between them.
  private mutating func readOverrides() throws(DiagnosticError) -> [FDFAssignment] {
    guard current.kind == .openBrace else { return [] }
    let open = try openBlock(of: "the overrides")
    var settings: [FDFAssignment] = []
    while !isAtEndOfBlock {
      let name = try expectWord("a PCI setting", fix: "write 'PCI_DEVICE_ID = 0x…' or close the braces")
      guard Self.overrides.contains(name.value) else {
        throw .fdfOption(
          name, "'\(name.value)' cannot be overridden",
          fix: "use PCI_VENDOR_ID, PCI_CLASS_CODE, PCI_DEVICE_ID, PCI_REVISION or PCI_COMPRESS")
      }
      try expectEquals(after: name.value)
      let first = try expectWord("the value of \(name.value)", fix: "write a number, or TRUE or FALSE")
      var values = [first.value]
      while name.value == "PCI_DEVICE_ID", current.kind == .word, next.kind != .equals {
        values.append(current.text)
        advance()
      }
      let value = first.map { _ in values.joined(separator: " ") }
      settings.append(FDFAssignment(name: name, value: value))
    }
    closeBlock(of: "the overrides", openedAt: open)
    return settings
  }
}
