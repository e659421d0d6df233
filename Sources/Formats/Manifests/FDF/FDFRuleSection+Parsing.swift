import Diagnostics
import Vocabulary

/// The lines in the braces of a rule: `PE32 PE32 Align=Auto $(INF_OUTPUT)/$(MODULE_NAME).efi`
/// (FDF 1.28, 3.9).
extension FDFParser {
  mutating func readRuleSections(in file: FDFFileType) -> [FDFSection] {
    var sections: [FDFSection] = []
    readStatements(starting: \.isAtWord) { parser throws(DiagnosticError) in
      sections.append(try parser.readRuleSection(in: file))
    }
    return sections
  }

  private var isAtRuleSection: Bool {
    current.kind == .word
      && (FDFSectionType.ofRules.contains(FDFSectionType(rawValue: current.text)) || isAt("COMPRESS")
        || isAt("GUIDED"))
  }

  /// Each line of a rule starts with one.
  private var isAtWord: Bool { current.kind == .word }

  private mutating func readRuleSection(in file: FDFFileType) throws(DiagnosticError) -> FDFSection {
    let range = range(of: current)
    if let content = try takeEncapsulation({ parser throws(DiagnosticError) in
      parser.readRuleSections(in: file)
    }) {
      return FDFSection(content: content, alignment: nil, range: range)
    }
    if current.kind == .bar, file == .raw {
      let type = Located(FDFSectionType.raw, at: range)
      return FDFSection(
        content: .leaf(FDFLeafSection(type: type, source: try readSource())), alignment: nil, range: range)
    }
    guard isAtRuleSection else {
      throw .fdfUnknownStatement(
        at: self, in: "a rule",
        fix: "start each line with a section type, such as PE32, RAW or UI, or with COMPRESS or GUIDED")
    }
    let type = located(current).map(FDFSectionType.init(rawValue:))
    advance()
    return type.value == .volumeImage ? try readRuleVolumeImage(range) : try readRuleLeaf(type)
  }

  /// `FV_IMAGE [FV_IMAGE] { … }` or `FV_IMAGE FV Align = 16 |.fv`.
  private mutating func readRuleVolumeImage(_ range: SourceRange) throws(DiagnosticError) -> FDFSection {
    _ = take("FV_IMAGE")
    if current.kind == .openBrace {
      let volume = try readVolumeInPlace(named: Located(VolumeName(""), at: self.range(of: current)))
      return FDFSection(content: .volumeImage(.inPlace(volume)), alignment: nil, range: range)
    }
    guard take("FV") != nil else {
      throw .fdfExpected("FV or '{'", at: self, fix: "write 'FV_IMAGE FV |.fv' or 'FV_IMAGE { … }'")
    }
    let alignment = try takeAlignment(allowsAuto: false)
    return FDFSection(
      content: .volumeImage(.input(try readSource())), alignment: alignment, range: range)
  }

  private mutating func readRuleLeaf(_ type: Located<FDFSectionType>) throws(DiagnosticError) -> FDFSection {
    var leaf = FDFLeafSection(type: type, source: .inputs)
    var alignment: Located<FDFAlignment>?
    if type.value == .subtypeGUID {
      leaf.subtypeGUID = try expectGUID("the GUID of the subtype")
    } else if isAtSetting("STRING") {
      let keyword = located(current)
      guard FDFSectionType.texts.contains(type.value) else {
        throw .fdfOption(
          keyword, "a section of type \(type.value.rawValue) cannot hold a string",
          fix: "use a string in UI and VERSION sections only")
      }
      skip(to: index + 2)
      leaf.source = .text(try expectText("a string"))
    } else {
      leaf.inputType = try expectInputType(of: type.value)
    }

    while true {
      if isAt("Optional") {
        guard FDFSectionType.optional.contains(type.value) else {
          throw .fdfOption(
            located(current), "a section of type \(type.value.rawValue) cannot be optional",
            fix: "remove Optional: only depex, UI, VERSION and RAW sections can have it")
        }
        leaf.isOptional = true
        advance()
      } else if isAtSetting("BUILD_NUM") {
        guard type.value == .version else {
          throw .fdfOption(
            located(current), "a section of type \(type.value.rawValue) cannot have a build number",
            fix: "remove BUILD_NUM: only VERSION sections can have it")
        }
        leaf.buildNumber = try takeBuildNumber()
      } else if let option = try takeAlignment(allowsAuto: FDFSectionType.images.contains(type.value)) {
        alignment = option
      } else if let flag = try takeRelocationFlag(of: type.value, in: nil) {
        leaf.keepsRelocations = flag
      } else if isAtSetting("Xip") {
        advance()
        leaf.executesInPlace = try expectBool(of: "Xip")
      } else {
        break
      }
    }
    if case .text = leaf.source {
    } else {
      leaf.source = try readSource()
    }
    return FDFSection(content: .leaf(leaf), alignment: alignment, range: type.range)
  }

  private mutating func expectInputType(of type: FDFSectionType) throws(DiagnosticError) -> Located<String> {
    let allowed = FDFSectionType.inputTypes[type] ?? []
    let fix = "use \(allowed.joined(separator: " or "))"
    let word = try expectWord("the kind of file that the section takes", fix: fix)
    guard allowed.contains(word.value) else {
      throw .fdfValue(
        word, "a section of type \(type.rawValue) cannot be made from '\(word.value)'", fix: fix)
    }
    return word
  }

  /// `|.efi`, a path, `PCD(…)`, or nothing where the next line is a section of its own.
  mutating func readSource() throws(DiagnosticError) -> FDFSectionSource {
    if take(.bar) {
      let fix = "write the extension with its dot: |.efi"
      let word = try expectWord("a file extension", fix: fix)
      let name = word.value.utf8.dropFirst()
      guard word.value.hasPrefix("."), let first = name.first,
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
      else { throw .fdfValue(word, "expected a file extension, found '\(word.value)'", fix: fix) }
      return .fileExtension(word)
    }
    guard !isAtEndOfBlock, current.kind != .closeBrace, !isAtRuleSection else { return .inputs }
    if let pcd = try takePCDCall() { return .pcd(pcd) }
    return .file(try expectPath("the path of a file"))
  }
}

extension FDFSectionType {
  static let ofRules = known.union([.guid])
  static let optional: Set<FDFSectionType> = [
    .dxeDepex, .peiDepex, .smmDepex, .userInterface, .version, .raw,
  ]

  /// Which kinds of a module's files edk2 takes for each type of section.
  static let inputTypes: [FDFSectionType: [String]] = [
    .compat16: ["COMPAT16", "SEC_COMPAT16"],
    .pe32: ["PE32", "SEC_PE32"],
    .pic: ["PIC", "SEC_PIC"],
    .te: ["TE", "SEC_TE"],
    .raw: ["BIN", "RAW", "ACPI", "ASL", "SEC_BIN"],
    .dxeDepex: ["DXE_DEPEX", "SMM_DEPEX", "SEC_DXE_DEPEX"],
    .smmDepex: ["SMM_DEPEX", "DXE_DEPEX", "SEC_DXE_DEPEX"],
    .peiDepex: ["PEI_DEPEX", "SEC_PEI_DEPEX"],
    .userInterface: ["UI", "SEC_UI"],
    .version: ["VERSION", "SEC_VERSION"],
    .guid: ["PE32", "SEC_GUID"],
  ]
}
