import Diagnostics
import Vocabulary

/// `SECTION` statements of FILE (FDF 1.28, 3.6).
extension FDFParser {
  /// The sections up to `}`, with what lies in them.
  mutating func readSections(in file: FDFFileType) -> [FDFSection] {
    var sections: [FDFSection] = []
    readStatements(starting: { $0.isAt("SECTION") }, leavingAt: \.isAtOuterStatement) {
      parser throws(DiagnosticError) in
      guard parser.take("SECTION") != nil else {
        throw .fdfUnknownStatement(at: parser, in: "FILE", fix: "start each section with SECTION")
      }
      sections.append(try parser.readSection(in: file))
    }
    return sections
  }

  private mutating func readSection(in file: FDFFileType) throws(DiagnosticError) -> FDFSection {
    var alignment = try takeAlignment()
    var isOptional = take("Optional") != nil
    var buildNumber = try takeBuildNumber()
    let start = current
    let range = range(of: start)

    func section(_ content: FDFSection.Content) throws(DiagnosticError) -> FDFSection {
      if let alignment, alignment.value == .automatic, !FDFSectionType.images.contains(content.leafType) {
        throw .fdfOption(
          alignment.map { _ in "Auto" }, "only PE32 and TE sections can be aligned to Auto",
          fix: "write the alignment as a number")
      }
      return FDFSection(content: content, alignment: alignment, range: range)
    }

    if let content = try takeEncapsulation({ parser throws(DiagnosticError) in parser.readSections(in: file) }
    ) {
      return try section(content)
    }
    if let depex = try takeDepexExpression() { return try section(.depex(depex)) }

    let type = try expectSectionType()
    if type.value == .volumeImage { return try section(.volumeImage(try readVolumeImage())) }
    var leaf = FDFLeafSection(type: type, source: .inputs)
    if type.value == .subtypeGUID {
      leaf.subtypeGUID = try expectGUID("the GUID of the subtype")
    }
    while true {
      if let option = try takeAlignment() {
        alignment = option
      } else if let number = try takeBuildNumber() {
        buildNumber = number
      } else if take("Optional") != nil {
        isOptional = true
      } else if let flag = try takeRelocationFlag(of: type.value, in: file) {
        leaf.keepsRelocations = flag
      } else {
        break
      }
    }
    try expectEquals(after: "SECTION \(type.value.rawValue)")
    if FDFSectionType.texts.contains(type.value), current.kind != .word {
      leaf.source = .text(try expectText("a string"))
    } else {
      leaf.source = .file(try expectPath("the path of a file"))
    }
    leaf.isOptional = isOptional
    leaf.buildNumber = buildNumber
    return try section(.leaf(leaf))
  }

  private mutating func takeDepexExpression() throws(DiagnosticError) -> FDFDepexExpression? {
    guard current.kind == .word, let phase = FDFDepexExpression.Phase(rawValue: current.text) else {
      return nil
    }
    let keyword = located(current)
    advance()
    try expectEquals(after: keyword.value)
    let open = try openBlock(of: keyword.value)
    var words: [Located<String>] = []
    while !isAtEndOfBlock {
      guard current.kind != .openBrace else {
        throw .fdfExpected("'}'", at: self, fix: "group operands with parentheses")
      }
      words.append(located(current))
      advance()
    }
    closeBlock(of: keyword.value, openedAt: open)
    return FDFDepexExpression(phase: keyword.map { _ in phase }, words: words)
  }

  /// `= name`, `= name { … }` or `= { … }`.
  private mutating func readVolumeImage() throws(DiagnosticError) -> FDFVolumeImage {
    try expectEquals(after: "FV_IMAGE")
    if current.kind == .openBrace {
      return .inPlace(try readVolumeInPlace(named: Located(VolumeName(""), at: range(of: current))))
    }
    let name = try expectPath("the name or the path of an FV").map { VolumeName($0) }
    return current.kind == .openBrace ? .inPlace(try readVolumeInPlace(named: name)) : .reference(name)
  }
}

/// What SECTION statements and the lines of rules have in common.
extension FDFParser {
  /// `{ … }` with the statements of an FV.
  mutating func readVolumeInPlace(named name: Located<VolumeName>) throws(DiagnosticError) -> FDFVolume {
    let open = try openBlock(of: "FV_IMAGE")
    var volume = FDFVolume(name: name)
    volume.readStatements(&self)
    closeBlock(of: "FV_IMAGE", openedAt: open)
    return volume
  }

