package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let packagingCodes: [Diagnostic.Code] = [
    .compressionUndecodable, .fdOverflow, .fvCycle, .fvDuplicateFile, .fvExtensionEntry, .fvExtensionType,
    .fvExtensionWithoutName, .fvOverflow, .fvUnknown, .fvVolumeTop, .guidedEncoderUnknown,
    .packedFileUnreadable, .payloadMalformed, .payloadMissing, .platformWithoutFlash, .prebuiltModulesMissing,
    .pvhNoEntry, .pvhRegion, .resetVectorReach, .resetVectorUnmarked, .ruleSectionUnsupported,
    .sectionAlignment, .sectionUnsupported,
  ]

  package static let compressionUndecodable = Diagnostic.Code(
    "compression-undecodable", "SEC decodes none of the codecs that the platform asks for", .warning,
    explanation: """
      A platform can ask for other compression than its FDF describes:

          [UserExtensions.Kiln."Compression"]
            FVMAIN_COMPACT | lzma-f86:lc=4,lp=0,pb=0 | lzma:lc=4,lp=0,pb=0

      SEC opens the compressed volume, so it must contain the decoder. A decoder registers itself by the
      GUID of its codec, and kiln therefore searches the SEC module for the GUID of each codec in the list
      and takes the first that it finds. Here it found none. The volume is compressed as the FDF says: the
      image boots, but it is larger than the platform intends. With `--prebuilt`, SEC comes from the given
      image, and it may be another SEC than the platform's own.
      """,
    remedy: """
      Link LzmaCustomDecompressLib (plain LZMA) or LzmaArchCustomDecompressLib (LZMA with the x86 filter) \
      into SEC, or add a codec that SEC decodes to the line.
      """)

  package static let fdOverflow = Diagnostic.Code(
    "fd-overflow", "the contents of a flash region are larger than the region", ends: .overBudget,
    explanation: """
      An `[FD]` section divides a flash device into regions, each with an offset and a size. The contents
      of a region (volumes one after the other, files, or data) must not reach into the next region;
      GenFds stops here as well. Mostly it is a binary file that has grown, or two volumes in one region:
      a volume without blocks of its own takes the size of the whole region, so there is no room for a
      second one. Files that do not fit into their volume are reported as `fv-overflow` instead, and
      blocks of a volume that exceed its region as `fv-blocks`.

          0x00000000|0x00010000
          FILE = VendorPkg/Binary/Microcode.bin     # 0x11000 bytes: 0x1000 too many
      """,
    remedy: """
      Enlarge the region and move the ones after it, or reduce what is in it; `kiln layout` shows the \
      device.
      """)

  package static let fvCycle = Diagnostic.Code(
    "fv-cycle", "a firmware volume contains itself",
    explanation: """
      A `FILE FV_IMAGE` statement or an `FV_IMAGE` section puts one volume into another. kiln packs the
      innermost volume first, so a chain of volumes that leads back to its start can never be packed.
      edk2's FDF parser rejects such a cycle too. The usual cause is a copied FILE statement that still
      names the volume it was copied into.

          [FV.FVMAIN]
          FILE FV_IMAGE = 9E21FD93-9C72-4c15-8C4B-E77F1DB2D792 {
            SECTION FV_IMAGE = FVMAIN
          }
      """,
    remedy: "Remove one of the FV_IMAGE references that form the cycle.")

  package static let fvDuplicateFile = Diagnostic.Code(
    "fv-duplicate-file", "two files of a firmware volume have the same name",
    explanation: """
      Files in a firmware volume have no paths: their name is a GUID, and it must be unique in the volume
      (PI 1.8 Vol 3, 3.2.3). Of two files with one name, a dispatcher or loader only finds the first.
      GenFv refuses such a volume as well. The usual causes are an INF that is listed twice, once of them
      in an `!include`, and a module that was copied together with its FILE_GUID.
      """,
    remedy: """
      List the module once, or give the copy a FILE_GUID of its own in its INF or in the `<Defines>` of \
      its DSC entry.
      """)

  package static let fvExtensionEntry = Diagnostic.Code(
    "fv-extension-entry", "an entry of a volume's extended header is too large",
    explanation: """
      FV_EXT_ENTRY statements become entries of the volume's extended header
      (EFI_FIRMWARE_VOLUME_EXT_ENTRY, PI 1.8 Vol 3, 3.2.1). The size of an entry is a 16-bit field that
      counts the entry's own header of 4 bytes, so an entry holds at most 65,531 bytes of data.
      """,
    remedy: """
      Keep the data of each FV_EXT_ENTRY below 64 KiB; put larger data into a FREEFORM file of the volume.
      """)

  package static let fvExtensionType = Diagnostic.Code(
    "fv-extension-type", "the type of an FV_EXT_ENTRY is not a 16-bit number",
    explanation: """
      The type of an extension entry tells readers of the volume how to interpret its data. In the
      volume's extended header it is a 16-bit field, so the FDF has to give a decimal or hexadecimal
      number from 0 to 0xFFFF.

          FV_EXT_ENTRY TYPE = 0x0003 {
            DATA = { 0x01, 0x02 }
          }
      """,
    remedy: "Write the type as a number from 0 to 0xFFFF.")

  package static let fvExtensionWithoutName = Diagnostic.Code(
    "fv-extension-without-name", "a volume has extension entries but no FvNameGuid",
    explanation: """
      FV_EXT_ENTRY and FvUsedSizeEnable store their data in the extended header of the volume, and a
      volume only has an extended header when FvNameGuid names it. Without that statement the entries have
      no place. GenFds reports the same error.

          [FV.FVMAIN]
          FvNameGuid       = 48DB5E17-707C-472D-91CD-1613E7EF51B0
          FvUsedSizeEnable = TRUE
      """,
    remedy: """
      Add an FvNameGuid statement with a GUID of its own to the volume, or remove the extension entries.
      """)

  package static let fvOverflow = Diagnostic.Code(
    "fv-overflow", "a firmware volume needs more bytes than it has", ends: .overBudget,
    explanation: """
      The files of the volume, its header and the padding between them need more room than the FDF gives
      the volume. OVMF has two kinds of volumes, and they overflow for different reasons. PEIFV and DXEFV
      hold the modules uncompressed; in flash there is only FVMAIN_COMPACT, whose single file holds both
      of them as one LZMA stream:

          FVMAIN_COMPACT   0x1AC000 bytes of flash
            LZMA stream    1,512,740 bytes for 13,500,560
              PEIFV        0xE0000 bytes, copied to memory and run from there
              DXEFV        0xC00000 bytes, copied to memory

      When PEIFV or DXEFV overflows, raw file sizes count: its room is a number in the FDF that costs
      almost no flash, since free space compresses to nothing, but memory is reserved for it. When
      FVMAIN_COMPACT overflows, the stream has become too long, and then raw sizes mislead. The encoder
      stores once what several modules have in common, as far as its dictionary reaches, and refers back
      to it afterwards. In Debian's OVMF_CODE.fd the Shell is 878,422 bytes raw and costs 223,057 in
      flash; VariableRuntimeDxe is 483,454 bytes raw and costs 51,760, since most of it is a copy of the
      crypto library that an earlier module has paid for. For the same reason, removing a module saves
      less or more than its share.

      kiln packs the volume as large as it has to be and looks into it, but writes no image. The notes
      name the costliest files and, with `kiln check --base`, what has grown since the base. To go deeper:

          kiln size OVMF_CODE.fd --top 20              # the share of each file in the stream
          kiln size OVMF_CODE.fd --marginal Shell      # what leaving a module out really saves
          kiln size OVMF_CODE.fd --search-compression  # what other LZMA settings would save
          kiln check qemu --base sizes.jsonl           # what grew since the last record

      Look at the growth first. A new library instance is linked into every module that uses its class, so
      one line of a DSC can cost more than a driver; a DEBUG or NOOPT build does not fit where RELEASE
      does. Settings of the compressor cost no feature: kiln's own qemu platform saves 4.5 % with
      lc=4,lp=0,pb=0 behind the x86 branch filter, which its DSC asks for in
      `[UserExtensions.Kiln."Compression"]`. If that is not enough, a feature has to go, or the flash
      layout has to change.
      """,
    remedy: """
      Find what grew with `kiln check --base`, then switch a feature off, drop a module, compress better, \
      or enlarge the volume and its region in the FDF.
      """)

  package static let fvUnknown = Diagnostic.Code(
    "fv-unknown", "the FDF has no firmware volume of this name",
    explanation: """
      A region or an FV_IMAGE section names a volume, and no `[FV.NAME]` section of the FDF describes it.
      Names of volumes are compared without regard to case. Besides a misspelt name, a common cause is a
      section that stands under an `!if` that is false in this configuration while its reference does not.
      """,
    remedy: """
      Correct the name, add the [FV.NAME] section, or put the reference under the same condition as the \
      section.
      """)

  package static let fvVolumeTop = Diagnostic.Code(
    "fv-volume-top", "a volume cannot have this volume top file",
    explanation: """
      The volume top file is the file named 1BA0062E-C779-4582-8566-336AE8F78F09 (PI 1.8 Vol 3, 3.2). It
      is placed so that its last byte is the last byte of the volume: with the volume below 4 GiB, that
      puts the code in it where an IA32 or X64 processor starts after reset, 16 bytes below 4 GiB. So a
      volume can have only one, and its place follows from its size. The error says which rule is broken:
      there are two such files, or the data of the file, which start where its size puts them, do not have
      the alignment that the FDF asks for.
      """,
    remedy: """
      Keep one reset vector in the volume, or make the size of its data a multiple of the alignment that \
      the message names.
      """)

  package static let guidedEncoderUnknown = Diagnostic.Code(
    "guided-encoder-unknown", "kiln has no encoder for the GUID of a GUIDED section",
    explanation: """
      The GUID of a GUIDED section says which tool encodes its contents, and which library the firmware
      decodes them with. GenFds looks the GUID up in tools_def and starts the program it finds there, such
      as TianoCompress or BrotliCompress. kiln does not start those: it encodes LZMA (with the tree's
      LzmaCompress, or with its own encoder), LZMA behind the x86 branch filter, and CRC32.

          SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE {
      """,
    remedy: "Use the GUID of LZMA, of LZMA with the x86 filter, or of CRC32 for the section.")

  package static let packedFileUnreadable = Diagnostic.Code(
    "packed-file-unreadable", "a file that the FDF puts into the image cannot be read",
    explanation: """
      FILE statements, FILE regions and FV_EXT_ENTRY statements name files whose bytes go into the image
      as they are. kiln looks for them below the workspace and then below each folder of PACKAGES_PATH,
      not beside the FDF. The message says whether the file does not exist or cannot be opened. Files that
      a build makes, such as `$(OUTPUT_DIRECTORY)/…`, exist only once it has run.
      """,
    remedy: """
      Correct the path in the FDF, relative to the workspace or a folder of PACKAGES_PATH, or make the \
      file readable.
      """)

  package static let payloadMalformed = Diagnostic.Code(
    "payload-malformed", "the executable of a module cannot be packed as its rule asks",
    explanation: """
      The FDF rule of the module asks for something that kiln has to compute from the executable: a TE
      image instead of PE32, an image without relocations, or the alignment that the image itself states
      (`Align = Auto`). The executable does not allow that; the message says why, for instance that the
      file is cut short, or that its headers do not fit into the space that a TE image leaves. An `.efi`
      that was built by kiln has no such faults, so look at binary modules and at files that a stopped
      program left behind.
      """,
    remedy: "Build the module again, take it from another image, or use a rule that stores it as PE32.")

  package static let payloadMissing = Diagnostic.Code(
    "payload-missing", "a module does not have a section that its rule requires",
    explanation: """
      The rule of an FDF lists the sections of a module's file. A line without the word Optional must be
      filled by something that the build of the module left: the executable, a dependency expression, an
      ACPI table. This module has no such product. Often the rule is meant for another kind of module,
      such as `[Rule.Common.DXE_DRIVER]` for a driver without a [Depex] section; with `--prebuilt`, the
      file in the given image may lack the section.

          DXE_DEPEX  DXE_DEPEX  Optional  $(INF_OUTPUT)/$(MODULE_NAME).depex
      """,
    remedy: """
      Mark the line of the rule Optional, or choose a fitting rule with RuleOverride on the INF line of \
      the FDF.
      """)

  package static let platformWithoutFlash = Diagnostic.Code(
    "platform-without-flash", "the platform has no flash image to pack",
    explanation: """
      A DSC names the FDF that describes its flash image with FLASH_DEFINITION in [Defines]. Without it,
      edk2's build compiles the modules and stops; so does `kiln build PLATFORM modules`. This command was
      asked for images, and there is no description of one. A DSC of a package that is only compiled, such
      as MdeModulePkg.dsc, has none on purpose.

          [Defines]
            FLASH_DEFINITION = OvmfPkg/OvmfPkgX64.fdf
      """,
    remedy: "Name the FDF with FLASH_DEFINITION in [Defines], or build with the word `modules`.")

  package static let prebuiltModulesMissing = Diagnostic.Code(
    "prebuilt-modules-missing", "modules that the platform places were not found",
    explanation: """
      The FDF places these modules, and the source of modules does not have them. With `--prebuilt` that
      is an image or a folder: kiln finds a module there by its FILE_GUID and architecture, so an image of
      another release, of another platform, or built with fewer features lacks some. With `kiln build
      PLATFORM fds` it is the build folder, in which these modules have not been compiled. The notes list
      every missing module with its line in the FDF, so that one look shows whether a whole feature is
      absent.
      """,
    remedy: """
      Give an image that was built with the same features, switch those features off with -D, or build \
      from source.
      """)

  package static let pvhNoEntry = Diagnostic.Code(
    "pvh-no-entry", "the image has a PVH header but no PVH entry point",
    explanation: """
      `[UserExtensions.Kiln."Pvh"]` asks for an ELF header in front of the image, by which Xen and `qemu
      -kernel` load it and enter it. They enter it 0x30 bytes before its end, in 32-bit mode with paging
      off. The reset vectors of OvmfXen and of kiln have a jump there; that of edk2's OvmfPkgX64 does not,
      and a guest that is started by such a header runs into arbitrary bytes.
      """,
    remedy: """
      Place OvmfPkg/XenResetVector or Templates/ResetVector in the volume at the top of the device, or \
      remove the line of the Pvh section.
      """)

  package static let pvhRegion = Diagnostic.Code(
    "pvh-region", "the region for the PVH header is in the wrong place or too small",
    explanation: """
      Loaders read the PVH header at the first byte of the image file. The region that
      `[UserExtensions.Kiln."Pvh"]` names must therefore be the first of its flash device, at offset 0,
      and large enough for the ELF header, the program headers and the PVH note. kiln computes these bytes
      itself from the finished layout, so the FDF leaves the region empty.

          [FD.OVMF]
          0x00000000|0x00001000     # no FV, FILE or DATA: the header goes here
      """,
    remedy: "Name an empty region at offset 0 that has at least the size given in the message.")

  package static let resetVectorReach = Diagnostic.Code(
    "reset-vector-reach", "SEC is too far from the start of the volume",
    explanation: """
      On all architectures but x86, the processor starts at the first byte of the volume. In place of the
      16 bytes that every volume header begins with, GenFv and kiln write a branch to the entry point of SEC
      there, and a branch instruction has a limited range: GenFv and kiln accept up to 256 MiB on AARCH64,
      64 MiB on LOONGARCH64, 1 MiB on RISCV64, and 16 MiB on ARM, where the entry point must also lie at
      least 8 bytes after the start. The entry point of SEC lies outside of this range.
      """,
    remedy: "Place the SEC module first in the volume.")

  package static let resetVectorUnmarked = Diagnostic.Code(
    "reset-vector-unmarked", "the reset vector lacks the mark that kiln and GenFv look for",
    explanation: """
      A volume that ends at 4 GiB has a reset vector in its volume top file. The vectors of UefiCpuPkg and
      OvmfPkg find SEC themselves, and say so with the four bytes `VTF\\0` 20 bytes before their end. Where
      the mark is missing, GenFv takes the file for an older vector and patches the address of SEC's entry
      point into it. kiln does not do this, and writes no image rather than one that does not start.
      """,
    remedy: "Use a reset vector that is built from UefiCpuPkg/ResetVector/Vtf0, as OVMF's is.")

  package static let ruleSectionUnsupported = Diagnostic.Code(
    "rule-section-unsupported", "a rule contains an encapsulation, which kiln does not pack",
    explanation: """
      A rule of an FDF may put the sections of every module of a type into a GUIDED or COMPRESS section of
      their own. OVMF and ArmVirt compress whole volumes instead, and kiln packs only leaf sections (PE32,
      TE, DXE_DEPEX, UI, VERSION, RAW and so on) by rules.

          [Rule.Common.DXE_DRIVER.COMPRESSED]
            FILE DRIVER = $(NAMED_GUID) {
              COMPRESS PI_STD { … }      # not packed
            }
      """,
    remedy: """
      Write the sections directly into the rule, or the file with a FILE statement, in which GUIDED \
      sections may be nested.
      """)

  package static let sectionAlignment = Diagnostic.Code(
    "section-alignment", "an alignment cannot be stored in a firmware file",
    explanation: """
      The header of an FFS file has four bits for the alignment of its data, which code powers of two from
      1 byte to 16 MiB (PI 1.8 Vol 3, 3.2.3). The alignment of a file is the greatest that it or any of
      its sections asks for, with `Align =` in the FDF or, with `Align = Auto`, in the executable itself.
      A number in between, or a larger one, has no code.
      """,
    remedy: "Use a power of two up to 16M for Align.")

  package static let sectionUnsupported = Diagnostic.Code(
    "section-unsupported", "kiln does not pack this form of file or section",
    explanation: """
      FDF files can describe more than kiln packs. Not packed are: a flash device inside a file (`FD =`),
      a volume that is written out inside an FV_IMAGE section, a dependency expression that is written out
      in a FILE statement, compression with PI_STD, a GUIDED section whose GUID is a PCD, a leaf section
      that takes its contents from no file, and encapsulations more than 16 deep. No OVMF or ArmVirt
      platform uses one. The message names the form, and nothing is written.
      """,
    remedy: """
      Describe the file in another form: a volume by the name of its own [FV] section, a GUID written out, \
      LZMA instead of PI_STD.
      """)
}
