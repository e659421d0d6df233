package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let platformModelCodes: [Diagnostic.Code] = [
    .architectureUnsupported, .budgetContradictory, .budgetMalformed, .budgetSubjectUnknown,
    .buildScriptMalformed, .compressionMalformed, .compressionVolumeUnknown, .defineUnused, .guidUnknown,
    .languagesMalformed, .moduleArchitectureAmbiguous, .moduleNotInDsc, .platformUnreadable, .skuUnknown,
  ]

  package static let skuUnknown = Diagnostic.Code(
    "sku-unknown", "a platform does not have the SKU that `--sku-id` names",
    explanation: """
      `--sku-id`, or `-x`, builds a platform for one of the SKUs that `[SkuIds]` of its DSC lists: the PCD values that
      a section gives for this SKU count before those of the SKUs that it inherits from. `DEFAULT` is
      always there, `ALL` means all of them, and several are separated by `|`. edk2's `build` refuses
      others as well.
      """,
    remedy: "Use a SKU of `[SkuIds]`, or add the SKU there.")

  package static let architectureUnsupported = Diagnostic.Code(
    "architecture-unsupported", "a platform does not support an architecture",
    explanation: """
      SUPPORTED_ARCHITECTURES in the DSC lists what the platform can be built for, and -a asked for
      something else. kiln stops, where edk2 leaves unsupported architectures out and builds the rest, so
      that nobody waits for an image that was never made.

          SUPPORTED_ARCHITECTURES = IA32|X64

      Without -a kiln builds for those architectures of the list that have `[Components]` sections of
      their own, in the order of the list, or for the first one.
      """,
    remedy: "Use an architecture of the list with -a, or leave -a out.")

  package static let budgetContradictory = Diagnostic.Code(
    "budget-contradictory", "a budget is always or never exceeded",
    explanation: """
      A budget has a limit and may have a reserve, which must stay free below it, and a warning threshold.
      The numbers contradict each other: the limit is larger than the device or volume itself, so it is
      never exceeded; the reserve is as large as the limit, so nothing may be used; or the warning starts
      above limit less reserve, where it is an error already.

          OVMF_CODE | 0x37C000 | reserve = 0x40000 | warn = 95%

      95 % of the limit is 0x34F666 bytes, and more than 0x33C000 are an error: nobody is ever warned.
      """,
    remedy: "Put warn below limit less reserve, and the limit at most at the room that the FDF gives.")

  package static let budgetMalformed = Diagnostic.Code(
    "budget-malformed", "a line of a budget section cannot be read",
    explanation: """
      Budgets stand in `[UserExtensions.Kiln."Budget"]` of a DSC, or in a file named with --budgets. A
      line has the name of a flash device, a volume or a module, the limit in bytes, and settings, with
      `|` between them:

          OVMF_CODE      | 0x37C000 | warn = 95%
          FVMAIN_COMPACT | *        | reserve = 0x4000 | growth = 2%
          Shell          | 0x38000  | measure = flash

      The limit may be an expression; `*` is the room that the FDF gives, which modules and volumes in no
      region do not have. Settings are measure (raw or flash), warn, reserve and growth, whose amounts are
      bytes or a percentage with at most one decimal place, and max-base-age, a number of hours, days or
      weeks such as 36h, 30d or 2w. kiln leaves the line out and reports an
      error, since a budget that is not checked would pass unnoticed. edk2 ignores the section.
      """,
    remedy: "Write the line as name | bytes | key = value.")

  package static let budgetSubjectUnknown = Diagnostic.Code(
    "budget-subject-unknown", "a budget is for something that the platform does not have",
    explanation: """
      The first part of the line is the name of a flash device (`[FD.x]`) or volume (`[FV.x]`) of the FDF,
      or the BASE_NAME of a module of the DSC; upper and lower case make no difference. The platform has
      nothing of this name, so the budget could never be exceeded. Typical causes are a file name in the
      place of BASE_NAME, and a module that the current flags leave out. A condition around the line
      solves the second:

          [UserExtensions.Kiln."Budget"]
          !if $(BUILD_SHELL) == TRUE
            Shell | 0x100000
          !endif
      """,
    remedy: """
      Use a name that the message lists or a BASE_NAME, and put the line under the condition of what it \
      is for.
      """)

  package static let buildScriptMalformed = Diagnostic.Code(
    "build-script-malformed", "quotation marks around PREBUILD or POSTBUILD are not closed",
    explanation: """
      The value of PREBUILD or POSTBUILD in [Defines] is a shell command. It may stand in quotation marks as a
      whole, and a value that starts with one must end with one, as in edk2:

          PREBUILD = "sh OvmfPkg/AmdSev/Grub/grub.sh"
      """,
    remedy: "Close the quotation marks, or leave both out.")

  package static let compressionMalformed = Diagnostic.Code(
    "compression-malformed", "a line of a compression section cannot be read",
    explanation: """
      `[UserExtensions.Kiln."Compression"]` says how the contents of a volume are compressed. A line has
      the name of the volume that holds the compressed section and one or more compressors; kiln uses the
      first that the firmware itself can decode.

          FVMAIN_COMPACT | lzma-f86:lc=4,lp=0,pb=0,nice=273 | lzma:lc=4,lp=0,pb=0,nice=273

      Compressors are lzma and lzma-f86, which has a filter for x86 branches in front. Behind a colon may
      stand lc, lp, pb and nice. Here a part is missing or empty. edk2 ignores the section and compresses as the FDF says.
      """,
    remedy: "Write an FV, `|` and a compressor such as lzma-f86:lc=4,lp=0,pb=0,nice=273.")

  package static let compressionVolumeUnknown = Diagnostic.Code(
    "compression-volume-unknown", "a compression line names a volume that does not exist",
    explanation: """
      The first part of a line in `[UserExtensions.Kiln."Compression"]` is the name of an `[FV]` section:
      the volume that has the compressed section in it, and not the one inside of the section. In OVMF
      that is FVMAIN_COMPACT; PEIFV and DXEFV are what it holds. The FDF has no volume of the name that
      stands here, so the line would have no effect and the image would be larger than expected.
      """,
    remedy: "Name a volume of the FDF; the message lists them.")

  package static let defineUnused = Diagnostic.Code(
    "define-unused", "no manifest asks for a macro of the command line", .warning,
    explanation: """
      `-D NAME` changes a platform only where its DSC, its FDF or a file that they include has `$(NAME)`, an
      !if, !ifdef or !ifndef about it, or a DEFINE that it replaces. None of them has. The build goes on
      without what was meant, and edk2's build says nothing:

          $ kiln build OvmfPkg/OvmfPkgX64.dsc -D SECUREBOOT_ENABLE=TRUE    # SECURE_BOOT_ENABLE

      Lines in branches that are not taken count as well, and so do files that are only included there. If
      one of these files is missing, or a macro without a value stands in its path, kiln cannot know what
      it asks for and does not warn. Names that edk2's build looks for itself, such as
      PCD_DYNAMIC_AS_DYNAMICEX, are never reported. `kiln switches` lists what a platform asks for.
      """,
    remedy: "Correct the name, or take the option out.")

  package static let guidUnknown = Diagnostic.Code(
    "guid-unknown", "an FDF names a GUID that no package declares",
    explanation: """
      Where an FDF wants a GUID, such as the name of a FILE, FvNameGuid or the type of a GUIDED section,
      it may have the C name of a declared one. kiln looks for it among the GUIDs, protocols and PPIs of
      all packages that the platform's modules and its DSC list, and none has it.

          FILE FREEFORM = gEfiExampleFileGuid {

      A macro without a value is no GUID either, but is reported as guid-malformed. The file or volume
      would have no name, so kiln leaves it out and stops.
      """,
    remedy: "Correct the name, or write the GUID itself as 8-4-4-4-12 hexadecimal digits.")

  package static let languagesMalformed = Diagnostic.Code(
    "languages-malformed", "RFC_LANGUAGES is not a list in quotation marks",
    explanation: """
      RFC_LANGUAGES in `[Defines]` of a DSC selects the languages of HII strings that go into the modules,
      by their RFC 4646 codes. The list needs quotation marks and semicolons; an empty one is an error as
      well. edk2 has the same rules.

          RFC_LANGUAGES = "en-US;fr-FR"

      Without the define all languages of the .uni files are kept. Each of them costs flash in every
      driver with forms, so a platform that sets it does so to save space, and a list that could not be
      read would bring all of them back.
      """,
    remedy: "Write RFC_LANGUAGES = \"en-US;fr-FR\", with the languages that the platform needs.")

  package static let moduleArchitectureAmbiguous = Diagnostic.Code(
    "module-architecture-ambiguous", "an FDF places a module that is built for several architectures",
    explanation: """
      The DSC builds this module for more than one architecture, such as IA32 and X64, and the INF
      statement of the FDF does not say which of the images it means. The choice matters: a 32-bit PEI
      core cannot start a 64-bit PEIM.

          INF USE = IA32 MdeModulePkg/Universal/PCD/Pei/Pcd.inf

      Platforms with one architecture for PEI and another for DXE name their modules in
      `[Components.IA32]` and `[Components.X64]`, so that most INF statements are unambiguous. GenFds
      stops here as well.
      """,
    remedy: "Say which one with INF USE = ARCHITECTURE, or list the module for one architecture in the DSC.")

  package static let moduleNotInDsc = Diagnostic.Code(
    "module-not-in-dsc", "an FDF places a module that the DSC does not build",
    explanation: """
      An INF statement names a module that `[Components]` of the DSC does not list for this architecture,
      or lists under a condition that is off. It has sources and no `[Binaries]` section, so there is no
      image to put into the volume. edk2's build stops too ("NOT found in DSC file; Is it really a binary
      module?").

          !if $(NETWORK_ENABLE) == TRUE
          INF NetworkPkg/SnpDxe/SnpDxe.inf
          !endif

      A component and its INF statement belong under the same condition. A module that comes as a binary
      needs no line in the DSC.
      """,
    remedy: "Add the module to `[Components]` of the DSC, under the same condition as in the FDF.")

  package static let platformUnreadable = Diagnostic.Code(
    "platform-unreadable", "there is no platform description at this path",
    explanation: """
      kiln read the path as a DSC file and got no platform out of it. It may be the path of an FDF, an INF
      or a folder, or at the revision that a comparison asks for, the file did not exist yet. A platform
      is named by its DSC, or by the name of a folder under Platforms/ such as qemu or xen.
      """,
    remedy: "Name a DSC file, or one of the platforms that kiln brings.")
}
