import Bytes

/// A field of an image that contains an address (PE/COFF specification, "The .reloc Section").
package struct BaseRelocation: Equatable, Sendable {
  /// The type of the field. 5, 7 and 8 have a different meaning on each machine.
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// No field: fills a block up to a multiple of four bytes.
    package static let absolute = Kind(rawValue: 0)
    /// The upper 16 bits of a 32-bit address.
    package static let high = Kind(rawValue: 1)
    /// The lower 16 bits of a 32-bit address.
    package static let low = Kind(rawValue: 2)
    /// A 32-bit address.
    package static let highLow = Kind(rawValue: 3)
    /// ARM only: a Thumb MOVW/MOVT pair with a 32-bit address in its immediates.
    package static let thumbMove32 = Kind(rawValue: 7)
    /// RISC-V only: an instruction with the upper 20 bits of a 32-bit address, which the next entry completes.
    package static let riscvHigh = Kind(rawValue: 5)
    /// RISC-V only: the lower 12 bits in an instruction of the I format, a load or ADDI.
    package static let riscvLowLoad = Kind(rawValue: 7)
    /// RISC-V only: the lower 12 bits in an instruction of the S format, a store.
    package static let riscvLowStore = Kind(rawValue: 8)
    /// LoongArch only: LU12I.W, ORI, LU32I.D and LU52I.D with a 64-bit address in their immediates.
    package static let loongArchAddress = Kind(rawValue: 8)
    /// A 64-bit address.
    package static let dir64 = Kind(rawValue: 10)
  }

  package let kind: Kind
  /// Address of the field relative to the image base.
  package let address: UInt32
  /// Index of the entry itself in the parsed bytes.
  package let offset: Int
}

extension ImageLayout {
  private static let blockHeaderSize = 8

  /// The entries of a base relocation directory in stored order, fillers included.
  func relocations(in directory: DataDirectory) throws(ObjectError) -> [BaseRelocation] {
    guard directory.size > 0 else { return [] }
    guard let stored = data(at: directory.virtualAddress, count: Int(directory.size)) else {
      throw .addressOutsideSections(offset: bytes.startIndex, rva: directory.virtualAddress)
    }
    var all: [BaseRelocation] = []
    var reader = ByteReader(stored)
    // edk2's loader continues while more than one byte is left, so an odd last byte is no error.
    while reader.remaining > 1 {
      let start = reader.offset
      let page: UInt32 = try reader.field()
      let size: UInt32 = try reader.field()
      guard size >= Self.blockHeaderSize, size % 2 == 0, Int(size) - Self.blockHeaderSize <= reader.remaining
      else { throw .badRelocationBlock(offset: start, size: size) }
      for _ in 0..<(Int(size) - Self.blockHeaderSize) / 2 {
        let offset = reader.offset
        let entry: UInt16 = try reader.field()
        let (address, overflow) = page.addingReportingOverflow(UInt32(entry & 0xFFF))
        guard !overflow else { throw .addressOutsideSections(offset: offset, rva: page) }
        all.append(
          BaseRelocation(kind: .init(rawValue: UInt8(entry >> 12)), address: address, offset: offset))
      }
    }
    return all
  }
}

extension PEImage {
  /// The fields with addresses; empty if nothing has to change when the image moves.
  package func relocations() throws(ObjectError) -> [BaseRelocation] {
    guard let directory = directory(.baseRelocation) else { return [] }
    return try layout.relocations(in: directory)
  }
}

extension TEImage {
  /// The fields with addresses; empty if nothing has to change when the image moves.
  package func relocations() throws(ObjectError) -> [BaseRelocation] {
    try layout.relocations(in: baseRelocations)
  }
}
