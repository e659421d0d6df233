extension Diagnostic.Code {
  /// All that are declared here.
  package static let diagnosticsCodes: [Diagnostic.Code] = [
    .pvhLoadAddress
  ]

  package static let pvhLoadAddress = Diagnostic.Code(
    "pvh-load-address", "a PVH image cannot be loaded at the address that its header asks for",
    explanation: """
      The ELF header in front of a PVH image says at which physical address Xen or `qemu -kernel`
      loads it, and that address is unusable. It must be a multiple of 0x1000, and image and address
      together must end below 4 GiB: the entry is 32-bit code, and the ELF note
      XEN_ELFNOTE_PHYS32_ENTRY holds a 32-bit address. The image must not lie over the memory of
      another flash device of the FDF either, such as MEMFD, the memory that SEC and PEI work in,
      because loading it would put the image where the firmware keeps its page tables and its stack.

      kiln reports this for a line of `[UserExtensions.Kiln."Pvh"]`, for a header that is typed into
      the FDF byte by byte, and for the header of a finished image (`kiln pvh`):

          [UserExtensions.Kiln."Pvh"]
            OVMF | 0x0 | ELF32 | 0x100000      # device, region, class, load address
      """,
    remedy: "Choose a multiple of 0x1000 at which the whole image ends below 4 GiB and overlaps no other "
      + "device; 0x100000 is usual.")
}
