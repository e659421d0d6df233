import Bytes

extension PEImage {
  private static let dosSignature: UInt16 = 0x5A4D  // MZ
  private static let signature: UInt32 = 0x0000_4550  // PE\0\0
  /// Offset in the DOS header of the offset of the PE signature.
  static let newHeaderField = 0x3C

  /// Parses the headers of an image, but no section data. More bytes may follow.
  package init(parsing bytes: ArraySlice<UInt8>) throws(ObjectError) {
    var reader = ByteReader(bytes)
    var distance = 0
    if try reader.field(UInt16.self) == Self.dosSignature {
      try reader.pass(Self.newHeaderField - 2)
      distance = Int(try reader.field(UInt32.self))
    }
    reader = ByteReader(bytes)
    try reader.pass(distance)
    let place = reader.offset
    let found: UInt32 = try reader.field()
    guard found == Self.signature else { throw .badSignature(offset: place, found: found) }

    let fileHeader = try COFFHeader(parsing: &reader)
    let size = Int(fileHeader.sizeOfOptionalHeader)
    var optional = ByteReader(try reader.slice(size))
    var sections: [SectionHeader] = []
    for _ in 0..<fileHeader.numberOfSections { sections.append(try SectionHeader(parsing: &reader)) }

    self.bytes = bytes
    self.signatureOffset = distance
    self.fileHeader = fileHeader
    self.optionalHeader = try OptionalHeader(parsing: &optional)
    self.sections = sections
  }

  /// Offset of the optional header from the start of the image, in bytes.
  var optionalHeaderOffset: Int { signatureOffset + 4 + 20 }
  /// Offset of the section table from the start of the image, in bytes.
  package var sectionTableOffset: Int { optionalHeaderOffset + Int(fileHeader.sizeOfOptionalHeader) }
}

extension PEImage.COFFHeader {
  init(parsing reader: inout ByteReader) throws(ObjectError) {
    machine = Machine(rawValue: try reader.field())
    numberOfSections = try reader.field()
    timeDateStamp = try reader.field()
    // The symbol table, whose offset and count are not used in images.
    try reader.pass(8)
    sizeOfOptionalHeader = try reader.field()
    characteristics = .init(rawValue: try reader.field())
  }
}

extension PEImage.OptionalHeader {
  init(parsing reader: inout ByteReader) throws(ObjectError) {
    let start = reader.offset
    let magic: UInt16 = try reader.field()
    guard let format = Format(rawValue: magic) else { throw .badOptionalHeader(offset: start, magic: magic) }
    self.format = format
    // Linker version, and three sizes that the section table has more exactly.
    try reader.pass(14)
    entryPoint = try reader.field()
    baseOfCode = try reader.field()
    switch format {
    case .pe32:
      // BaseOfData, which PE32+ does not have.
      try reader.pass(4)
      imageBase = UInt64(try reader.field(UInt32.self))
    case .pe32Plus:
      imageBase = try reader.field()
    }
    sectionAlignment = try reader.field()
    fileAlignment = try reader.field()
    // Versions of operating systems.
    try reader.pass(16)
    sizeOfImage = try reader.field()
    sizeOfHeaders = try reader.field()
    checksum = try reader.field()
    subsystem = Subsystem(rawValue: try reader.field())
    // DLL characteristics; stack and heap sizes, each with the width of an address; loader flags.
    try reader.pass(2 + 4 * format.addressSize + 4)
    let count: UInt32 = try reader.field()
    dataDirectories = []
    // The count may exceed the header. Directories outside it do not exist.
    for _ in 0..<min(Int(count), reader.remaining / DataDirectory.size) {
      dataDirectories.append(try DataDirectory(parsing: &reader))
    }
  }
}

extension PEImage.OptionalHeader.Format {
  /// Size of an address in bytes.
  var addressSize: Int { self == .pe32 ? 4 : 8 }
  /// Offset of the image base in the optional header, in bytes.
  var imageBaseOffset: Int { self == .pe32 ? 28 : 24 }
  /// Offset of the table of data directories in the optional header, in bytes.
  var directoriesOffset: Int { self == .pe32 ? 96 : 112 }
}
