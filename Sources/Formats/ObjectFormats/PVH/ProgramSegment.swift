import Bytes

/// A program header of an ELF file (`Elf32_Phdr`, `Elf64_Phdr`).
package struct ProgramSegment: Equatable, Sendable {
  /// An open set: processors and systems have ranges of their own.
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let load = Kind(rawValue: 1)
    package static let note = Kind(rawValue: 4)
  }

  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let execute = Flags(rawValue: 1)
    package static let write = Flags(rawValue: 2)
    package static let read = Flags(rawValue: 4)
  }

  package var kind: Kind
  package var flags: Flags
  /// Offset of the segment in the file, in bytes.
  package var offset: UInt64
  package var virtualAddress: UInt64
  package var physicalAddress: UInt64
  /// Size in the file, in bytes.
  package var fileSize: UInt64
  /// Size in memory, in bytes. Bytes that are not in the file are zero.
  package var memorySize: UInt64
  /// Alignment in bytes; 0 and 1 mean none.
  package var alignment: UInt64
}

extension ProgramSegment {
  init(parsing reader: inout ByteReader, _ fileClass: ELFImage.FileClass) throws(ByteError) {
    kind = Kind(rawValue: try reader.read())
    var flags: UInt32 = fileClass == .elf64 ? try reader.read() : 0
    offset = try reader.readAddress(fileClass)
    virtualAddress = try reader.readAddress(fileClass)
    physicalAddress = try reader.readAddress(fileClass)
    fileSize = try reader.readAddress(fileClass)
    memorySize = try reader.readAddress(fileClass)
    if fileClass == .elf32 { flags = try reader.read() }
    self.flags = Flags(rawValue: flags)
    alignment = try reader.readAddress(fileClass)
  }
}

extension ByteReader {
  /// Reads a field with the width of an address.
  mutating func readAddress(_ fileClass: ELFImage.FileClass) throws(ByteError) -> UInt64 {
    switch fileClass {
    case .elf32: UInt64(try read(UInt32.self))
    case .elf64: try read(UInt64.self)
    }
  }
}
