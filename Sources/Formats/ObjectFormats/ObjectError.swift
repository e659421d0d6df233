package import Bytes

/// Why bytes are not a valid executable image, or cannot be converted.
///
/// Every `offset` is in bytes, as an index of the parsed slice, so that it names the byte in the firmware image
/// from which the slice was cut.
package enum ObjectError: Error, Equatable, Sendable {
  /// A field reaches beyond the end of the image.
  case truncated(offset: Int, wanted: Int, left: Int)
  /// Neither `MZ`, `PE\0\0` nor `VZ`; `found` are the bytes as a little-endian number.
  case badSignature(offset: Int, found: UInt32)
  /// The optional header is neither PE32 (0x10B) nor PE32+ (0x20B).
  case badOptionalHeader(offset: Int, magic: UInt16)
  /// A relocation block is shorter than its header, has an odd size, or is longer than its directory.
  case badRelocationBlock(offset: Int, size: UInt32)
  /// A fix-up type that edk2's loader does not support for this machine, including HIGHADJ.
  case unsupportedRelocation(offset: Int, type: UInt8)
  /// An address is in no section's file data; `offset` is that of the field with the address.
  case addressOutsideSections(offset: Int, rva: UInt32)
  /// The image was linked for a fixed address, and its relocations were stripped.
  case relocationsStripped(imageBase: UInt64)
  /// A 32-bit image cannot be above 4 GiB.
  case imageBaseTooLarge(UInt64)
  /// An image that runs in place must have the same layout in the file as in memory.
  case notExecuteInPlace(sectionAlignment: UInt32, fileAlignment: UInt32)
  /// A machine that edk2's loader does not support.
  case unsupportedMachine(Machine)
  /// Neither an application nor a driver of UEFI.
  case unsupportedSubsystem(Subsystem)
  /// A TE header has only 16 bits for the stripped size and 8 for the number of sections.
  case doesNotFitTE(strippedSize: Int, sections: Int)

  package init(_ error: ByteError) {
    switch error {
    case .truncated(let offset, let wanted, let left):
      self = .truncated(offset: offset, wanted: wanted, left: left)
    }
  }
}
