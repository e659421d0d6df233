package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let objectFormatsCodes: [Diagnostic.Code] = [
    .acpiTableMalformed, .elfAlignment, .elfMalformed, .elfRelocationUnsupported, .elfSymbolUnresolved,
    .elfTooLarge, .elfUnsupported, .elfWithoutCode, .imageMalformed, .imageNotInPlace, .imageNotMovable,
    .imageNotTerse, .imageUnsupported,
  ]

  package static let acpiTableMalformed = Diagnostic.Code(
    "acpi-table-malformed", "an ACPI table does not match its own header",
    explanation: """
      Static ACPI tables come from C sources (.aslc) as the initialised data of an ELF file, and from ASL
      through iasl. kiln checks the header that all of them start with as edk2's GenFw does: the length
      must not exceed the data, and for FACP, FACS, DSDT, APIC and MCFG it must suit the revision. It also
      reports a file that holds no table, and a compiled ASL file whose table is neither a DSDT nor an
      SSDT.

          FACP revision 1 has 116 bytes, revision 3 and 4 have 244

      An operating system trusts the length: it reads and checksums that many bytes, so a wrong one makes
      it reject the table or read what lies behind it.
      """,
    remedy: "Correct Length and Revision in the table's header, and let the source define exactly one table.")

  package static let elfAlignment = Diagnostic.Code(
    "elf-alignment", "a section of a linked module has an alignment that cannot be kept",
    explanation: """
      The PE image that kiln makes of an ELF file has one alignment for all of its sections, the largest
      that any of them asks for. That must be a power of two of at most 0x10000 bytes, and a section has
      to be linked at a multiple of its own alignment. One of the two does not hold for the section in the
      message. GenFw has the same limits.

      A single variable that is aligned to a large number raises the alignment of the whole module and,
      for modules that run from flash, the padding in the volume:

          __attribute__((aligned(0x200000))) UINT8 mPageTables[0x200000];
      """,
    remedy: "Lower the alignment in the source, or check the ALIGN statements of the linker script.")

  package static let elfMalformed = Diagnostic.Code(
    "elf-malformed", "the ELF file of a module is damaged",
    explanation: """
      kiln converts each linked module from ELF to PE, and this file contradicts itself: a table or
      section reaches beyond its end, a symbol or section is named that does not exist, relocations share
      their bytes, or HII resources point outside of their section. Linkers do not write such files. A
      disk that was full, two builds in one output folder and a tool that edits modules after linking are
      typical causes.

      The offset in the message is that of the field that is wrong; `readelf -a` shows the same tables.
      """,
    remedy: "Delete the module's output folder and build it again; check that no other build writes there.")

  package static let elfRelocationUnsupported = Diagnostic.Code(
    "elf-relocation-unsupported", "a relocation cannot be carried over to a PE image",
    explanation: """
      Relocations tell where code and data refer to addresses. PE knows few kinds, so kiln turns relative
      ones into plain values and keeps only absolute ones in .reloc. It refuses kinds that no loader could
      apply; R_X86_64_32S is among them, because a sign-extended address is wrong as soon as the image
      lies above 2 GiB. On ARM and AArch64 it also refuses code that relies on a distance between
      sections, or on their position modulo 4 KiB, which the PE image does not keep, and a MOVT that does
      not follow its MOVW.

      Code from other compilers or build systems is the usual source. edk2's tool chains compile with
      -mcmodel=small and -fpie or with an equivalent, and link with the script GccBase.lds, which keeps
      the distances.
      """,
    remedy: "Compile and link the module with the flags that tools_def.txt has for its tool chain.")

  package static let elfSymbolUnresolved = Diagnostic.Code(
    "elf-symbol-unresolved", "a module refers to a symbol that has no address",
    explanation: """
      A relocation names a symbol that the linker left undefined, or that is absolute: it belongs to no
      section. Neither can work in firmware. No loader looks up symbols at run time, and an absolute
      address does not move with the image, while UEFI images are loaded wherever there is room. GenFw
      refuses them with the message "Bad definition for symbol".

          extern UINT8 mFlashBase[] __attribute__((weak));

      An undefined weak symbol like this passes the linker and fails here. Symbols that a linker script
      sets to a number are absolute.
      """,
    remedy: "Define the symbol in the module or in one of its libraries; pass fixed addresses as a PCD.")

  package static let elfTooLarge = Diagnostic.Code(
    "elf-too-large", "the image of a module would exceed 256 MiB",
    explanation: """
      kiln adds up code, data and zero-initialised data of the linked module and comes to more than 256
      MiB. Zeros count as well: the sections of the PE image have the same size in the file as in memory.
      No firmware has a module of that size, so it is a mistake as a rule, such as a buffer with a wrong
      constant or two sections that the linker script places far from each other.
      """,
    remedy: "Look for large arrays with `nm --size-sort`, and allocate such memory at run time.")

  package static let elfUnsupported = Diagnostic.Code(
    "elf-unsupported", "an ELF file is not of a kind that firmware is made from",
    explanation: """
      kiln makes PE images of linked, little-endian ELF files, version 1, for IA32, X64, ARM, AARCH64,
      RISCV64 and LOONGARCH64. The message names the field that does not suit. Type 1 is an object file
      that no linker has seen; another machine or byte order means that the wrong compiler ran, for
      instance the host's in place of a cross compiler.

          AARCH64 on an x86 host needs GCC5_AARCH64_PREFIX=aarch64-linux-gnu-
          (GCC_AARCH64_PREFIX for the tool chain GCC)

      GenFw rejects such files as well.
      """,
    remedy: "Set the tool chain's prefix for the architecture, and check that DLINK runs its linker.")

  package static let elfWithoutCode = Diagnostic.Code(
    "elf-without-code", "a module has no code",
    explanation: """
      The linked file has no section that is executable or holds read-only data. The linker removes
      everything that the entry point does not reach (--gc-sections), and without an entry point nothing
      is reached. So either the symbol _ModuleEntryPoint is not the entry any more, or the library that
      defines it is not linked: UefiDriverEntryPoint, UefiApplicationEntryPoint, PeimEntryPoint and others
      do that for the types of modules.
      """,
    remedy: """
      Check --entry in DLINK_FLAGS, and that the INF lists the entry point library of its MODULE_TYPE.
      """)

  package static let imageMalformed = Diagnostic.Code(
    "image-malformed", "a PE or TE image is damaged",
    explanation: """
      The executable section of a file does not hold what its headers promise: the signature is neither PE
      nor TE, the optional header is neither PE32 nor PE32+, a relocation block has an impossible size, or
      an address lies in no section. The offset in the message is where the wrong field stands. kiln
      cannot move such an image to its address in flash, so the build ends; edk2's loader returns
      EFI_LOAD_ERROR or EFI_UNSUPPORTED for it.

      Prebuilt binaries are the usual place: a `[Binaries]` line of type PE32 with the path of something
      else, or a Git LFS pointer instead of the file.
      """,
    remedy: "Check the file that becomes the PE32 or TE section; `file` should call it a PE32 executable.")

  package static let imageNotInPlace = Diagnostic.Code(
    "image-not-in-place", "an image cannot run from flash",
    explanation: """
      SEC, the PEI core and most PEIMs run where they lie in flash, before there is memory to load them
      to. Their sections must have the same distances in the file as in memory, which is so when
      SectionAlignment and FileAlignment of the PE header are equal. In this image they differ. The same
      is asked of an image that shall become a TE image, whose short header has neither field, and of
      drivers in a volume with an address.

      GenFv stops with "PE image Section-Alignment and File-Alignment do not match". Images that Visual
      Studio links without /ALIGN, or that a tool like objcopy has rewritten, are like this.
      """,
    remedy: "Link with one alignment for both, as `-z common-page-size` in DLINK_FLAGS gives it.")

  package static let imageNotMovable = Diagnostic.Code(
    "image-not-movable", "an image cannot be relocated to the address where it runs",
    explanation: """
      kiln links each module for address 0 and moves it to its place in a volume that has an address, or
      that says FvForceRebase = TRUE. That takes the relocations of the image. Here they are stripped, so
      it runs at the address in the message and nowhere else. When packing, kiln warns and leaves the
      image as it is, as GenFv does. It is an error when a 32-bit image would lie above 4 GiB, or when
      moving changes the size of the executable.

          [Rule.Common.PEIM]
            FILE PEIM = $(NAMED_GUID) RELOCS_STRIPPED {

      A rule like this takes the relocations away to save flash, which only suits a volume that has no
      address of its own. A PEIM that stays linked for 0 crashes as soon as it uses the address of a
      variable or function.
      """,
    remedy: """
      Keep relocations with RELOCS_RETAINED, or place the module at the address that it was linked for.
      """)

  package static let imageNotTerse = Diagnostic.Code(
    "image-not-terse", "an image cannot be stored in TE format",
    explanation: """
      The TE header takes the place of all PE headers to save flash. It has 16 bits for the number of
      bytes that it replaces, and 8 bits for the number of sections (PI specification, volume 1,
      EFI_TE_IMAGE_HEADER). This image has more than 65535 bytes in front of its section table or more
      than 255 sections. Images that GenFw or kiln made have four sections at most, so this concerns
      binaries from other tools.
      """,
    remedy: "Use a PE32 section in the FDF rule of the module, or link it with fewer sections.")

  package static let imageUnsupported = Diagnostic.Code(
    "image-unsupported", "an image is not made for firmware",
    explanation: """
      edk2's loader takes images for IA32, X64, ARM, AARCH64, RISCV64, LOONGARCH64 and EBC whose subsystem
      is an EFI application, boot service driver or runtime driver. This image has another machine or
      subsystem, such as a Windows program (subsystem 2 or 3). GenFv refuses to place it, and kiln does
      the same: the firmware would not start it anyway.

      The subsystem comes from the linker, or from GenFw by the module's type; an image that was built for
      the host has that of the host.
      """,
    remedy: """
      Build the image with the UEFI subsystem (10 to 12) of its type, for the platform's architecture.
      """)
}
