package import Bytes

/// Why an ELF file can't be read, or not become the firmware image that is wanted.
///
/// Every `offset` is in bytes and in the indices of the slice that was parsed.
package enum ELFError: Error, Equatable, Sendable {
  /// What the header can say that no converter knows.
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
  /// A linked, little-endian file of version 1 is wanted.
  case unsupported(offset: Int, HeaderField, value: UInt32)
  /// No architecture that this converter knows, in a file of this class.
  case unsupportedMachine(ELFImage.Machine)
  /// A table's rows are smaller than their format, or don't fill the table.
  case badRowSize(offset: Int, size: UInt64, least: Int)
  /// A section's name lies outside the table of names.
  case badName(offset: Int, name: UInt32)
  /// A section that isn't there is referred to.
  case badSectionIndex(offset: Int, index: UInt32)
  /// A relocation is for a symbol that isn't there.
  case badSymbolIndex(offset: Int, index: UInt32)
  /// An alignment is no power of two, or more than 64 KiB.
  case badAlignment(section: String, alignment: UInt64)
  /// A section doesn't lie where its own alignment wants it.
  case misaligned(section: String, address: UInt64, alignment: UInt64)
  /// No section is code or read-only data.
  case noCode
  /// The image would be larger than any firmware; the size so far is in bytes.
  case tooLarge(size: UInt64)
  /// Relocation tables that together are larger than the file share its bytes.
  case overlappingTables(section: String)
  /// A second `.hii` section that would have no place in the image.
  case secondResourceSection(offset: Int)
  /// The tree of a `.hii` section points outside it.
  case badResource(offset: Int)
  /// The symbol is undefined, absolute or common.
  case unresolvedSymbol(Place, symbol: String)
  /// Not a relocation that can be carried over to an image for this machine.
  case unsupportedRelocation(Place, machine: ELFImage.Machine, kind: UInt32)
  /// A section's relocations are in a table of the kind that its machine doesn't use.
  case wrongTableKind(offset: Int, section: String)
  /// The place, or the entry of the global offset table that it names, is in no section with contents.
  case outsideSection(Place)
  /// Two sections can't keep the distance, modulo 4 KiB where `page`, that instructions rely on.
  case movedApart(Place, page: Bool)
  /// An instruction doesn't reach what it has to refer to in the image.
  case outOfReach(Place)
  /// An ARM MOVT isn't right behind its MOVW, as PE images need them.
  case splitMove(Place)
  /// There is no table in the file: no initialised, writable data.
  case noACPITable
  /// What is there as an ACPI table is not what its signature says.
  case badACPITable(signature: String, ACPIFault)

  /// What is wrong with an ACPI table.
  package enum ACPIFault: Equatable, Sendable {
    case length(UInt32)
    case revision(UInt8)
  }

  /// Where a relocation is.
  package struct Place: Equatable, Sendable {
    /// Offset of the relocation itself in the file.
    package var offset: Int
    /// The section that it changes.
    package var section: String
    /// The place that it changes, as linked.
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
