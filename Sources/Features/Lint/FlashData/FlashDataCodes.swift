package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let flashDataCodes: [Diagnostic.Code] = [
    .ftwHeader, .pvhHeader, .varstoreHeader, .varstoreVolume,
  ]

  package static let ftwHeader = Diagnostic.Code(
    "ftw-header", "the typed-in header of the fault tolerant write working block is wrong",
    explanation: """
      The FDF contains an EFI_FAULT_TOLERANT_WORKING_BLOCK_HEADER as typed-in DATA, and one of its
      fields does not agree with the flash layout. kiln checks that all 32 bytes are there, that
      WriteQueueSize is the region's size less the header, and, on flash whose erased bits are 1,
      State and the CRC-32 (taken with Crc and State erased). FaultTolerantWriteDxe compares the
      block with the header that it expects itself. If they differ, it looks for a copy in the spare
      area and otherwise initialises the block anew, so the typed-in bytes were of no use and a
      write that was interrupted cannot be completed. The usual cause: the region was resized and
      the bytes were not edited.
      """,
    remedy: "Write the bytes that the message gives, or copy the data from OvmfPkg/VarStore.fdf.inc for a "
      + "layout of that size.")

  package static let pvhHeader = Diagnostic.Code(
    "pvh-header", "the ELF header of a PVH image is not accepted by loaders",
    explanation: """
      Xen and `qemu -kernel` start a PVH guest through an ELF header at the beginning of the image.
      The bytes there begin like an ELF header but are not a little-endian executable of 32 or 64
      bits with readable program headers. kiln finds this in DATA that is typed into the FDF, and in
      images given to `kiln pvh`. The loader refuses such an image before the first instruction of
      the firmware runs.

      Typed-in headers must be edited whenever the image changes its size. kiln can compute one
      instead:

          [UserExtensions.Kiln."Pvh"]
            OVMF | 0x0 | ELF32
      """,
    remedy: "Leave the region without DATA and let kiln compute the header, or correct the bytes.")

  package static let varstoreHeader = Diagnostic.Code(
    "varstore-header", "the typed-in header of the variable store is wrong",
    explanation: """
      The FDF contains a VARIABLE_STORE_HEADER as typed-in DATA behind a volume header of type
      gEfiSystemNvDataFvGuid, and a field of it is wrong or the header is missing. The signature
      must be gEfiAuthenticatedVariableGuid or gEfiVariableGuid, Size must be what the region has
      behind the volume header, Format 0x5A and State 0xFE. The variable driver of MdeModulePkg
      takes a store whose signature, Format or State is wrong for corrupted, logs "Variable Store
      header is corrupted" and fails, so that the boot has no variable services. A wrong Size stops
      a DEBUG build with an assertion. The usual cause is a region that was resized without editing
      the bytes.
      """,
    remedy: "Write the bytes that the message gives, or copy the header from OvmfPkg/VarStore.fdf.inc.")

  package static let varstoreVolume = Diagnostic.Code(
    "varstore-volume", "the typed-in header of the variable store's volume is wrong",
    explanation: """
      The FDF contains an EFI_FIRMWARE_VOLUME_HEADER as typed-in DATA (PI 1.8 Vol 3, 3.2.1.1), and
      it does not describe the regions that it stands in front of. kiln checks signature, revision,
      header length and checksum, that the block map has an end and its blocks add up to FvLength,
      and that FvLength ends where one of the following regions ends: the volume covers the variable
      store, the event log, the FTW working block and the spare area. OVMF's flash driver replaces a
      header that it takes for invalid by one of its own and erases the store, so that variables
      enrolled in the image are lost; other drivers report a corrupted volume and there are no
      variable services. Headers go stale when someone changes a size in the FDF and does not
      recompute FvLength, block map and checksum by hand:

          0x00000000|0x00040000
          DATA = { …
            # FvLength: 0x84000
            0x00, 0x40, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
      """,
    remedy:
      "Write the bytes that the message gives. Change FvLength and the block map first and the checksum "
      + "last, as it depends on them.")
}
