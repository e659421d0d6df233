package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let firmwareImageCodes: [Diagnostic.Code] = [
    .ffsDataChecksum, .ffsFileSize, .ffsHeaderChecksum, .fvBlockMap, .fvFreeSpace, .fvHeader,
    .fvHeaderChecksum, .fvLength, .fvSearch, .imageNesting, .imageProblems, .imageTruncated,
    .sectionCompression, .sectionSize, .variableStoreSize, .workingBlockSize,
  ]

  package static let ffsDataChecksum = Diagnostic.Code(
    "ffs-data-checksum", "the checksum of a file's data is wrong",
    explanation: """
      An FFS file with the attribute FFS_ATTRIB_CHECKSUM stores the 8-bit checksum of everything behind
      its header; all other files store the fixed value 0xAA (PI specification, volume 3,
      EFI_FFS_INTEGRITY_CHECK). kiln found another value: an error with the attribute, a warning without
      it. edk2's cores test the field in both cases. The PEI core ends its search of the volume at such a
      file, and the DXE core rejects the whole volume as corrupt.

          offset 0x11 of the file header: IntegrityCheck.Checksum.File

      The usual cause is a tool that changed the contents of a file and left its header alone.
      """,
    remedy: "Write the file with a tool that updates both checksums, or get the image again.")

  package static let ffsFileSize = Diagnostic.Code(
    "ffs-file-size", "a file is larger than what is left of its volume",
    explanation: """
      The header of an FFS file has its size in 24 bits, or in 64 bits when the attribute
      FFS_ATTRIB_LARGE_FILE is set. This size is smaller than the header itself or reaches beyond the end
      of the volume. Since each file is found behind the one before it, kiln cannot tell where the next
      file would start, and treats the rest of the volume as opaque bytes.

      edk2's cores do not find the modules behind such a file either. Often it is no file at all: data
      that were appended to the volume, or free space that is not erased.
      """,
    remedy: "Look at the bytes at this offset; get the image again if a file should stand there.")

  package static let ffsHeaderChecksum = Diagnostic.Code(
    "ffs-header-checksum", "the checksum of a file's header is wrong",
    explanation: """
      The bytes of an FFS file header add up to zero, with the state and the data checksum counted as zero
      (PI specification, volume 3, EFI_FFS_INTEGRITY_CHECK). Here they do not. kiln passes over the file,
      using the size in its header, and goes on behind it. edk2 is stricter: its PEI core ends the search
      of the volume at such a file, and its DXE core rejects the volume as corrupt.

      A changed GUID, type, attribute or size gives this error. Editing the FILE_GUID of a built file in
      place is a common way to cause it.
      """,
    remedy: "Pack the file again instead of editing its header, or correct the checksum at offset 0x10.")

  package static let fvBlockMap = Diagnostic.Code(
    "fv-block-map", "a volume's block map does not describe its size", .warning,
    explanation: """
      The header of a firmware volume ends with a list of block counts and block lengths, closed by two
      zeros. Multiplied and added they are the size of the volume, which the header also states in
      FvLength. Here the two differ.

          40 00 00 00  00 10 00 00    0x40 blocks of 0x1000 bytes
          00 00 00 00  00 00 00 00    the end of the list

      kiln goes by FvLength and only warns. Drivers that write to flash go by the block map: the fault
      tolerant write and variable drivers calculate from it which blocks to erase, so a wrong map in a
      variable volume can destroy what lies behind it.
      """,
    remedy: "Correct BlockSize and NumBlocks of the volume in the FDF, or leave them to the flash device.")

  package static let fvFreeSpace = Diagnostic.Code(
    "fv-free-space", "the free space of a volume is not erased", .warning,
    explanation: """
      Behind its last file a volume is filled with the erase value, 0xFF for nearly all flash. kiln looked
      for a further file header and found other bytes. It keeps them as they are and warns, because they
      are in no file: tools that list files do not see them, and edk2's DXE core may take them for a
      damaged file header and reject the volume.

      They may be data that a vendor put there on purpose, a file whose header was overwritten, or the
      rest of an older and longer volume. A volume for updates must be erased here, as bits of flash
      cannot be set back without erasing a whole block.
      """,
    remedy: "Look at these bytes; rebuild the volume if nothing should be there.")

  package static let fvHeader = Diagnostic.Code(
    "fv-header", "a volume image section does not hold a volume",
    explanation: """
      A section of type FIRMWARE_VOLUME_IMAGE (0x17) has to start with the header of a firmware volume:
      the signature _FVH at offset 40, an even header length of at least 72 bytes, revision 1 or 2, and a
      block map that ends inside of the header. One of these is missing. kiln keeps the section as opaque
      bytes.

      The firmware skips such a section, so everything that should come from the inner volume is missing
      at run time. In an FDF it results from FV_IMAGE or a FILE of type FV_IMAGE with the path of
      something else than a volume.
      """,
    remedy: "Check what was packed into the section: its path in the FDF, or the tool that made it.")

  package static let fvHeaderChecksum = Diagnostic.Code(
    "fv-header-checksum", "the checksum of a volume's header is wrong",
    explanation: """
      The 16-bit words of a volume header add up to zero. The signature is there and the fields make
      sense, but the sum does not come out. Since size and layout of the volume cannot be trusted then,
      kiln does not open it and looks for further volumes behind the signature.

      edk2's DXE core checks the sum too and ignores the volume. A header that was edited without
      correcting the checksum at offset 0x32 is the usual cause: a changed attribute, length or block map.
      Variable volumes that are written as DATA in an FDF need a sum that fits what is typed there.
      """,
    remedy: "Correct the checksum at offset 0x32 of the header, or let kiln or GenFv write the volume.")

  package static let fvLength = Diagnostic.Code(
    "fv-length", "the length of a volume is shorter than its header",
    explanation: """
      FvLength, at offset 0x20 of a volume header, is the size of the whole volume, header included. Here
      it is smaller than HeaderLength, which cannot be. The checksum of the header is right, so the value
      was written on purpose or by a faulty tool, and not damaged on the way. kiln does not open the
      volume.
      """,
    remedy: "Write the real size of the volume into the header and correct the checksum.")

  package static let fvSearch = Diagnostic.Code(
    "fv-search", "the search for volumes stops after too many damaged headers",
    explanation: """
      In bytes that nothing describes, kiln looks for volumes by the signature _FVH at every multiple of
      eight bytes. Each hit that turns out to be no volume costs time, as its checksum has to be
      calculated. After 4 MiB of such headers kiln stops looking, so that an image full of signatures
      cannot keep it busy. What lies behind this place is shown as bytes without a name.

      Real images have two or three false hits at most, in code that itself searches for volumes.
      """,
    remedy: """
      Check the file: it is damaged or not a firmware image. Cut out the part that you want to examine.
      """)

  package static let imageNesting = Diagnostic.Code(
    "image-nesting", "an image is nested too deeply",
    explanation: """
      Volumes, compressed sections and other encapsulations may lie in each other. kiln opens up to 64
      levels. Firmware has fewer than ten: a volume, a file, a GUID-defined section, a volume in it and a
      file with a compressed section. A deeper nesting is a crafted image, or one in which damaged sizes
      make a section contain itself. kiln keeps the innermost levels as opaque bytes.
      """,
    remedy: "Examine the bytes at the last offset of the message on their own.")

  package static let imageProblems = Diagnostic.Code(
    "image-problems", "an image has more problems than are shown", .note,
    explanation: """
      kiln shows the first 100 problems of an image. One damaged header can cause many: when the size of a
      section is wrong, all that follows is read at the wrong place. The list is in the order in which the
      image was read, so the first entries are the causes and the last ones mostly consequences. This note
      counts for nothing in the exit code; the problems before it do.
      """,
    remedy: "Look at the first problems and read the image again when they are solved.")

  package static let imageTruncated = Diagnostic.Code(
    "image-truncated", "an image ends before its contents do",
    explanation: """
      A volume states a size that is larger than what is left of the file, or the file is empty. kiln does
      not open the volume, as its last files would be missing without any sign of it. A copy that was
      interrupted, a partition that was full and a dump of flash that stopped too early all look like
      this.

      It also happens when a part was cut out at the wrong offset: for OVMF_CODE.fd and OVMF_VARS.fd, cut
      from one image, the boundary is the end of the spare area of the variables.
      """,
    remedy: "Check the size of the file against the original, and copy or dump it again.")

  package static let sectionCompression = Diagnostic.Code(
    "section-compression", "a section is compressed by a method that kiln does not know", .warning,
    explanation: """
      The header of a compression section states its method: 0 for none and 1 for the algorithm of the
      UEFI specification. The PI specification leaves others to vendors, and this section has one of them.
      kiln keeps the section closed, so files in it are missing from lists, sizes and comparisons. It only
      warns, because the firmware that the image is for may well have the decoder.

      edk2's own images use GUID-defined sections for LZMA and Brotli instead.
      """,
    remedy: "Decompress the section with the vendor's tool to look into it, or compress it as edk2 does.")

  package static let sectionSize = Diagnostic.Code(
    "section-size", "the size of a section does not fit its file",
    explanation: """
      Sections of a file lie behind each other at multiples of four bytes, and each starts with its size
      in 24 bits and its type; 0xFFFFFF means that a 32-bit size follows. This size is smaller than the
      section's header or larger than what is left of the file. kiln keeps the rest as opaque bytes, since
      the next section can only be found through this one. Padding of equal bytes at the end of a file
      does not cause this error.

      edk2's DXE core rejects all sections of such a file, so a driver in it is not started.
      """,
    remedy: "Check the tool that wrote the file; get the image again if it came without errors once.")

  package static let variableStoreSize = Diagnostic.Code(
    "variable-store-size", "a variable store states an impossible size",
    explanation: """
      The header of a variable store (a GUID, then its size in 4 bytes, format and state) stands in the
      data of the variable volume. The size includes the header of 28 bytes and must not reach beyond the
      volume. This one does, or it is smaller than its header. kiln does not read the variables.

      At run time the variable driver calculates with this size where the store ends, so it would read and
      write outside of the region. In an image that an FDF describes with DATA statements, the size must
      change together with the size of the region: it is the region's size less the volume header of 0x48
      bytes.
      """,
    remedy: "Correct the size in the store's header, in the DATA of the FDF or with a new variable template.")

  package static let workingBlockSize = Diagnostic.Code(
    "working-block-size", "a fault tolerant write block states a queue that does not fit",
    explanation: """
      Next to the variables an image has the working block of the fault tolerant write driver: a header of
      32 bytes with a CRC and the size of the write queue in 8 bytes, then the queue. The queue should end
      with the region; this one is larger than what is left. kiln treats the block as plain bytes.

      The driver checks the header at start. When it does not fit, the driver takes the copy in the spare
      area, and when that does not fit either, it starts with an empty block: a write that a power failure
      interrupted is lost. In an FDF the header is typed as DATA, so it has to follow the region's size:

          # WriteQueueSize: UINT64, region size less 0x20
          0xE0, 0x0F, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00
      """,
    remedy: "Write the region's size less 0x20 bytes as the queue size.")
}
