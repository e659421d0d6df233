import Bytes

extension PEImage {
  private static let baseRelocationBlockSize: UInt32 = 8

  /// The TE image that `GenFw -t` makes from an image written by GenFw (PI 1.8 Vol 1, 15).
  ///
  /// Everything up to the section table is replaced by a 40-byte header, and the rest follows unchanged.
  /// Without `-e`, GenFw gives every TE image the subsystem of a boot service driver, whatever the PE image
  /// has. An image that runs anywhere without relocations gets a relocation directory of size 0 at `sizeOfImage
  /// - 8`, because zero for both address and size would mean that it cannot be moved.
  package func terse(subsystem: Subsystem = .bootServiceDriver) throws(ObjectError) -> [UInt8] {
    try checkExecuteInPlace()
    guard let strippedSize = UInt16(exactly: sectionTableOffset), let count = UInt8(exactly: sections.count)
    else { throw .doesNotFitTE(strippedSize: sectionTableOffset, sections: sections.count) }

    let none = DataDirectory(virtualAddress: 0, size: 0)
    var relocations = directory(.baseRelocation) ?? none
    if relocations == none && !isFixed {
      relocations.virtualAddress = optionalHeader.sizeOfImage &- Self.baseRelocationBlockSize
    }
    let debug = directory(.debug) ?? none

    var writer = ByteWriter(capacity: bytes.count)
    writer.write(TEImage.signature)
    writer.write((machine == .armOnly ? .arm : machine).rawValue)
    writer.write(count)
    writer.write(UInt8(truncatingIfNeeded: subsystem.rawValue))
    writer.write(strippedSize)
    writer.write(optionalHeader.entryPoint)
    writer.write(optionalHeader.baseOfCode)
    writer.write(imageBase)
    for directory in [relocations, debug] {
      writer.write(directory.virtualAddress)
      writer.write(directory.size)
    }
    writer.write(bytes.dropFirst(sectionTableOffset))
    return writer.bytes
  }
}
