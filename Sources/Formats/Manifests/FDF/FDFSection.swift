package import Diagnostics
package import Vocabulary

/// One section of an FFS file: a `SECTION …` statement, or a line of a rule (FDF 1.28, 3.6 and 3.9).
package struct FDFSection: Equatable, Sendable {
  package indirect enum Content: Equatable, Sendable {
    case leaf(FDFLeafSection)
    case volumeImage(FDFVolumeImage)
    case depex(FDFDepexExpression)
    case compressed(FDFCompression, [FDFSection])
    case guided(FDFGuidedSection, [FDFSection])
  }

  package var content: Content
  package var alignment: Located<FDFAlignment>?
  /// The word that names the section type.
  package var range: SourceRange
}

/// The words that name leaf section types (PI 1.8 Vol 3, 2.1.5). An open set, as in the image.
package struct FDFSectionType: RawRepresentable, Hashable, Sendable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let compat16 = FDFSectionType(rawValue: "COMPAT16")
  package static let pe32 = FDFSectionType(rawValue: "PE32")
  package static let pic = FDFSectionType(rawValue: "PIC")
  package static let te = FDFSectionType(rawValue: "TE")
  package static let volumeImage = FDFSectionType(rawValue: "FV_IMAGE")
  package static let raw = FDFSectionType(rawValue: "RAW")
  package static let dxeDepex = FDFSectionType(rawValue: "DXE_DEPEX")
  package static let peiDepex = FDFSectionType(rawValue: "PEI_DEPEX")
  package static let smmDepex = FDFSectionType(rawValue: "SMM_DEPEX")
  package static let userInterface = FDFSectionType(rawValue: "UI")
  package static let version = FDFSectionType(rawValue: "VERSION")
  package static let subtypeGUID = FDFSectionType(rawValue: "SUBTYPE_GUID")
  package static let guid = FDFSectionType(rawValue: "GUID")
}

/// A section that holds bytes, not sections.
package struct FDFLeafSection: Equatable, Sendable {
  package var type: Located<FDFSectionType>
  /// In a rule: which kind of the module's files it takes, such as `ACPI` or `BIN`.
  package var inputType: Located<String>?
  package var source: FDFSectionSource
  /// Left out when the module has no such file.
  package var isOptional = false
  /// Of a VERSION section.
  package var buildNumber: Located<String>?
  package var keepsRelocations: Located<Bool>?
  /// `Xip = TRUE`, in rules: the file is rebased in volumes with FvForceRebase = TRUE.
  package var executesInPlace: Located<Bool>?
  /// Of a SUBTYPE_GUID section.
  package var subtypeGUID: Located<FDFGUIDReference>?
}

/// Where the bytes of a section come from.
package enum FDFSectionSource: Equatable, Sendable {
  case file(Located<String>)
  /// `|.efi`: those of the module's files that end so; the text has its dot.
  case fileExtension(Located<String>)
  /// The string of a UI or VERSION section, without its quotes.
  case text(Located<String>)
  /// `PCD(TokenSpace.Name)`: the path is the value of a PCD.
  case pcd(Located<FDFPCDReference>)
  /// Nothing is named: those of the module's files that are of the input type.
  case inputs
}

/// What an FV_IMAGE section holds.
package enum FDFVolumeImage: Equatable, Sendable {
  /// An FV of this file, or, when there is none of that name, the path of a volume.
  case reference(Located<VolumeName>)
  case inPlace(FDFVolume)
  /// `FV_IMAGE FV |.fv`, in rules.
  case input(FDFSectionSource)
}

/// `PEI_DEPEX_EXP = { … }`: the expression's words, operators and operands as written.
package struct FDFDepexExpression: Equatable, Sendable {
  package enum Phase: String, Sendable {
    case pei = "PEI_DEPEX_EXP"
    case dxe = "DXE_DEPEX_EXP"
    case smm = "SMM_DEPEX_EXP"
  }

  package var phase: Located<Phase>
  package var words: [Located<String>]
}

/// The argument of COMPRESS (FDF 1.28, 3.6).
package enum FDFCompression: String, Sendable {
  case standard = "PI_STD"
  case none = "PI_NONE"
}

/// The head of a GUIDED section (FDF 1.28, 3.6; PI 1.8 Vol 3, 3.2.5.7).
package struct FDFGuidedSection: Equatable, Sendable {
  /// Nil when none is written: edk2 then takes a section of its own with a CRC32.
  package var guid: Located<FDFGUIDReference>?
  package var processingRequired: Located<Bool>?
  package var authStatusValid: Located<Bool>?
  /// In bytes.
  package var extraHeaderSize: Located<UInt64>?
}
