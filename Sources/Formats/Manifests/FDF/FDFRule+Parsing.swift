import Diagnostics

extension FDFRule {
  /// The one FILE of `[Rule.…]`; nothing, and said why, when it can't be read.
  static func read(_ header: FDFHeader, _ parser: inout FDFParser) throws(DiagnosticError) -> [FDFRule] {
    guard header.parts.count >= 2 else { return [] }
    let moduleType = header.parts[1]
    guard moduleTypes.contains(moduleType.value.uppercased()) else {
      throw .fdfHeader(
        moduleType, "'\(moduleType.value)' is no module type",
        fix: "use a MODULE_TYPE of INF files, such as PEIM or UEFI_DRIVER")
    }
    var rules: [FDFRule] = []
    let errorsBefore = parser.errorCount
    parser.readStatements(starting: { $0.isAt("FILE") }) { parser throws(DiagnosticError) in
      guard rules.isEmpty, parser.isAt("FILE") else {
        throw .fdfUnknownStatement(
          at: parser, in: "[Rule]", fix: "a rule is one statement: FILE type = $(NAMED_GUID) { … }")
      }
      rules.append(
        try parser.readRule(
          architecture: header.parts[0], moduleType: moduleType,
          template: header.parts.count > 2 ? header.parts[2] : nil))
    }
    if rules.isEmpty, parser.errorCount == errorsBefore {
      parser.report(
        .fdfMissing("FILE", of: header.text, fix: "write what an FFS file of this type holds"))
    }
    return rules
  }

  /// Those of EDK II and of the EDK before it (FDF 1.28, 3.9).
  private static let moduleTypes: Set<String> = [
    "SEC", "PEI_CORE", "PEIM", "DXE_CORE", "DXE_DRIVER", "DXE_SAL_DRIVER", "DXE_SMM_DRIVER",
    "DXE_RUNTIME_DRIVER", "UEFI_DRIVER", "UEFI_APPLICATION", "USER_DEFINED", "HOST_APPLICATION", "DEFAULT",
    "BASE", "SMM_CORE", "MM_STANDALONE", "MM_CORE_STANDALONE", "SECURITY_CORE", "COMBINED_PEIM_DRIVER",
    "PIC_PEIM", "RELOCATABLE_PEIM", "PE32_PEIM", "BS_DRIVER", "RT_DRIVER", "SAL_RT_DRIVER", "APPLICATION",
    "ACPITABLE",
  ]
}

extension FDFParser {
  fileprivate mutating func readRule(
    architecture: Located<String>, moduleType: Located<String>, template: Located<String>?
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
      architecture: architecture, moduleType: moduleType, template: template, fileType: fileType,
      fileName: name, options: options, form: form, sections: sections)
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
      throw .fdfExpected("a path or |.extension", at: self, fix: "say which of the module's files it takes")
    }
    return FDFSection(content: .leaf(leaf), alignment: alignment, range: type.range)
  }
}
