import Bytes
package import Vocabulary

/// A program of one segment in a 64-bit little-endian ELF file (ELF gABI, chapters 4 and 5), for a loader that reads
/// nothing but program headers.
package struct LoadedProgram: Sendable {
  package let architecture: Architecture
  /// Where the segment is loaded and entered.
  package let address: UInt64
  package let contents: [UInt8]

  package init(_ contents: [UInt8], for architecture: Architecture, at address: UInt64) {
    self.contents = contents
    self.architecture = architecture
    self.address = address
  }

  private static let headerSize = 64
  private static let programHeaderSize = 56

  /// The file; nil for an architecture that ELF has no number for.
  package var bytes: [UInt8]? {
    guard let machine = architecture.facts?.elfMachine, machine != 0 else { return nil }
    let offset = UInt64(Self.headerSize + Self.programHeaderSize)
    var writer = ByteWriter(capacity: Int(offset) + contents.count)
    // ELFCLASS64, ELFDATA2LSB, EV_CURRENT.
    writer.write([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    // ET_EXEC.
    writer.write(UInt16(2))
    writer.write(machine)
    writer.write(UInt32(1))
    writer.write(address)
    writer.write(UInt64(Self.headerSize))
    // No section headers, no flags.
    writer.write(UInt64(0))
    writer.write(UInt32(0))
    for size in [Self.headerSize, Self.programHeaderSize, 1, 0, 0, 0] { writer.write(UInt16(size)) }
    // PT_LOAD; readable, writable, executable.
    writer.write(UInt32(1))
    writer.write(UInt32(7))
    writer.write(offset)
    // Virtual and physical address, size in the file and in memory, alignment.
    for field in [address, address, UInt64(contents.count), UInt64(contents.count), 1] { writer.write(field) }
    writer.write(contents)
    return writer.bytes
  }
}
