package import Bytes

/// A file of the firmware file system (PI 1.8 Vol 3, 3.2.3).
///
/// The header has 24 bytes. In a file of 16 MiB or more it has 32, with the size in a 64-bit field at its end.
package struct FFSFile: Equatable, Sendable {
  package var name: GUID
  package var type: FileType
  package var attributes: Attributes
  /// The stored value, which is inverted in a volume with erase polarity 1.
  package var state: State
  package var contents: Contents
  /// The value of the 24-bit size field in a large file (GenFfs writes 0).
  package var unusedSize: UInt32 = 0
  /// The stored data checksum if it is wrong; nil otherwise.
  package var wrongDataChecksum: UInt8?

  package init(name: GUID, type: FileType, attributes: Attributes, state: State, contents: Contents) {
    self.name = name
    self.type = type
    self.attributes = attributes
    self.state = state
    self.contents = contents
  }

  package enum Contents: Equatable, Sendable {
    case sections(SectionStream)
    case bytes(ArraySlice<UInt8>)
    /// A pad file filled with `count` bytes of the same value.
    case fill(UInt8, count: Int)
    /// A pad file that contains the volume's extended header.
    case extendedHeader(FirmwareVolume.ExtendedHeader, trailing: ArraySlice<UInt8>)
  }

  /// The size of the header, in bytes.
  package var headerSize: Int { attributes.contains(.largeFile) ? 32 : 24 }

  /// The sections directly in this file; empty if it contains raw bytes.
  package var sections: [Section] {
    if case .sections(let stream) = contents { stream.sections } else { [] }
  }

  package var isPad: Bool { type == .pad }

  /// Whether the file must end at the volume's last byte (PI 1.8 Vol 3, 3.2.6).
  package var isVolumeTop: Bool { name == Self.volumeTopName }

  package static let volumeTopName: GUID = "1BA0062E-C779-4582-8566-336AE8F78F09"
  /// The name of the file that lists the drivers to dispatch first in PEI.
  package static let peiAprioriName: GUID = "1B45CC0A-156A-428A-AF62-49864DA0E6E6"
  package static let dxeAprioriName: GUID = "FC510EE7-FFDC-11D4-BD41-0080C73C8881"
  /// The data checksum of a file without the `checksum` attribute.
  package static let fixedDataChecksum: UInt8 = 0xAA
}

extension FFSFile {
  /// An open set: 0xC0–0xDF are for vendors, 0xF0–0xFF for the file system (PI 1.8 Vol 3, 2.1.4).
  package struct FileType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let raw = FileType(rawValue: 0x01)
    package static let freeform = FileType(rawValue: 0x02)
    package static let securityCore = FileType(rawValue: 0x03)
    package static let peiCore = FileType(rawValue: 0x04)
    package static let dxeCore = FileType(rawValue: 0x05)
    package static let peim = FileType(rawValue: 0x06)
    package static let driver = FileType(rawValue: 0x07)
    package static let combinedPEIMDriver = FileType(rawValue: 0x08)
    package static let application = FileType(rawValue: 0x09)
    package static let mm = FileType(rawValue: 0x0A)
    package static let volumeImage = FileType(rawValue: 0x0B)
    package static let combinedMMDXE = FileType(rawValue: 0x0C)
    package static let mmCore = FileType(rawValue: 0x0D)
    package static let mmStandalone = FileType(rawValue: 0x0E)
    package static let mmCoreStandalone = FileType(rawValue: 0x0F)
    package static let pad = FileType(rawValue: 0xF0)

    private static let names: [FileType: String] = [
      .raw: "raw", .freeform: "freeform", .securityCore: "sec-core", .peiCore: "pei-core",
      .dxeCore: "dxe-core", .peim: "peim", .driver: "driver", .combinedPEIMDriver: "peim-driver",
      .application: "application", .mm: "mm", .volumeImage: "fv-image", .combinedMMDXE: "mm-dxe",
      .mmCore: "mm-core", .mmStandalone: "mm-standalone", .mmCoreStandalone: "mm-core-standalone",
      .pad: "pad",
    ]

    /// Whether files of this type consist of sections.
    package var hasSections: Bool { (0x02...0x0F).contains(rawValue) }
  }

  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The size is in a 64-bit field at the end of the header; only in FFS3.
    package static let largeFile = Attributes(rawValue: 0x01)
    /// Selects the upper half of the alignments, 128 KiB and more.
    package static let dataAlignment2 = Attributes(rawValue: 0x02)
    /// The file must not be moved.
    package static let fixed = Attributes(rawValue: 0x04)
    /// The data are covered by a checksum.
    package static let checksum = Attributes(rawValue: 0x40)
  }

  /// A bit for each step in the life of a file in flash (PI 1.8 Vol 3, 3.2.3.1).
  package struct State: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let headerConstruction = State(rawValue: 0x01)
    package static let headerValid = State(rawValue: 0x02)
    package static let dataValid = State(rawValue: 0x04)
    package static let markedForUpdate = State(rawValue: 0x08)
    package static let deleted = State(rawValue: 0x10)
    package static let headerInvalid = State(rawValue: 0x20)

    /// A complete file.
    package static let complete: State = [.headerConstruction, .headerValid, .dataValid]

    /// Converts between the logical state and its stored form in flash of this erase polarity.
    package func stored(erasedTo eraseByte: UInt8) -> State { State(rawValue: rawValue ^ eraseByte) }
  }
}

extension FFSFile.FileType: CustomStringConvertible {
  /// A short name, or `file-0x…` for a type that is not in the specification.
  package var description: String { Self.names[self] ?? "file-0x" + String(rawValue, radix: 16) }
}
