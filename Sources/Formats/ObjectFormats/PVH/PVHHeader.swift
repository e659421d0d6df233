/// The ELF header in front of a flash image by which a PVH loader takes the whole image for a kernel: one
/// segment that is the image, and one note that says where to enter it (Xen, `docs/misc/pvh.pandoc`;
/// `public/elfnote.h`).
///
/// All of it follows from the size of the image, so nothing of it is typed in.
package struct PVHHeader: Equatable, Sendable {
  package var fileClass: ELFImage.FileClass
  /// The physical address of the image's first byte, once loaded.
  package var loadAddress: UInt32
  /// Of the whole image, this header included, in bytes.
  package var imageSize: UInt32

  /// Where Xen's tools and QEMU load what asks for nothing else: 1 MiB, behind what a PC's BIOS owns.
  package static let usualLoadAddress: UInt32 = 0x10_0000
  /// How far before its end an image is entered. edk2's and kiln's reset vectors have a jump there, on
  /// bytes that nothing else of a volume top file has a claim to.
  package static let entryDistance: UInt32 = 0x30

  /// Nil for an image that is too small to have an entry, or that would not end below 4 GiB.
  package init?(_ fileClass: ELFImage.FileClass, imageSize: Int, loadAddress: UInt32 = usualLoadAddress) {
    guard let size = UInt32(exactly: imageSize), size >= UInt32(fileClass.pvhHeaderSize) + Self.entryDistance,
      !loadAddress.addingReportingOverflow(size).overflow
    else { return nil }
    self.fileClass = fileClass
    self.loadAddress = loadAddress
    self.imageSize = size
  }

  /// The physical address at which the processor starts: 32 bits, paging off, `%ebx` at `start_info`.
  package var entry: UInt32 { loadAddress + imageSize - Self.entryDistance }
  /// In bytes.
  package var size: Int { fileClass.pvhHeaderSize }
}

extension ELFImage.FileClass {
  /// Size of the file header in bytes (ELF gABI 4.1, `Elf32_Ehdr`, `Elf64_Ehdr`).
  var fileHeaderSize: Int { self == .elf32 ? 52 : 64 }
  /// Size of a row of the program header table in bytes (`Elf32_Phdr`, `Elf64_Phdr`).
  var programHeaderSize: Int { self == .elf32 ? 32 : 56 }
  /// File header, two program headers, one note.
  package var pvhHeaderSize: Int { fileHeaderSize + 2 * programHeaderSize + XenNote.size }
}

/// The ELF note that makes an ELF file a PVH kernel.
enum XenNote {
  /// The owner's name as it is stored.
  static let owner = Array("Xen\0".utf8)
  /// XEN_ELFNOTE_PHYS32_ENTRY: the descriptor is the physical address of the entry.
  static let phys32Entry: UInt32 = 18
  /// Three words, the owner, a 32-bit descriptor: in bytes.
  static let size = 20
  /// Of notes and of what is in them, in bytes.
  static let alignment = 4
}
