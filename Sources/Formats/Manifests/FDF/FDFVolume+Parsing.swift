import Diagnostics
import Vocabulary

extension FDFVolume {
  /// The statements of `[FV.name]`.
  init(section name: Located<String>, _ parser: inout FDFParser) {
    self.init(name: name.map { VolumeName($0) })
    readStatements(&parser)
    if storesName?.value == true, nameGUID == nil {
      parser.report(
        .fdfMissing(
          "FvNameGuid, which FvNameString = TRUE requires", of: name,
          fix: "add FvNameGuid to the FV, or remove FvNameString"))
    }
  }

  /// Up to the next section, or to the brace that ends a volume in place.
  mutating func readStatements(_ parser: inout FDFParser) {
    parser.readStatements(starting: \.isAtVolumeStatement) { parser throws(DiagnosticError) in
      switch parser.current.kind == .word ? parser.current.text : "" {
      case "INF": entries.append(.module(try parser.readModule()))
      case "FILE": entries.append(.file(try parser.readFileStatement()))
      case "APRIORI": aprioriLists.append(try FDFApriori(parsing: &parser))
      case "SET": if let set = try parser.takeSet() { sets.append(set) }
      case "FV_EXT_ENTRY", "FV_EXT_ENTRY_TYPE":
        extensionEntries.append(try FDFVolumeExtensionEntry(parsing: &parser))
      default: try readSetting(&parser)
      }
    }
  }

  private mutating func readSetting(_ parser: inout FDFParser) throws(DiagnosticError) {
    if let block = try parser.takeBlock(needsCount: false) {
      blocks.append(block)
      return
    }
    guard parser.current.kind == .word, parser.next.kind == .equals else {
      throw .fdfUnknownStatement(
        at: parser, in: "an FV", fix: "an FV has settings 'name = value', APRIORI, INF and FILE statements")
    }
    if let file = try parser.takeCreateFile() {
      createFile = file
      return
    }
    let keyword = parser.current.text
    if let attribute = FDFVolumeAttribute(rawValue: keyword) {
      let name = parser.located(parser.current).map { _ in attribute }
      parser.advance()
      attributes.append(
        FDFVolumeAttributeSetting(attribute: name, value: try parser.expectBool(of: keyword)))
      return
    }
    let statement = parser
    parser.advance()
    switch keyword {
    case "FvForceRebase": forceRebase = try parser.expectBool(of: keyword)
    case "FvNameString": storesName = try parser.expectBool(of: keyword)
    case "FvUsedSizeEnable": storesUsedSize = try parser.expectBool(of: keyword)
    case "FvAlignment": alignment = try parser.expectVolumeAlignment()
    case "FvNameGuid":
      try parser.expectEquals(after: keyword)
      nameGUID = try parser.expectGUID("the GUID of the FV")
    case "FileSystemGuid":
      try parser.expectEquals(after: keyword)
      fileSystemGUID = try parser.expectGUID("the GUID of a file system")
    case "FvBaseAddress":
      try parser.expectEquals(after: keyword)
      baseAddress = try parser.expectExpression("an address", endingAtBar: false)
    default:
      throw .fdfUnknownStatement(
        at: statement, in: "an FV",
        fix: "known are BlockSize, FvAlignment, FvNameGuid, FvBaseAddress, FvForceRebase, FvNameString, "
          + "FvUsedSizeEnable, FileSystemGuid and attributes such as READ_STATUS")
    }
  }
}

extension FDFApriori {
  init(parsing parser: inout FDFParser) throws(DiagnosticError) {
    parser.advance()
    let fix = "write 'APRIORI PEI { … }' or 'APRIORI DXE { … }'"
    let word = try parser.expectWord("PEI or DXE", fix: fix)
    guard let phase = Phase(rawValue: word.value) else {
      throw .fdfValue(word, "expected PEI or DXE, found '\(word.value)'", fix: fix)
    }
    let open = try parser.openBlock(of: "APRIORI")
    var entries: [FDFVolumeEntry] = []
    parser.readStatements(starting: { $0.isAt("INF") || $0.isAt("FILE") }, leavingAt: { $0.isAt("APRIORI") })
    {
      parser throws(DiagnosticError) in
      if parser.isAt("INF") {
        entries.append(.module(try parser.readModule()))
      } else if parser.isAt("FILE") {
        entries.append(.file(try parser.readFileStatement()))
      } else {
        throw .fdfUnknownStatement(at: parser, in: "APRIORI", fix: "list INF and FILE statements here")
      }
    }
    parser.closeBlock(of: "APRIORI", openedAt: open)
    self.init(phase: word.map { _ in phase }, entries: entries)
  }
}

extension FDFVolumeExtensionEntry {
  init(parsing parser: inout FDFParser) throws(DiagnosticError) {
    let fix = "write 'FV_EXT_ENTRY_TYPE TYPE = 0x… { DATA = { … } }', or FILE = path"
    parser.advance()
    guard parser.take("TYPE") != nil else { throw .fdfExpected("TYPE", at: parser, fix: fix) }
    try parser.expectEquals(after: "TYPE")
    let type = try parser.expectWord("the type of the entry", fix: fix)
    let open = try parser.openBlock(of: "the entry")
    let content: Content
    if parser.take("FILE") != nil {
      try parser.expectEquals(after: "FILE")
      content = .file(try parser.expectPath("the path of a file"))
    } else if parser.take("DATA") != nil {
      try parser.expectEquals(after: "DATA")
      content = .data(try parser.readData())
    } else {
      throw .fdfExpected("FILE or DATA", at: parser, fix: fix)
    }
    parser.closeBlock(of: "the entry", openedAt: open)
    self.init(type: type, content: content)
  }
}

extension FDFParser {
  /// Where an FV goes on after a mistake: any word but a number, which is what is left of DATA.
  fileprivate var isAtVolumeStatement: Bool {
    guard current.kind == .word, let first = current.text.utf8.first else { return false }
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
  }

  fileprivate mutating func expectVolumeAlignment() throws(DiagnosticError) -> Located<FDFAlignment> {
    let fix = "use a power of two: 1, 2, … 512, 1K, … 512K, 1M, … 512M, 1G or 2G"
    try expectEquals(after: "FvAlignment")
    let word = try expectWord("an alignment", fix: fix)
    guard let alignment = FDFAlignment(word.value.uppercased(), allowed: FDFAlignment.ofVolumes) else {
      throw DiagnosticError(
        Diagnostic(
          .fvAlignment, at: .source(word.range), "'\(word.value)' is not a valid FvAlignment", fix: fix))
    }
    return word.map { _ in alignment }
  }
}
