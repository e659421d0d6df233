import Diagnostics
import Vocabulary

extension FDFRule {
  /// The one FILE of `[Rule.…]`; nothing, and said why, when it can't be read.
  static func read(_ header: FDFHeader, _ parser: inout FDFParser) throws(DiagnosticError) -> [FDFRule] {
    guard header.parts.count >= 2 else { return [] }
    let moduleType = header.parts[1].map(ModuleType.init)
    guard
      moduleType.value == .default || ModuleType.all.contains(moduleType.value)
        || ModuleType.old.contains(moduleType.value)
    else {
      throw .fdfHeader(
        header.parts[1], "unknown module type '\(header.parts[1].value)'",
        fix: "use a MODULE_TYPE of INF files, such as PEIM or UEFI_DRIVER")
    }
    var rules: [FDFRule] = []
    let errorsBefore = parser.errorCount
    parser.readStatements(starting: { $0.isAt("FILE") }) { parser throws(DiagnosticError) in
      guard rules.isEmpty, parser.isAt("FILE") else {
        throw .fdfUnknownStatement(
          at: parser, in: "[Rule]", fix: "a rule is one statement: FILE type = $(NAMED_GUID) { … }")
      }
      rules.append(try parser.readRule(header, moduleType: moduleType))
    }
    if rules.isEmpty, parser.errorCount == errorsBefore {
      parser.report(
        .fdfMissing("FILE", of: header.text, fix: "write what an FFS file of this type holds"))
    }
    return rules
  }
}

extension FDFParser {
  fileprivate mutating func readRule(
    _ header: FDFHeader, moduleType: Located<ModuleType>
  ) throws(DiagnosticError) -> FDFRule {
    advance()
    let fileType = try expectFileType()
    try expectEquals(after: fileType.value.rawValue)
    let name = try expectGUID("$(NAMED_GUID)")
    var options = try readFileOptions(of: fileType.value)
    var form = FDFRule.Form.simple
    let sections: [FDFSection]
    if current.kind == .openBrace {
      form = .complex
      let open = try openBlock(of: "FILE")
      sections = readRuleSections(in: fileType.value)
      closeBlock(of: "FILE", openedAt: open)
    } else {
      sections = [try readSimpleSection(&options, in: fileType.value)]
    }
    return FDFRule(
      title: (["Rule"] + header.parts.map(\.value)).joined(separator: "."),
      architecture: header.parts[0].map { Qualifier($0) }, moduleType: moduleType,
      template: header.parts.count > 2 ? header.parts[2].map { RuleName($0) } : nil, fileType: fileType,
      fileName: name,
      options: options, form: form, sections: sections)
  }

  /// `TE Align = 8 |.efi`: all behind the name, on FILE's line.
  private mutating func readSimpleSection(
    _ options: inout FDFFileOptions, in file: FDFFileType
  ) throws(DiagnosticError) -> FDFSection {
    let type = try expectSectionType()
    var leaf = FDFLeafSection(type: type, source: .inputs)
    if type.value == .subtypeGUID { leaf.subtypeGUID = try expectGUID("the GUID of the subtype") }
    var alignment: Located<FDFAlignment>?
    while true {
      if isAtEitherCase("FIXED") {
        options.isFixed = true
        advance()
      } else if isAtEitherCase("CHECKSUM") {
        options.hasChecksum = true
        advance()
      } else if let option = try takeAlignment(allowsAuto: FDFSectionType.images.contains(type.value)) {
        alignment = option
      } else {
        break
      }
    }
    leaf.source = try readSource()
    guard leaf.source != .inputs else {
      throw .fdfExpected(
        "a path or |.extension", at: self, fix: "write which of the module's files the section takes")
    }
    return FDFSection(content: .leaf(leaf), alignment: alignment, range: type.range)
  }
}
