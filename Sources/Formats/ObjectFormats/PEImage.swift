/// A PE32 or PE32+ image (PE/COFF specification 11; UEFI 2.10, 2.1.1): a view of its bytes.
///
/// An image may start with a DOS header, which only contains the offset of the PE signature, or with the
/// signature itself. All numbers are little-endian. Addresses without "base" in their name are relative to the
/// image base.
package struct PEImage: Sendable {
  /// The whole image.
  package let bytes: ArraySlice<UInt8>
  /// Offset of the `PE\0\0` signature from the start of the image, in bytes.
  package let signatureOffset: Int
  package let fileHeader: COFFHeader
  package let optionalHeader: OptionalHeader
  package let sections: [SectionHeader]

  /// The COFF file header: 20 bytes after the signature.
  package struct COFFHeader: Equatable, Sendable {
    package var machine: Machine
    package var numberOfSections: UInt16
    package var timeDateStamp: UInt32
    /// Size in bytes. The section table follows the optional header.
    package var sizeOfOptionalHeader: UInt16
    package var characteristics: Characteristics
  }

  package struct Characteristics: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The image only runs at its image base. An image that has neither this bit nor relocations runs anywhere.
    package static let relocationsStripped = Characteristics(rawValue: 0x0001)
    package static let executable = Characteristics(rawValue: 0x0002)
  }

  /// The optional header, which every image has. Fields that firmware does not use are left out.
  package struct OptionalHeader: Equatable, Sendable {
    package enum Format: UInt16, Sendable { case pe32 = 0x10B, pe32Plus = 0x20B }

    package var format: Format
    package var entryPoint: UInt32
    package var baseOfCode: UInt32
    package var imageBase: UInt64
    /// In bytes.
    package var sectionAlignment: UInt32
    /// In bytes; equals `sectionAlignment` if the image can run from flash.
    package var fileAlignment: UInt32
    /// Size in memory in bytes, headers included, a multiple of `sectionAlignment`.
    package var sizeOfImage: UInt32
    /// Size of everything before the first section, in bytes.
    package var sizeOfHeaders: UInt32
    package var checksum: UInt32
    package var subsystem: Subsystem
    package var dataDirectories: [DataDirectory]
  }

  /// Indices of the used entries in the table of data directories.
  package enum DirectoryIndex: Int, Sendable {
    case export = 0, resource = 2, exception = 3, security = 4, baseRelocation = 5, debug = 6
  }

  package func directory(_ index: DirectoryIndex) -> DataDirectory? {
    guard index.rawValue < optionalHeader.dataDirectories.count else { return nil }
    let directory = optionalHeader.dataDirectories[index.rawValue]
    return directory == DataDirectory(virtualAddress: 0, size: 0) ? nil : directory
  }

  package var machine: Machine { fileHeader.machine }
  package var imageBase: UInt64 { optionalHeader.imageBase }
  /// Whether the image only runs at `imageBase`.
  package var isFixed: Bool { fileHeader.characteristics.contains(.relocationsStripped) }
  /// Whether the layout in the file equals that in memory, so that the image can run from flash.
  package var isExecuteInPlace: Bool { optionalHeader.sectionAlignment == optionalHeader.fileAlignment }
}
