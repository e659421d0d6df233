import Bytes

extension ELFImage {
  /// `\x7FELF`.
  private static let signature: UInt32 = 0x464C_457F
  private static let littleEndian: UInt8 = 1
  private static let currentVersion: UInt32 = 1
  /// `ET_EXEC` and `ET_DYN`: linked files.
  private static let linkedTypes: ClosedRange<UInt16> = 2...3
  /// `ET_REL`: object files.
  private static let objectType: UInt16 = 1

  /// Parses the header and the section table, but no contents of sections.
  ///
  /// - Parameter allowsObjects: whether the file may be an object file.
  package init(parsing bytes: ArraySlice<UInt8>, allowsObjects: Bool = false) throws(ELFError) {
    var reader = ByteReader(bytes)
    let found: UInt32 = try reader.elfField()
    guard found == Self.signature else {
      throw .badSignature(offset: bytes.startIndex, found: found)
    }
    let classByte: UInt8 = try reader.elfField()
    let byteOrder: UInt8 = try reader.elfField()
    guard let fileClass = FileClass(rawValue: classByte) else {
      throw .unsupported(offset: bytes.startIndex + 4, .fileClass, value: UInt32(classByte))
    }
    guard byteOrder == Self.littleEndian else {
      throw .unsupported(offset: bytes.startIndex + 5, .byteOrder, value: UInt32(byteOrder))
    }
    // Version of the identification, ABI, padding.
    try reader.elfPass(10)
    let type: UInt16 = try reader.elfField()
    guard Self.linkedTypes.contains(type) || allowsObjects && type == Self.objectType else {
      throw .unsupported(offset: bytes.startIndex + 16, .type, value: UInt32(type))
    }
    machine = Machine(rawValue: try reader.elfField())
    let version: UInt32 = try reader.elfField()
    guard version == Self.currentVersion else {
      throw .unsupported(offset: bytes.startIndex + 20, .version, value: version)
    }
    self.bytes = bytes
    self.fileClass = fileClass
    entry = try reader.elfAddress(fileClass)
    _ = try reader.elfAddress(fileClass)
    let table = try reader.elfAddress(fileClass)
    // Flags, size of this header, size and number of the program headers.
    try reader.elfPass(10)
    let rowSize: UInt16 = try reader.elfField()
    let count: UInt16 = try reader.elfField()
    let names: UInt16 = try reader.elfField()
    sections = try SectionTable(
      bytes: bytes, fileClass: fileClass, offset: table, rowSize: Int(rowSize), count: Int(count)
    ).sections(namedBy: Int(names))
  }
}

/// The place of the section table, before it is parsed.
private struct SectionTable {
  let bytes: ArraySlice<UInt8>
  let fileClass: ELFImage.FileClass
  let offset: UInt64
  let rowSize: Int
  let count: Int

  func sections(namedBy names: Int) throws(ELFError) -> [ELFImage.Section] {
    guard count > 0 else { return [] }
    guard rowSize >= fileClass.sectionRowSize else {
      throw .badRowSize(offset: bytes.startIndex, size: UInt64(rowSize), least: fileClass.sectionRowSize)
    }
    let table = try bytes.part(at: offset, count: UInt64(rowSize * count))
    var sections: [ELFImage.Section] = []
    var nameOffsets: [UInt32] = []
    sections.reserveCapacity(count)
    for start in stride(from: table.startIndex, to: table.endIndex, by: rowSize) {
      var reader = ByteReader(table[start..<start + rowSize])
      nameOffsets.append(try reader.elfField())
      sections.append(try .init(parsing: &reader, fileClass, at: start))
    }
    guard names < count else { throw .badSectionIndex(offset: bytes.startIndex, index: UInt32(names)) }
    let strings = try bytes.part(at: sections[names].offset, count: sections[names].size)
    for (index, offset) in nameOffsets.enumerated() {
      guard Int(offset) < strings.count else {
        throw .badName(offset: sections[index].headerOffset, name: offset)
      }
      // The limit keeps a table of 65535 names, each as long as the file, from taking too long.
      let name = strings.dropFirst(Int(offset)).prefix(ELFImage.longestName).prefix { $0 != 0 }
      sections[index].name = String(decoding: name, as: UTF8.self)
    }
    return sections
  }
}

extension ELFImage {
  /// The maximum length of a name in bytes.
  static let longestName = 1024
}

extension ELFImage.FileClass {
  /// Size of a row of the section table in bytes.
  fileprivate var sectionRowSize: Int { self == .elf32 ? 40 : 64 }
}

extension ELFImage.Section {
  /// Parses the fields after the name's offset.
  fileprivate init(
    parsing reader: inout ByteReader, _ fileClass: ELFImage.FileClass, at headerOffset: Int
  ) throws(ELFError) {
    self.headerOffset = headerOffset
    name = ""
    kind = Kind(rawValue: try reader.elfField())
    flags = Flags(rawValue: try reader.elfAddress(fileClass))
    address = try reader.elfAddress(fileClass)
    offset = try reader.elfAddress(fileClass)
    size = try reader.elfAddress(fileClass)
    link = try reader.elfField()
    info = try reader.elfField()
    alignment = try reader.elfAddress(fileClass)
    rowSize = try reader.elfAddress(fileClass)
  }
}

extension ArraySlice<UInt8> {
  /// `count` bytes at a distance from the start; both numbers come from the file.
  func part(at distance: UInt64, count: UInt64) throws(ELFError) -> ArraySlice<UInt8> {
    guard distance <= UInt64(self.count), count <= UInt64(self.count) - distance else {
      let here = distance <= UInt64(self.count) ? Int(distance) : self.count
      throw .truncated(
        offset: startIndex + here, wanted: Int(clamping: count), left: self.count - here)
    }
    let start = startIndex + Int(distance)
    return self[start..<start + Int(count)]
  }
}

extension ByteReader {
  fileprivate mutating func elfField<I: FixedWidthInteger>(_: I.Type = I.self) throws(ELFError) -> I {
    do { return try read() } catch { throw ELFError(error) }
  }

  /// Reads a field with the width of an address.
  fileprivate mutating func elfAddress(_ fileClass: ELFImage.FileClass) throws(ELFError) -> UInt64 {
    do { return try readAddress(fileClass) } catch { throw ELFError(error) }
  }

  fileprivate mutating func elfPass(_ count: Int) throws(ELFError) {
    do { try skip(count) } catch { throw ELFError(error) }
  }
}
