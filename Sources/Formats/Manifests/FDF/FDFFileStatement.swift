package import Vocabulary

/// `FILE type = name options { … }`: an FFS file spelled out (FDF 1.28, 3.6).
package struct FDFFileStatement: Equatable, Sendable {
  package enum Body: Equatable, Sendable {
    case volume(Located<VolumeName>)
    case flashDevice(Located<DeviceName>)
    /// More than one only in a RAW file.
    case files([FDFAlignedFile])
    case sections([FDFSection])
  }

  package var type: Located<FDFFileType>
  package var name: Located<FDFGUIDReference>
  package var options: FDFFileOptions
  package var body: Body
}

/// The words that name FFS file types (PI 1.8 Vol 3, 2.1.4). An open set, as in the image.
package struct FDFFileType: RawRepresentable, Hashable, Sendable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let raw = FDFFileType(rawValue: "RAW")
  package static let freeform = FDFFileType(rawValue: "FREEFORM")
  package static let sec = FDFFileType(rawValue: "SEC")
  package static let peiCore = FDFFileType(rawValue: "PEI_CORE")
  package static let dxeCore = FDFFileType(rawValue: "DXE_CORE")
  package static let peim = FDFFileType(rawValue: "PEIM")
  package static let driver = FDFFileType(rawValue: "DRIVER")
  package static let peiDXECombo = FDFFileType(rawValue: "PEI_DXE_COMBO")
  package static let application = FDFFileType(rawValue: "APPLICATION")
  package static let smm = FDFFileType(rawValue: "SMM")
  package static let smmCore = FDFFileType(rawValue: "SMM_CORE")
  package static let mmStandalone = FDFFileType(rawValue: "MM_STANDALONE")
  package static let mmCoreStandalone = FDFFileType(rawValue: "MM_CORE_STANDALONE")
  package static let volumeImage = FDFFileType(rawValue: "FV_IMAGE")
}

/// What FILE statements and rules say between the file's name and its body.
package struct FDFFileOptions: Equatable, Sendable {
  /// FFS_ATTRIB_FIXED: the file may not move within the volume.
  package var isFixed = false
  /// FFS_ATTRIB_CHECKSUM: the body is summed too.
  package var hasChecksum = false
  package var alignment: Located<FDFAlignment>?
  /// RELOCS_STRIPPED is false, RELOCS_RETAINED is true.
  package var keepsRelocations: Located<Bool>?
  /// `Target_Tag_Arch` filters.
  package var keyStrings: [Located<String>] = []

  package init() {}
}

/// A file that becomes the body of a RAW file, or a part of it.
package struct FDFAlignedFile: Equatable, Sendable {
  package var path: Located<String>
  package var alignment: Located<FDFAlignment>?
}
