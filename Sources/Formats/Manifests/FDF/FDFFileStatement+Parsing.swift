import Diagnostics
import Vocabulary

extension FDFParser {
  /// `FILE type = name options { … }`.
  mutating func readFileStatement() throws(DiagnosticError) -> FDFFileStatement {
    advance()
    let type = try expectFileType()
    try expectEquals(after: type.value.rawValue)
    let name = try expectGUID("the GUID of the file")
    let options = try readFileOptions(of: type.value)
    let open = try openBlock(of: "FILE")
    let body = try readFileBody(of: type.value)
    closeBlock(of: "FILE", openedAt: open)
    return FDFFileStatement(type: type, name: name, options: options, body: body)
  }

  mutating func expectFileType() throws(DiagnosticError) -> Located<FDFFileType> {
    let fix =
      "use RAW, FREEFORM, SEC, PEI_CORE, PEIM, DXE_CORE, DRIVER, PEI_DXE_COMBO, APPLICATION, SMM, "
      + "SMM_CORE, MM_STANDALONE, MM_CORE_STANDALONE or FV_IMAGE"
    let word = try expectWord("the type of the file", fix: fix)
    let type = FDFFileType(rawValue: word.value)
    guard FDFFileType.known.contains(type) else {
      throw .fdfValue(word, "unknown FFS file type '\(word.value)'", fix: fix)
    }
    return word.map { _ in type }
  }

  private mutating func readFileBody(of type: FDFFileType) throws(DiagnosticError) -> FDFFileStatement.Body {
    if isAtSetting("FV") {
      skip(to: index + 2)
      return .volume(try expectWord("the name of an FV", fix: "name a section [FV.x]").map { VolumeName($0) })
    }
    if isAtSetting("FD") {
      skip(to: index + 2)
      return .flashDevice(
        try expectWord("the name of an FD", fix: "name a section [FD.x]").map { DeviceName($0) })
    }
    if isAt("SECTION") || isAt("DEFINE") { return .sections(readSections(in: type)) }

    var files: [FDFAlignedFile] = []
    repeat {
      let alignment = try takeAlignment()
      let path = try expectPath("a path, FV =, FD = or SECTION")
      files.append(FDFAlignedFile(path: path, alignment: alignment))
    } while type == .raw && (current.kind == .word || current.kind == .string) && !isAtOuterStatement
    return .files(files)
  }

  /// Statements of FVs, which no list of sections or files holds: a brace is missing before them.
  var isAtOuterStatement: Bool { isAt("INF") || isAt("FILE") || isAt("APRIORI") || isAt("SET") }
}
