package import Bytes

/// The type byte of a section. An open set: an unknown value is not an error (PI 1.8 Vol 3, 2.1.5 and 3.2.5).
package struct SectionType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let compression = SectionType(rawValue: 0x01)
  package static let guidDefined = SectionType(rawValue: 0x02)
  package static let disposable = SectionType(rawValue: 0x03)
  package static let pe32 = SectionType(rawValue: 0x10)
  package static let pic = SectionType(rawValue: 0x11)
  package static let te = SectionType(rawValue: 0x12)
  package static let dxeDepex = SectionType(rawValue: 0x13)
  package static let version = SectionType(rawValue: 0x14)
  package static let userInterface = SectionType(rawValue: 0x15)
  package static let compatibility16 = SectionType(rawValue: 0x16)
  package static let volumeImage = SectionType(rawValue: 0x17)
  package static let freeformSubtypeGUID = SectionType(rawValue: 0x18)
  package static let raw = SectionType(rawValue: 0x19)
  package static let peiDepex = SectionType(rawValue: 0x1B)
  package static let mmDepex = SectionType(rawValue: 0x1C)

  /// Whether the payload is an executable image.
  package var isExecutable: Bool { [.pe32, .pic, .te].contains(self) }

  private static let names: [SectionType: String] = [
    .compression: "compression", .guidDefined: "guid-defined", .disposable: "disposable",
    .pe32: "pe32", .pic: "pic", .te: "te", .dxeDepex: "dxe-depex", .version: "version",
    .userInterface: "ui", .compatibility16: "compatibility16", .volumeImage: "fv-image",
    .freeformSubtypeGUID: "freeform-subtype-guid", .raw: "raw", .peiDepex: "pei-depex",
    .mmDepex: "mm-depex",
  ]
}

extension SectionType: CustomStringConvertible {
  /// A short name, or `section-0x…` for a type that is not in the specification.
  package var description: String {
    Self.names[self] ?? "section-0x" + String(rawValue, radix: 16)
  }
}

/// The algorithm of a compression section (PI 1.8 Vol 3, 3.2.5.2).
package struct CompressionMethod: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let none = CompressionMethod(rawValue: 0)
  /// UEFI compression (UEFI 2.10, 19.2).
  package static let standard = CompressionMethod(rawValue: 1)
}

/// The attributes of a GUID-defined section (PI 1.8 Vol 3, 3.2.5.7).
package struct GUIDAttributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The data must be processed before they can be read.
  package static let processingRequired = GUIDAttributes(rawValue: 1)
  package static let authenticationStatusValid = GUIDAttributes(rawValue: 2)
}

/// The GUIDs of encodings of GUID-defined sections.
package enum SectionGUID {
  package static let lzma: GUID = "EE4E5898-3914-4259-9D6E-DC7BD79403CF"
  /// LZMA with the x86 branch filter.
  package static let lzmaX86: GUID = "D42AE6BD-1352-4BFB-909A-CA72A6EAE889"
  package static let crc32: GUID = "FC1BCDB0-7D31-49AA-936A-A4600D9DD083"
  package static let tiano: GUID = "A31280AD-481E-41B6-95E8-127F4C984779"
  /// edk2's reducible padding before the first aligned section of a FIXED file.
  package static let alignmentPadding: GUID = "04132C8D-0A22-4FA8-826E-8BBFEFDB836C"
}
