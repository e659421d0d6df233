import Bytes

/// One row of an image's section table (PE/COFF specification, "Section Table"): 40 bytes.
package struct SectionHeader: Equatable, Sendable {
  /// Size of a stored row in bytes.
  package static let size = 40

  /// The name without its padding zeros, such as `.text`.
  package var name: String
  /// Size in memory in bytes. Bytes beyond the file data are zero.
  package var virtualSize: UInt32
  /// Address in memory relative to the image base.
  package var virtualAddress: UInt32
  /// Size in the file in bytes, a multiple of the file alignment.
  package var rawSize: UInt32
  /// Offset of the first byte in the PE file. A TE image keeps the value of its PE image.
  package var rawOffset: UInt32
  package var characteristics: UInt32

  init(parsing reader: inout ByteReader) throws(ObjectError) {
    let stored = try reader.slice(8)
    name = String(decoding: stored.prefix { $0 != 0 }, as: UTF8.self)
    virtualSize = try reader.field()
    virtualAddress = try reader.field()
    rawSize = try reader.field()
    rawOffset = try reader.field()
    // Object file relocations and line numbers: always absent from images.
    try reader.pass(12)
    characteristics = try reader.field()
  }

  /// The number of bytes that a loader copies to memory. The rest of `rawSize` is padding.
  package var loadedSize: UInt32 {
    virtualSize == 0 ? rawSize : min(virtualSize, rawSize)
  }
}

/// The place of a table of an image in memory; both fields are zero if there is none.
package struct DataDirectory: Equatable, Sendable {
  /// Address relative to the image base.
  package var virtualAddress: UInt32
  /// Size in bytes.
  package var size: UInt32

  package static let size = 8

  package init(virtualAddress: UInt32, size: UInt32) {
    self.virtualAddress = virtualAddress
    self.size = size
  }

  init(parsing reader: inout ByteReader) throws(ObjectError) {
    virtualAddress = try reader.field()
    size = try reader.field()
  }
}
