import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import ObjectFormats
import PlatformModel
import Vocabulary

/// Makes the FFS file of a module according to its rule (FDF 1.28, 2.8).
struct ModuleFile {
  let placement: ModulePlacement
  var payloads: ModulePayloads
  var diagnostics = DiagnosticList()

  init(_ placement: ModulePlacement, payloads: ModulePayloads) {
    self.placement = placement
    self.payloads = payloads
  }

  private var module: PlatformModule { placement.module }
  private var rule: FDFRule { placement.rule }

  /// The sections in GenFds' order: the PCD database, then those of the rule, with the string offsets after the
  /// first of them.
  mutating func plan() -> FilePlan {
    var sections: [SectionPlan] = []
    if let database = payloads.pcdDatabase { sections.append(SectionPlan(.raw, payload: database)) }
    for (index, section) in rule.sections.enumerated() {
      sections += plans(of: section)
      if index == 0, let offsets = payloads.stringOffsets {
        sections.append(SectionPlan(.raw, payload: offsets))
      }
    }
    return FilePlan(
      placement.fileGUID, type: fileType, isFixed: rule.options.isFixed,
      hasChecksum: rule.options.hasChecksum,
      alignment: rule.options.alignment?.value.byteCount ?? 1, contents: .sections(sections))
  }

  /// A module of type DXE_SMM_DRIVER with PI 1.0 or newer becomes an SMM file, whatever its rule says.
  private var fileType: FFSFile.FileType {
    let type = FFSFile.FileType(rule.fileType.value)
    return isMMDriver && type == .driver ? .mm : type
  }

  private var isMMDriver: Bool { module.moduleType == .dxeSMMDriver }

  private mutating func plans(of section: FDFSection) -> [SectionPlan] {
    guard case .leaf(let leaf) = section.content else {
      diagnostics.add(.ruleSectionUnsupported(section, module: module))
      return []
    }
    switch leaf.type.value {
    case .userInterface:
      let text = placement.statement.userInterface?.value ?? expand(leaf.source)
      return text.map { [.userInterface($0)] } ?? []
    case .version:
      let text = placement.statement.version?.value ?? expand(leaf.source)
      let build = leaf.buildNumber.flatMap { UInt16($0.value) } ?? 0
      return text.map { [.version($0, buildNumber: build)] } ?? []
    default:
      return payloadPlans(of: leaf, in: section)
    }
  }

  /// The text of a UI or VERSION section with macros replaced; nil for an empty one, which is left out.
  private func expand(_ source: FDFSectionSource) -> String? {
    guard case .text(let text) = source else { return nil }
    var expanded = text.value
    for (macro, value) in [
      ("$(MODULE_NAME)", module.baseName), ("$(INF_VERSION)", module.version),
      ("$(NAMED_GUID)", placement.fileGUID.description), ("$(BUILD_NUMBER)", ""),
    ] {
      expanded = expanded.replacing(macro, with: value)
    }
    return expanded.isEmpty ? nil : expanded
  }

  private mutating func payloadPlans(of leaf: FDFLeafSection, in section: FDFSection) -> [SectionPlan] {
    let type = SectionType(leaf.type.value, isMM: isMMDriver)
    var found: [ModulePayloads.Leaf]
    switch (type, leaf.source) {
    case (.raw, .fileExtension(let suffix)):
      found = payloads.takeAll(.raw, inputType: leaf.inputType?.value, fileExtension: suffix.value)
    case (.raw, .inputs):
      found = payloads.takeAll(.raw, inputType: leaf.inputType?.value, fileExtension: nil)
    case (.te, _): found = payloads.take([.te, .pe32]).map { [$0] } ?? []
    case (.dxeDepex, _), (.mmDepex, _): found = payloads.take([.dxeDepex, .mmDepex]).map { [$0] } ?? []
    default: found = payloads.take([type]).map { [$0] } ?? []
    }
    if found.isEmpty, !leaf.isOptional { diagnostics.add(.payloadMissing(leaf, placement: placement)) }
    let keepsRelocations = keepsRelocations(in: leaf)
    return found.compactMap { leaf in
      plan(type, leaf, alignment: section.alignment?.value, keepsRelocations: keepsRelocations)
    }
  }

