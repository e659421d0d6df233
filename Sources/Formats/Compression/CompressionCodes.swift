package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let compressionCodes: [Diagnostic.Code] = [
    .lzmaData, .lzmaHeader, .lzmaSettings, .lzmaSizeLimit, .sectionCrc32, .uefiData, .uefiSizeLimit,
  ]

  package static let lzmaData = Diagnostic.Code(
    "lzma-data", "an LZMA stream is damaged or cut",
    explanation: """
      The stream has a valid header, but decoding it failed, or it ended before the number of bytes that
      the header states. The message says how far it came. kiln keeps the section closed: what is in it is
      not listed, compared or measured. In an OVMF image that is nearly everything, as PEI and DXE volumes
      share one LZMA section.

      The firmware would fail in the same way: its decoder returns an error, the volume never appears, and
      the boot ends in SEC or PEI. Bytes behind the end of a stream do no harm. If the damage is at the
      very end, the image was probably copied in part; a single changed byte in the middle gives this
      error too, because everything behind it depends on it.
      """,
    remedy: "Get the image again and compare its checksum with that of the source.")

  package static let lzmaHeader = Diagnostic.Code(
    "lzma-header", "an LZMA stream has no valid header",
    explanation: """
      LZMA streams of firmware start with 13 bytes: one byte of properties, the dictionary size in 4 bytes
      and the decoded size in 8, both little-endian. The properties byte is (pb * 5 + lp) * 9 + lc, so it
      is at most 224; edk2 writes 0x5D for lc=3, lp=0, pb=2.

          5D 00 00 00 01 00 00 C0 00 00 00 00 00

      Here the section is shorter than that, or the first byte is out of range. Usually the bytes are no
      LZMA stream at all: a section whose GUID says LZMA and whose data start at another offset, or vendor
      data in front of the stream. kiln leaves the section closed.
      """,
    remedy: "Check which tool made the section, and that its data offset points to the LZMA header.")

  package static let lzmaSettings = Diagnostic.Code(
    "lzma-settings", "the LZMA encoder rejects its settings or lacks memory",
    explanation: """
      kiln compresses with liblzma, and liblzma did not accept the combination of settings or could not
      allocate what they need. The literal context bits (lc) and literal position bits (lp) may be 4
      together, the position bits (pb) at most 4, and the match length (nice) lies between 5 and 273.
      Settings of manifests and of the command line are checked when they are read, so a lack of memory is
      the usual cause: the encoder takes about eleven times the size of its dictionary, which is 16 MiB or
      the size of the data, whichever is less.

          FVMAIN_COMPACT | lzma-f86:lc=4,lp=0,pb=0,nice=273
      """,
    remedy: "Free memory for the build, or leave the compressor's settings out.")

  package static let lzmaSizeLimit = Diagnostic.Code(
    "lzma-size-limit", "an LZMA stream would decode to more than is allowed",
    explanation: """
      The header of a stream states the size of what it decodes to, and kiln reserves that much memory.
      One image may decode to 256 MiB in all its encapsulations together; this stream states more than
      what is left of that. A few damaged or crafted bytes could otherwise claim terabytes. Firmware for
      PCs decodes to some tens of MiB, so a number beyond the limit almost always means that the header is
      not one.

      kiln leaves the section closed and goes on with the rest of the image.
      """,
    remedy: """
      Look at the 8 bytes of the decoded size, at offset 5 of the stream: they are damaged, or no LZMA.
      """)

  package static let sectionCrc32 = Diagnostic.Code(
    "section-crc32", "the CRC-32 of a section does not match its contents",
    explanation: """
      A GUID-defined section of type FC1BCDB0-7D31-49AA-936A-A46D9DD083DE carries the CRC-32 of what it
      encloses in four bytes between its header and its data. kiln calculated it again and came to another
      value. So the contents have changed since the section was made, or only the four bytes have.

      kiln does not open the section. Firmware that has a CRC-32 section extractor notes that the test
      failed, and the platform's security policy decides whether the contents are used. A tool that
      replaces a file inside such a section has to write the new sum.
      """,
    remedy: "Get the image again, or write the section with a tool that brings the CRC-32 up to date.")

  package static let uefiData = Diagnostic.Code(
    "uefi-data", "a UEFI compressed stream is damaged or cut",
    explanation: """
      Compression sections hold streams of the algorithm in the UEFI specification (chapter 19), and
      GUID-defined sections of edk2's Tiano variant the same with a larger window. A stream starts with
      its compressed and its decoded size, each in 4 bytes, then come blocks of Huffman codes. kiln met a
      code that no table has, a match that reaches back before the start of the output, or the end of the
      data.

      The message says after how many bytes that was; 0 points to a wrong start or to the other of the two
      variants. kiln leaves the section closed, and the firmware's decompressor would report
      EFI_INVALID_PARAMETER.
      """,
    remedy: "Get the image again, or have the section compressed anew.")

  package static let uefiSizeLimit = Diagnostic.Code(
    "uefi-size-limit", "a UEFI compressed stream would decode to more than is allowed",
    explanation: """
      The second word of a UEFI compressed stream is the size of what it decodes to. All encapsulations of
      one image may decode to 256 MiB together, and this one states more than what is left. A 32-bit size
      field can claim 4 GiB with a handful of bytes behind it, which is why kiln checks it before it
      decodes anything. The section stays closed, and the rest of the image is read as usual.
      """,
    remedy: "Check the eight bytes at the start of the stream: for most images they are damaged.")
}
