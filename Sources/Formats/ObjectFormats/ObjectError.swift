package import Bytes

/// Why bytes are not the executable image that they are taken for, or cannot become the one wanted.
///
/// Every `offset` is in bytes and in the indices of the slice that was parsed, so that it names
/// the byte a user would look at when the slice was cut from a firmware image.
package enum ObjectError: Error, Equatable, Sendable {
  /// A field reaches beyond the end of the image.
  case truncated(offset: Int, wanted: Int, left: Int)
  /// Neither `MZ`, `PE\0\0` nor `VZ`; `found` are the bytes as a little-endian number.
  case badSignature(offset: Int, found: UInt32)
  /// The optional header is neither PE32 (0x10B) nor PE32+ (0x20B).
  case badOptionalHeader(offset: Int, magic: UInt16)
  /// A relocation block is shorter than its header, odd, or longer than the directory that holds it.
  case badRelocationBlock(offset: Int, size: UInt32)
  /// A fix-up that edk2's loader does not know for this machine, HIGHADJ among them.
  case unsupportedRelocation(offset: Int, type: UInt8)
  /// An address is in no section's file data; `offset` is that of the field that says it.
  case addressOutsideSections(offset: Int, rva: UInt32)
  /// The image was linked for one address, and what is needed to move it has been stripped.
  case relocationsStripped(imageBase: UInt64)
  /// A 32-bit image does not go above 4 GiB.
  case imageBaseTooLarge(UInt64)
  /// An image that runs in place needs the same distances in the file as in memory.
  case notExecuteInPlace(sectionAlignment: UInt32, fileAlignment: UInt32)
  /// Not a machine that edk2's loader knows.
  case unsupportedMachine(Machine)
  /// Neither an application nor a driver of UEFI.
  case unsupportedSubsystem(Subsystem)
  /// A TE header has 16 bits for the size of what it stands for, and 8 for the number of sections.
  case doesNotFitTE(strippedSize: Int, sections: Int)

  package init(_ error: ByteError) {
    switch error {
    case .truncated(let offset, let wanted, let left):
      self = .truncated(offset: offset, wanted: wanted, left: left)
    }
  }
}
