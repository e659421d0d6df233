package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let fdfCodes: [Diagnostic.Code] = [
    .fdfBraceUnclosed, .fdfDuplicate, .fdfExpected, .fdfKeywordMissing, .fdfNesting, .fdfOption,
    .fdfSectionHeader, .fdfSectionIgnored, .fdfStatementUnknown, .fdfStringUnclosed, .fdfTooManyErrors,
    .fdfValue, .fvAlignment,
  ]

  package static let fdfBraceUnclosed = Diagnostic.Code(
    "fdf-brace-unclosed", "a block of an FDF is not closed",
    explanation: """
      FILE statements, SECTION lines with COMPRESS or GUIDED, APRIORI lists and rules have a body between
      braces. kiln expected its closing brace and found the start of something that belongs outside, or
      the end of the file. The note says where the block was opened. kiln goes on as if the brace stood
      here, so further errors are real ones.

          FILE FV_IMAGE = 9E21FD93-9C72-4c15-8C4B-E77F1DB2D792 {
            SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE {
              SECTION FV_IMAGE = PEIFV
            }
          }
      """,
    remedy: "Close the block with `}` at the right place.")

  package static let fdfDuplicate = Diagnostic.Code(
    "fdf-duplicate", "an FDF defines the same thing twice",
    explanation: """
      Two `[FD]`, two `[FV]` or two `[Rule]` sections have the same name; upper and lower case make no
      difference. Of two volumes or rules the later one counts, in edk2 and in kiln. edk2 does so
      silently, which is why kiln warns: whoever edits the first sees no change in the image. Two flash
      devices of one name are an error in both, because they would write the same output file. An included
      FDF that brings a section of its own is the usual way to get here.
      """,
    remedy: "Rename or remove one of the two; the note says where the first one is.")

  package static let fdfExpected = Diagnostic.Code(
    "fdf-expected", "a statement of an FDF does not have the expected form",
    explanation: """
      kiln was in the middle of a statement, and the next word or sign is not one that can follow. The
      message says what it expected and what it found, and the fix shows the form. The statement has no
      effect, and kiln goes on at the next one. Typical causes are a missing `=`, a value on the next
      line, and a macro that was never defined, which stands in the text as it is.

          FvAlignment 16
          INF MdeModulePkg/Core/Dxe/DxeMain.inf |

      The first line lacks `=`, the second one what the `|` announces: RELOCS_STRIPPED or RELOCS_RETAINED.
      """,
    remedy: "Complete the statement as the fix shows it.")

  package static let fdfKeywordMissing = Diagnostic.Code(
    "fdf-keyword-missing", "a section of an FDF lacks a required statement",
    explanation: """
      Some sections of an FDF make no sense without certain statements. A flash device needs BaseAddress,
      Size and ErasePolarity before its regions, and a NumBlocks behind each BlockSize; a volume with
      FvNameString = TRUE needs an FvNameGuid, because the name is stored in the extended header that the
      GUID opens; a rule needs a FILE statement; an `[FmpPayload]` needs an IMAGE_TYPE_ID and an image.

          [FD.OVMF]
          BaseAddress   = 0xFFC00000
          Size          = 0x00400000
          ErasePolarity = 1

      edk2 demands the same. kiln does not assume values: a wrong base address, for instance, moves every
      module that runs from flash.
      """,
    remedy: "Add the statement that the message names.")

  package static let fdfNesting = Diagnostic.Code(
    "fdf-nesting", "the braces of an FDF are nested too deeply",
    explanation: """
      kiln reads up to 64 open braces in an FDF. Encapsulations that firmware uses have four or five: a
      file, a compressed section, a volume in it, its files. A deeper nesting comes from a generator as a
      rule, and each level costs stack in the parser and again in the firmware that unpacks it. The
      statement is left out, and kiln ends with an error.
      """,
    remedy: "Put the inner sections into an `[FV]` section of their own and name that with FV_IMAGE.")

  package static let fdfOption = Diagnostic.Code(
    "fdf-option", "an option of an FDF statement is not allowed here",
    explanation: """
      Options of INF, FILE and SECTION statements depend on what they are for. RELOCS_STRIPPED and
      RELOCS_RETAINED are for files that run in place, such as SEC and PEIM; Align = Auto is for PE32 and
      TE sections; only UI and VERSION sections hold a string, and only VERSION has a build number; a
      GUIDED section knows PROCESSING_REQUIRED, AUTH_STATUS_VALID and EXTRA_HEADER_SIZE.

          FILE DRIVER = 462CAA21-7614-4503-836E-8AB6F4662331 RELOCS_STRIPPED {
            SECTION PE32 = Driver.efi
          }

      A driver is loaded to memory and must keep its relocations, so the flag is an error here. edk2's
      GenFds rejects it too.
      """,
    remedy: "Drop the option, or use the one that the message suggests.")

  package static let fdfSectionHeader = Diagnostic.Code(
    "fdf-section-header", "a section header of an FDF cannot be read",
    explanation: """
      An FDF consists of `[Defines]`, `[FD.name]`, `[FV.name]`, `[Capsule.name]`, `[FmpPayload.name]`,
      `[Rule.architecture.type]` with an optional template name, and `[OptionRom.name]`;
      `[UserExtensions]` is passed over. This header is none of those, has too few or too many names, has
      no closing bracket on its line, or a statement stands before the first header.

          [Rule.Common.PEIM.NORELOC]
            FILE PEIM = $(NAMED_GUID) RELOCS_STRIPPED {

      The type of a rule is a MODULE_TYPE of INF files. kiln passes over everything up to the next header,
      so the whole section is missing from the image.
      """,
    remedy: "Write the header in the form that the fix shows.")

  package static let fdfSectionIgnored = Diagnostic.Code(
    "fdf-section-ignored", "a section of an FDF has no effect", .warning,
    explanation: """
      `[VTF]` sections described volume top files for Itanium and for old IA-32 platforms. Current
      releases of edk2 no longer have this section, and kiln passes over it. The reset vector of an x86
      image comes from a module today, such as UefiCpuPkg/ResetVector, whose rule makes a raw file with
      the GUID of a volume top file (1BA0062E-C779-4582-8566-336AE8F78F09).
      """,
    remedy: "Remove the section, and place the reset vector with an INF statement and a rule.")

  package static let fdfStatementUnknown = Diagnostic.Code(
    "fdf-statement-unknown", "a line of an FDF does not start with a keyword of its section",
    explanation: """
      Each section of an FDF has its own statements. `[FD]` has settings, SET lines and regions; `[FV]`
      has settings, attributes, APRIORI, INF and FILE; a rule starts each line with a section type,
      COMPRESS or GUIDED. This line starts with none of them, and kiln goes on at the next one that does.
      Keywords are written as in the specification, upper and lower case included:

          FvAlign        = 16
          fvforcerebase  = FALSE

      The keywords are FvAlignment and FvForceRebase. If kiln passed over a setting that it does not know,
      the volume would silently get the default. So this is an error.
      """,
    remedy: "Use one of the statements that the fix lists, spelt as there.")

  package static let fdfStringUnclosed = Diagnostic.Code(
    "fdf-string-unclosed", "a string of an FDF does not end on its line",
    explanation: """
      A string in an FDF starts and ends with the same kind of quotation mark, on one line. Here the
      second one is missing, so everything up to the end of the line would be part of the string. Strings
      are used for paths, for VERSION and UI sections, and for names.

          SECTION UI = "EFI Shell

      kiln leaves the statement out: a driver without its name still runs, but tools would show it without
      one.
      """,
    remedy: "Close the string with the quotation mark that opens it.")

  package static let fdfTooManyErrors = Diagnostic.Code(
    "fdf-too-many-errors", "an FDF has too many errors to read on",
    explanation: """
      kiln stops after 100 statements of one FDF that it could not read. With so many mistakes the rest
      would mostly be consequences: a brace that is missing near the top, a file that is no FDF, or a
      macro without a value that stands on every line. Whatever follows was not looked at, so this list is
      not complete.
      """,
    remedy: "Correct the first errors and run kiln again.")

  package static let fdfValue = Diagnostic.Code(
    "fdf-value", "a value in an FDF is not one that its keyword takes",
    explanation: """
      The statement has the right form, but its value is none of those that are defined. Booleans are TRUE
      and FALSE (or 1 and 0); an erase polarity is 0 or 1; Align takes Auto, 8, 16, 32, 64, 128, 512, 1K,
      4K, 32K and further powers of two up to 16M; APRIORI is PEI or DXE; file and section types are those
      of the FDF specification; bytes of DATA are hexadecimal; an INF statement names a file that ends in
      .inf.

          FILE RAW = 1BA0062E-C779-4582-8566-336AE8F78F09 Align = 256 ResetVector.bin
          READ_STATUS = ENABLED

      kiln uses no default for a value that it does not understand, because the image would differ from
      what was written.
      """,
    remedy: "Write one of the values that the fix lists.")

  package static let fvAlignment = Diagnostic.Code(
    "fv-alignment", "a volume has an alignment that its header cannot hold",
    explanation: """
      FvAlignment must be a power of two from 1 to 2G, written as 1, 2, … 512, 1K, … 512K, 1M, … 512M, 1G
      or 2G. The header of a firmware volume stores the exponent in five bits of its attributes (PI
      specification, volume 3, EFI_FVB_ATTRIBUTES_2), so nothing else can be expressed there.

          FvAlignment = 16
          FvAlignment = 0x1000

      The second line is an error: hexadecimal numbers are not accepted, neither here nor by edk2. The
      alignment matters for volumes that are placed by others: the PEI and DXE cores copy a volume out of
      a compressed section to memory with this alignment, and its files' own alignments hold only then.
      """,
    remedy: "Write a power of two in decimal, with K, M or G from 1024 on.")
}
