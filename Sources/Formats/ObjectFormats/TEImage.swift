/// A terse executable image (PI 1.8 Vol 1, 15; Vol 3, 3.2.5): a PE image whose headers were cut to 40 bytes.
///
/// Everything that the section table and the directories say is still in the terms of the PE
/// image. A file offset or address of those terms, plus `bias`, is an offset from the start of
/// the TE image.
package struct TEImage: Sendable {
  /// Size of the stored header in bytes.
  package static let headerSize = 40

  /// In bytes; the header lost the true one, and edk2's loader and GenFfs take this for every TE image.
  package static let assumedSectionAlignment: UInt32 = 4096

  /// The whole image.
  package let bytes: ArraySlice<UInt8>
  package let machine: Machine
  package let subsystem: Subsystem
  /// How many bytes were cut from the front of the PE image, up to its section table.
  package let strippedSize: UInt16
  package let entryPoint: UInt32
  package let baseOfCode: UInt32
  /// Where the first byte of the *PE* image would be: the TE image itself starts `bias` bytes below
  /// the place that this implies.
  package let imageBase: UInt64
  package let baseRelocations: DataDirectory
  package let debug: DataDirectory
  package let sections: [SectionHeader]

  /// What to add to an offset in the PE file for the offset in these bytes; mostly negative.
  package var bias: Int { Self.headerSize - Int(strippedSize) }

  /// Whether the image only runs at `imageBase`. An address with a size of zero says that there is
  /// nothing to relocate: GenFw writes it for an image that runs anywhere.
  package var isFixed: Bool { baseRelocations == DataDirectory(virtualAddress: 0, size: 0) }
}
