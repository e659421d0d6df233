/// The ELF header at the start of a flash image, by which a PVH loader loads the whole image as a kernel: one
/// segment with the image, and one note with the entry point (Xen, `docs/misc/pvh.pandoc`; `public/elfnote.h`).
///
/// All fields are computed from the class, the size of the image and the load address.
package struct PVHHeader: Equatable, Sendable {
  package var fileClass: ELFImage.FileClass
  /// The physical address of the image's first byte after loading.
  package var loadAddress: UInt32
  /// Size of the whole image in bytes, including this header.
  package var imageSize: UInt32

  /// The default load address: 1 MiB, above the memory that a PC's BIOS uses.
  package static let usualLoadAddress: UInt32 = 0x10_0000
  /// Distance in bytes from the entry point to the end of the image. edk2's and kiln's reset vectors have a
  /// jump there, in bytes of the volume top file that have no other use.
  package static let entryDistance: UInt32 = 0x30

  /// nil for an image that is too small for an entry point, or would not end below 4 GiB.
  package init?(_ fileClass: ELFImage.FileClass, imageSize: Int, loadAddress: UInt32 = usualLoadAddress) {
    guard let size = UInt32(exactly: imageSize), size >= UInt32(fileClass.pvhHeaderSize) + Self.entryDistance,
      !loadAddress.addingReportingOverflow(size).overflow
    else { return nil }
    self.fileClass = fileClass
    self.loadAddress = loadAddress
    self.imageSize = size
  }

  /// The physical address of the entry point: 32-bit code, paging off, `%ebx` points to `start_info`.
  package var entry: UInt32 { loadAddress + imageSize - Self.entryDistance }
  /// Size in bytes.
  package var size: Int { fileClass.pvhHeaderSize }
}

extension ELFImage.FileClass {
  /// Size of the file header in bytes (ELF gABI 4.1, `Elf32_Ehdr`, `Elf64_Ehdr`).
  var fileHeaderSize: Int { self == .elf32 ? 52 : 64 }
  /// Size of a row of the program header table in bytes (`Elf32_Phdr`, `Elf64_Phdr`).
  var programHeaderSize: Int { self == .elf32 ? 32 : 56 }
  /// Size of the file header, two program headers and one note, in bytes.
  package var pvhHeaderSize: Int { fileHeaderSize + 2 * programHeaderSize + XenNote.size }
}

/// The ELF note that marks a PVH kernel.
enum XenNote {
  /// The stored name of the owner.
  static let owner = Array("Xen\0".utf8)
  /// XEN_ELFNOTE_PHYS32_ENTRY: the descriptor is the physical address of the entry point.
  static let phys32Entry: UInt32 = 18
  /// Size in bytes: three words, the owner, and a 32-bit descriptor.
  static let size = 20
  /// Alignment of notes and of their parts, in bytes.
  static let alignment = 4
}
