import Bytes

extension TEImage {
  /// `VZ`.
  static let signature: [UInt8] = [0x56, 0x5A]
  /// Offset of the image base in the header, in bytes.
  static let imageBaseOffset = 16
  /// Offset of the base relocation directory in the header, in bytes.
  static let relocationDirectoryOffset = 24

  /// Parses the header and the section table, but no section data. More bytes may follow.
  package init(parsing bytes: ArraySlice<UInt8>) throws(ObjectError) {
    var reader = ByteReader(bytes)
    let found: UInt16 = try reader.field()
    guard bytes.starts(with: Self.signature) else {
      throw .badSignature(offset: bytes.startIndex, found: UInt32(found))
    }
    self.bytes = bytes
    machine = Machine(rawValue: try reader.field())
    let numberOfSections: UInt8 = try reader.field()
    subsystem = Subsystem(rawValue: UInt16(try reader.field(UInt8.self)))
    strippedSize = try reader.field()
    entryPoint = try reader.field()
    baseOfCode = try reader.field()
    imageBase = try reader.field()
    baseRelocations = try DataDirectory(parsing: &reader)
    debug = try DataDirectory(parsing: &reader)
    var sections: [SectionHeader] = []
    for _ in 0..<numberOfSections { sections.append(try SectionHeader(parsing: &reader)) }
    self.sections = sections
  }
}