  /// COMPRESS or GUIDED with what `readInner` finds in their braces; nil when something else stands here.
  mutating func takeEncapsulation(
    _ readInner: (inout FDFParser) throws(DiagnosticError) -> [FDFSection]
  ) throws(DiagnosticError) -> FDFSection.Content? {
    if take("COMPRESS") != nil {
      var compression = FDFCompression.standard
      if current.kind == .word, let word = FDFCompression(rawValue: current.text) {
        compression = word
        advance()
      }
      let open = try openBlock(of: "COMPRESS")
      let inner = try readInner(&self)
      closeBlock(of: "COMPRESS", openedAt: open)
      return .compressed(compression, inner)
    }
    guard take("GUIDED") != nil else { return nil }
    let head = try readGuidedHead()
    let open = try openBlock(of: "GUIDED")
    let inner = try readInner(&self)
    closeBlock(of: "GUIDED", openedAt: open)
    return .guided(head, inner)
  }

  private mutating func readGuidedHead() throws(DiagnosticError) -> FDFGuidedSection {
    var head = FDFGuidedSection()
    if current.kind == .word, next.kind != .equals {
      head.guid = try expectGUID("the GUID of the encapsulation")
    }
    while current.kind == .word {
      let keyword = located(current)
      advance()
      switch keyword.value {
      case "PROCESSING_REQUIRED": head.processingRequired = try expectBool(of: keyword.value)
      case "AUTH_STATUS_VALID": head.authStatusValid = try expectBool(of: keyword.value)
      case "EXTRA_HEADER_SIZE":
        try expectEquals(after: keyword.value)
        let word = try expectWord(
          "a size in bytes", fix: "write a decimal number, or a hexadecimal one with 0x")
        let isHexadecimal = word.value.hasPrefix("0x") || word.value.hasPrefix("0X")
        guard let size = isHexadecimal ? UInt64(word.value.dropFirst(2), radix: 16) : UInt64(word.value)
        else {
          throw .fdfValue(word, "expected a size, found '\(word.value)'", fix: "write a number of bytes")
        }
        head.extraHeaderSize = word.map { _ in size }
      default:
        throw .fdfOption(
          keyword, "unknown attribute '\(keyword.value)' of GUIDED",
          fix: "use PROCESSING_REQUIRED, AUTH_STATUS_VALID or EXTRA_HEADER_SIZE")
      }
    }
    return head
  }

  mutating func expectSectionType() throws(DiagnosticError) -> Located<FDFSectionType> {
    let fix =
      "use PE32, TE, PIC, COMPAT16, RAW, UI, VERSION, FV_IMAGE, DXE_DEPEX, PEI_DEPEX, SMM_DEPEX, "
      + "SUBTYPE_GUID, COMPRESS or GUIDED"
    let word = try expectWord("the type of the section", fix: fix)
    let type = FDFSectionType(rawValue: word.value)
    guard FDFSectionType.known.contains(type) else {
      throw .fdfValue(word, "unknown section type '\(word.value)'", fix: fix)
    }
    return word.map { _ in type }
  }

  mutating func takeBuildNumber() throws(DiagnosticError) -> Located<String>? {
    guard isAtSetting("BUILD_NUM") else { return nil }
    skip(to: index + 2)
    return try expectWord("a build number", fix: "write four hexadecimal digits or $(BUILD_NUMBER)")
  }

  /// As `takeRelocationFlag()`, where the section and its file can have one.
  mutating func takeRelocationFlag(
    of type: FDFSectionType, in file: FDFFileType?
  ) throws(DiagnosticError) -> Located<Bool>? {
    let word = located(current)
    guard let flag = takeRelocationFlag() else { return nil }
    guard FDFSectionType.images.contains(type), file.map(FDFFileType.relocatable.contains) ?? true else {
      let place = file.map { " in a file of type \($0.rawValue)" } ?? ""
      throw .fdfOption(
        word, "a section of type \(type.rawValue)\(place) cannot have a relocation flag", fix: "remove it")
    }
    return flag
  }
}

extension FDFSectionType {
  static let images: Set<FDFSectionType> = [.pe32, .te]
  static let texts: Set<FDFSectionType> = [.userInterface, .version]
  static let known: Set<FDFSectionType> = [
    .compat16, .pe32, .pic, .te, .volumeImage, .raw, .dxeDepex, .peiDepex, .smmDepex, .userInterface,
    .version, .subtypeGUID,
  ]
}

extension FDFSection.Content {
  /// FV_IMAGE for all that is not a leaf: none of them is an image.
  fileprivate var leafType: FDFSectionType {
    if case .leaf(let leaf) = self { leaf.type.value } else { .volumeImage }
  }
}
