import Bytes

/// One row of an image's section table (PE/COFF specification, "Section Table"): 40 bytes.
package struct SectionHeader: Equatable, Sendable {
  /// Size of a stored row in bytes.
  package static let size = 40

  /// The name without its padding zeros, such as `.text`.
  package var name: String
  /// Size in memory in bytes; what is beyond the file data is zero there.
  package var virtualSize: UInt32
  /// Address in memory relative to the image base.
  package var virtualAddress: UInt32
  /// Size in the file in bytes, a multiple of the file alignment.
  package var rawSize: UInt32
  /// Offset in the PE file of the first byte. A TE image keeps the number of the PE that it came from.
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

  /// How many bytes of the file a loader brings to memory: the rest of `rawSize` is padding.
  package var loadedSize: UInt32 {
    virtualSize == 0 ? rawSize : min(virtualSize, rawSize)
  }
}

/// Where a table of an image lies in memory; both zero when there is none.
package struct DataDirectory: Equatable, Sendable {
  /// Relative to the image base.
  package var virtualAddress: UInt32
  /// In bytes.
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
