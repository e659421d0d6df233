import Diagnostics

/// The options that INF, FILE and SECTION share.
extension FDFAlignment {
  /// `FvAlignment =`: what an FV header can hold.
  static let ofVolumes: Set<String> = [
    "1", "2", "4", "8", "16", "32", "64", "128", "256", "512", "1K", "2K", "4K", "8K", "16K", "32K", "64K",
    "128K", "256K", "512K", "1M", "2M", "4M", "8M", "16M", "32M", "64M", "128M", "256M", "512M", "1G", "2G",
  ]

  /// `Align =`: what edk2 takes for files and sections.
  static let ofFiles: Set<String> = [
    "Auto", "8", "16", "32", "64", "128", "512", "1K", "4K", "32K", "64K", "128K", "256K", "512K", "1M", "2M",
    "4M", "8M", "16M",
  ]

  /// Nil when it is not one of `allowed`.
  init?(_ text: String, allowed: Set<String>) {
    guard allowed.contains(text) else { return nil }
    guard text != "Auto" else {
      self = .automatic
      return
    }
    let shift: UInt64 =
      switch text.utf8.last {
      case UInt8(ascii: "K"): 10
      case UInt8(ascii: "M"): 20
      case UInt8(ascii: "G"): 30
      default: 0
      }
    guard let number = UInt64(shift == 0 ? text[...] : text.dropLast()) else { return nil }
    self = .bytes(number << shift)
  }
}

extension FDFParser {
  /// `Align = …`; nil when something else stands here.
  mutating func takeAlignment(allowsAuto: Bool = true) throws(DiagnosticError) -> Located<FDFAlignment>? {
    guard isAtEitherCase("Align") else { return nil }
    advance()
    try expectEquals(after: "Align")
    let fix = "use Auto (PE32 and TE only), 8, 16, 32, 64, 128, 512, 1K, 4K, 32K, … or 16M"
    let word = try expectWord("an alignment", fix: fix)
    guard let alignment = FDFAlignment(word.value, allowed: FDFAlignment.ofFiles),
      allowsAuto || alignment != .automatic
    else {
      throw .fdfValue(word, "'\(word.value)' is not a valid alignment here", fix: fix)
    }
    return word.map { _ in alignment }
  }

  /// RELOCS_STRIPPED or RELOCS_RETAINED; nil when something else stands here.
  mutating func takeRelocationFlag() -> Located<Bool>? {
    if let word = take("RELOCS_STRIPPED") { return word.map { _ in false } }
    return take("RELOCS_RETAINED")?.map { _ in true }
  }

  /// `Target_Tag_Arch`, each part a name, a macro or `*`.
  var isAtKeyString: Bool {
    guard current.kind == .word else { return false }
    var name = current.text
    if name.utf8.contains(UInt8(ascii: "$")) {
      for macro in ["$(TARGET)", "$(TOOL_CHAIN_TAG)", "$(ARCH)"] { name = name.replacing(macro, with: "x") }
    }
    let parts = name.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    return parts.count == 3
      && parts.allSatisfy { part in
        !part.isEmpty
          && (part.elementsEqual("*".utf8)
            || part.allSatisfy { byte in
              (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            })
      }
  }

  mutating func takeKeyStrings() throws(DiagnosticError) -> [Located<String>] {
    var strings: [Located<String>] = []
    guard isAtKeyString else { return strings }
    repeat {
      guard isAtKeyString else {
        throw .fdfExpected(
          "Target_Tag_Arch", at: self, fix: "write three parts, such as DEBUG_*_X64, or remove the comma")
      }
      strings.append(located(current))
      advance()
    } while take(.comma)
    return strings
  }

  /// What stands between a file's name and its body.
  mutating func readFileOptions(of type: FDFFileType) throws(DiagnosticError) -> FDFFileOptions {
    var options = FDFFileOptions()
    while true {
      if isAtEitherCase("FIXED") {
        options.isFixed = true
        advance()
      } else if isAtEitherCase("CHECKSUM") {
        options.hasChecksum = true
        advance()
      } else if let alignment = try takeAlignment() {
        options.alignment = alignment
      } else if let flag = takeRelocationFlag() {
        guard FDFFileType.relocatable.contains(type) else {
          throw .fdfOption(
            flag.map { $0 ? "RELOCS_RETAINED" : "RELOCS_STRIPPED" },
            "a file of type \(type.rawValue) cannot have a relocation flag",
            fix:
              "remove it: only SEC, PEI_CORE, PEIM, PEI_DXE_COMBO and MM_CORE_STANDALONE files can have one")
        }
        options.keepsRelocations = flag
      } else if isAtKeyString {
        options.keyStrings += try takeKeyStrings()
      } else {
        return options
      }
    }
  }
}

extension FDFFileType {
  /// Those that run in place, whose images may keep or lose their relocations.
  static let relocatable: Set<FDFFileType> = [.sec, .peiCore, .peim, .mmCoreStandalone, .peiDXECombo]

  static let known: Set<FDFFileType> = [
    .raw, .freeform, .sec, .peiCore, .dxeCore, .peim, .driver, .peiDXECombo, .application, .smm, .smmCore,
    .mmStandalone, .mmCoreStandalone, .volumeImage,
  ]
}
