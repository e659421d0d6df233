package import Bytes
import FirmwareImage
package import PlatformModel
import Vocabulary

/// Names of GUIDs: those of the platform, and well-known ones.
package struct NameBook: Sendable {
  private var names: [GUID: String] = [
    FFSFile.volumeTopName: "VolumeTopFile",
    FFSFile.peiAprioriName: "PeiApriori",
    FFSFile.dxeAprioriName: "DxeApriori",
    FirmwareVolume.ffs2: "FFS2",
    FirmwareVolume.ffs3: "FFS3",
    FirmwareVolume.systemNVData: "variable store",
    SectionGUID.lzma: "LZMA",
    SectionGUID.lzmaX86: "LZMA-F86",
    SectionGUID.crc32: "CRC32",
    SectionGUID.tiano: "Tiano",
    // FvNameGuid and FILE names that OvmfPkg's FDF files have used since 2010.
    "763BED0D-DE9F-48F5-81F1-3E90E1B1A015": "SECFV",
    "6938079B-B503-4E3D-9D24-B28337A25806": "PEIFV",
    "7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1": "DXEFV",
    "48DB5E17-707C-472D-91CD-1613E7EF51B0": "FVMAIN_COMPACT",
    // ArmVirtQemu's and ArmVirtXen's.
    "64074AFE-340A-4BE6-94BA-91B5B4D0F71E": "FVMAIN",
    "4D2D8743-6337-4C3F-A1D9-7CC7EFD283DB": "FVMAIN",
    "9E21FD93-9C72-4C15-8C4B-E77F1DB2D792": "compressed volumes",
  ]

  package init() {}

  /// Adds the names of the platform's volumes and modules.
  package init(_ platform: ResolvedPlatform) {
    for volume in platform.flash?.volumes ?? [] {
      if let guid = volume.nameGUID { names[guid] = volume.name.text }
      for case .module(let placement) in volume.files {
        names[placement.fileGUID] = placement.module.baseName
      }
    }
  }

  package subscript(guid: GUID) -> String? { names[guid] }
}
