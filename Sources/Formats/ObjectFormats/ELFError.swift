package import Bytes

/// Why an ELF file cannot be read or converted to a firmware image.
///
/// Every `offset` is in bytes, as an index of the parsed slice.
package enum ELFError: Error, Equatable, Sendable {
  /// A field of the ELF header with an unsupported value.
  package enum HeaderField: String, Sendable {
    case fileClass = "class"
    case byteOrder = "byte order"
    case type = "type"
    case version = "version"
  }

  /// A field or table reaches beyond the end of the file.
  case truncated(offset: Int, wanted: Int, left: Int)
  /// Not `\x7FELF`; `found` are the bytes as a little-endian number.
  case badSignature(offset: Int, found: UInt32)
  /// Only linked, little-endian files of version 1 are supported.
  case unsupported(offset: Int, HeaderField, value: UInt32)
  /// The architecture is unknown, or does not exist in this class.
  case unsupportedMachine(ELFImage.Machine)
  /// The rows of a table are smaller than its format, or do not fill the table.
  case badRowSize(offset: Int, size: UInt64, least: Int)
  /// The name of a section is outside the table of names.
  case badName(offset: Int, name: UInt32)
  /// A reference to a section that does not exist.
  case badSectionIndex(offset: Int, index: UInt32)
  /// A relocation refers to a symbol that does not exist.
  case badSymbolIndex(offset: Int, index: UInt32)
  /// An alignment is not a power of two, or more than 64 KiB.
  case badAlignment(section: String, alignment: UInt64)
  /// The address of a section does not have the section's alignment.
  case misaligned(section: String, address: UInt64, alignment: UInt64)
  /// There is no section with code or read-only data.
  case noCode
  /// The image would be larger than any firmware; the size so far in bytes.
  case tooLarge(size: UInt64)
  /// Relocation tables overlap: together they are larger than the file.
  case overlappingTables(section: String)
  /// A second `.hii` section, for which an image has no place.
  case secondResourceSection(offset: Int)
  /// The resource tree of a `.hii` section points outside the section.
  case badResource(offset: Int)
  /// The symbol is undefined, absolute or common.
  case unresolvedSymbol(Place, symbol: String)
  /// A relocation type that cannot be converted for this machine.
  case unsupportedRelocation(Place, machine: ELFImage.Machine, kind: UInt32)
  /// The relocation table of a section is of the kind (REL or RELA) that its machine does not use.
  case wrongTableKind(offset: Int, section: String)
  /// The field, or the entry of the global offset table that it refers to, is in no section with contents.
  case outsideSection(Place)
  /// Two sections cannot keep the distance, modulo 4 KiB if `page`, that instructions depend on.
  case movedApart(Place, page: Bool)
  /// The target of an instruction in the image is out of its range.
  case outOfReach(Place)
  /// An ARM MOVT does not directly follow its MOVW, as PE images require.
  case splitMove(Place)
  /// An instruction with the lower bits of an address follows none with the upper bits of the same address.
  case unpairedLowBits(Place)
  /// The file has no table: it has no initialised, writable data.
  case noACPITable
  /// The data is not the ACPI table that its signature says.
  case badACPITable(signature: String, ACPIFault)

  /// A fault in an ACPI table.
  package enum ACPIFault: Equatable, Sendable {
    case length(UInt32)
    case revision(UInt8)
  }

  /// The place of a relocation.
  package struct Place: Equatable, Sendable {
    /// Offset of the relocation entry in the file.
    package var offset: Int
    /// The section that it changes.
    package var section: String
    /// The linked address of the field that it changes.
    package var address: UInt64

    package init(offset: Int, section: String, address: UInt64) {
      self.offset = offset
      self.section = section
      self.address = address
    }
  }

  package init(_ error: ByteError) {
    switch error {
    case .truncated(let offset, let wanted, let left):
      self = .truncated(offset: offset, wanted: wanted, left: left)
    }
  }
}
