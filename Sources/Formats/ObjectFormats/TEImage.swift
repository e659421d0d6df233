/// A terse executable image (PI 1.8 Vol 1, 15; Vol 3, 3.2.5): a PE image whose headers were reduced to 40
/// bytes.
///
/// The section table and the directories still have the values of the PE image. A file offset or address of the
/// PE image, plus `bias`, is an offset from the start of the TE image.
package struct TEImage: Sendable {
  /// Size of the stored header in bytes.
  package static let headerSize = 40

  /// In bytes. The header does not contain the real alignment, so edk2's loader and GenFfs assume this for
  /// every TE image.
  package static let assumedSectionAlignment: UInt32 = 4096

  /// The whole image.
  package let bytes: ArraySlice<UInt8>
  package let machine: Machine
  package let subsystem: Subsystem
  /// The number of bytes removed from the start of the PE image, up to its section table.
  package let strippedSize: UInt16
  package let entryPoint: UInt32
  package let baseOfCode: UInt32
  /// The address of the first byte of the *PE* image. The TE image itself starts at a different address, as its
  /// headers are shorter.
  package let imageBase: UInt64
  package let baseRelocations: DataDirectory
  package let debug: DataDirectory
  package let sections: [SectionHeader]

  /// The difference between an offset in these bytes and that in the PE file; usually negative.
  package var bias: Int { Self.headerSize - Int(strippedSize) }

  /// Whether the image only runs at `imageBase`. A non-zero address with size zero means that there is nothing
  /// to relocate: GenFw writes that for an image that runs anywhere.
  package var isFixed: Bool { baseRelocations == DataDirectory(virtualAddress: 0, size: 0) }
}