  /// Relocations may only be stripped from a module that executes in place. The INF statement takes precedence
  /// over the rule, the rule over the section, and all of them over SHADOW in the INF (GenFds,
  /// `EfiSection.GenSection`).
  private func keepsRelocations(in leaf: FDFLeafSection) -> Bool {
    guard Self.strippable.contains(module.moduleType) else { return true }
    let said = placement.statement.keepsRelocations ?? rule.options.keepsRelocations ?? leaf.keepsRelocations
    return said?.value ?? module.inf.defines["SHADOW"].map { $0.value.uppercased() == "TRUE" } ?? true
  }

  private static let strippable: Set<ModuleType> = [.sec, .peiCore, .peim, .mmCoreStandalone]

  private mutating func plan(
    _ type: SectionType, _ leaf: ModulePayloads.Leaf, alignment: FDFAlignment?, keepsRelocations: Bool
  ) -> SectionPlan? {
    var payload = leaf.payload
    var unstripped: [UInt8]?
    do {
      if !keepsRelocations, leaf.type == .pe32 {
        unstripped = payload
        payload = try PEImage(parsing: payload[...]).strippingRelocations()
      }
      if type == .te, leaf.type == .pe32 {
        payload = try PEImage(parsing: payload[...]).terse()
      }
      var bytes = alignment?.byteCount ?? 1
      if alignment == .automatic, type == .pe32 || type == .te {
        bytes = Int(try ExecutableImage(parsing: payload[...]).automaticAlignment)
      }
      return SectionPlan(
        type, fields: leaf.fields, payload: payload, alignment: bytes, unstripped: unstripped)
    } catch {
      diagnostics.add(.payloadMalformed(placement, reason: error.description))
      return nil
    }
  }
}

extension FDFAlignment {
  /// The alignment in bytes; 1 for `Auto`, which takes the executable's.
  var byteCount: Int {
    switch self {
    case .automatic: 1
    case .bytes(let bytes): Int(exactly: bytes) ?? 1
    }
  }
}

extension FFSFile.FileType {
  private static let words: [FDFFileType: FFSFile.FileType] = [
    .raw: .raw, .freeform: .freeform, .sec: .securityCore, .peiCore: .peiCore, .dxeCore: .dxeCore,
    .peim: .peim, .driver: .driver, .peiDXECombo: .combinedPEIMDriver, .application: .application,
    .smm: .mm, .smmCore: .mmCore, .mmStandalone: .mmStandalone, .mmCoreStandalone: .mmCoreStandalone,
    .volumeImage: .volumeImage,
  ]

  /// The type for a keyword of the FDF; RAW for an unknown one.
  init(_ word: FDFFileType) { self = Self.words[word] ?? .raw }
}

extension SectionType {
  private static let words: [FDFSectionType: SectionType] = [
    .compat16: .compatibility16, .pe32: .pe32, .pic: .pic, .te: .te, .volumeImage: .volumeImage, .raw: .raw,
    .dxeDepex: .dxeDepex, .peiDepex: .peiDepex, .smmDepex: .mmDepex, .userInterface: .userInterface,
    .version: .version, .subtypeGUID: .freeformSubtypeGUID, .guid: .freeformSubtypeGUID,
  ]

  /// The type for a keyword of the FDF. The dependency section of an SMM driver is an MM dependency section.
  init(_ word: FDFSectionType, isMM: Bool = false) {
    let type = Self.words[word] ?? .raw
    self = isMM && type == .dxeDepex ? .mmDepex : type
  }
}

extension Diagnostic {
  static func payloadMissing(_ leaf: FDFLeafSection, placement: ModulePlacement) -> Diagnostic {
    Diagnostic(
      .payloadMissing, at: .source(placement.statement.path.range),
      "'\(placement.module.path)' has no \(leaf.type.value.rawValue) section, which its rule requires",
      notes: [.init("the rule's line", at: .source(leaf.type.range))],
      fix: "use another rule with RuleOverride, or mark the line Optional")
  }

  static func payloadMalformed(_ placement: ModulePlacement, reason: String) -> Diagnostic {
    Diagnostic(
      .payloadMalformed, at: .source(placement.statement.path.range),
      "the executable of '\(placement.module.path)' cannot be used: \(reason)",
      fix: "build the module again, or use another image")
  }

  static func ruleSectionUnsupported(_ section: FDFSection, module: PlatformModule) -> Diagnostic {
    Diagnostic(
      .ruleSectionUnsupported, at: .source(section.range),
      "kiln does not support encapsulations in rules; the rule of '\(module.path)' has one",
      fix: "describe the file with a FILE statement")
  }
}
