import Bytes

extension PVHHeader {
  private static let executable: UInt16 = 2
  private static let version: UInt32 = 1
  private static let page: UInt32 = 0x1000

  /// The `size` bytes of the header, for the start of the image.
  package var bytes: [UInt8] {
    let noteOffset = UInt32(fileClass.fileHeaderSize + 2 * fileClass.programHeaderSize)
    var writer = ByteWriter(capacity: size)
    writer.write([0x7F, 0x45, 0x4C, 0x46, fileClass.rawValue, 1, 1])
    writer.pad(to: 16, with: 0)
    writer.write(Self.executable)
    // The entry point is 32-bit code in either class, but 64-bit loaders require the machine of their class.
    writer.write((fileClass == .elf32 ? ELFImage.Machine.ia32 : .x64).rawValue)
    writer.write(Self.version)
    writer.writeAddress(UInt64(entry), fileClass)
    writer.writeAddress(UInt64(fileClass.fileHeaderSize), fileClass)
    // No sections.
    writer.writeAddress(0, fileClass)
    writer.write(UInt32(0))
    writer.write(UInt16(fileClass.fileHeaderSize))
    writer.write(UInt16(fileClass.programHeaderSize))
    writer.write(UInt16(2))
    writer.write([UInt8](repeating: 0, count: 6))

    writer.write(
      ProgramSegment(
        kind: .load, flags: [.read, .write, .execute], offset: 0, virtualAddress: UInt64(loadAddress),
        physicalAddress: UInt64(loadAddress), fileSize: UInt64(imageSize), memorySize: UInt64(imageSize),
        alignment: UInt64(Self.page)), fileClass)
    let noteAddress = UInt64(loadAddress + noteOffset)
    writer.write(
      ProgramSegment(
        kind: .note, flags: [.read], offset: UInt64(noteOffset), virtualAddress: noteAddress,
        physicalAddress: noteAddress, fileSize: UInt64(XenNote.size), memorySize: UInt64(XenNote.size),
        // QEMU divides by this field.
        alignment: UInt64(XenNote.alignment)), fileClass)

    writer.write(UInt32(XenNote.owner.count))
    writer.write(UInt32(4))
    writer.write(XenNote.phys32Entry)
    writer.write(XenNote.owner)
    writer.write(entry)
    return writer.bytes
  }
}

extension ByteWriter {
  fileprivate mutating func writeAddress(_ value: UInt64, _ fileClass: ELFImage.FileClass) {
    switch fileClass {
    case .elf32: write(UInt32(truncatingIfNeeded: value))
    case .elf64: write(value)
    }
  }

  /// The two classes have the flags in different positions.
  fileprivate mutating func write(_ segment: ProgramSegment, _ fileClass: ELFImage.FileClass) {
    write(segment.kind.rawValue)
    if fileClass == .elf64 { write(segment.flags.rawValue) }
    writeAddress(segment.offset, fileClass)
    writeAddress(segment.virtualAddress, fileClass)
    writeAddress(segment.physicalAddress, fileClass)
    writeAddress(segment.fileSize, fileClass)
    writeAddress(segment.memorySize, fileClass)
    if fileClass == .elf32 { write(segment.flags.rawValue) }
    writeAddress(segment.alignment, fileClass)
  }
}
