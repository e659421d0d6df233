package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let preprocessorCodes: [Diagnostic.Code] = [
    .conditionalUnbalanced, .directiveIncomplete, .directiveUnknown, .includeCycle, .includeMissing,
    .includeTooDeep, .includeTooMany, .includeUnreadable, .macroConflict, .macroEndless, .macroMalformed,
    .macroMisplaced, .macroReserved, .macroUndefined, .macroWithoutEffect, .manifestErrorDirective,
    .manifestMissing, .manifestUnreadable, .tooManyErrors,
  ]

  package static let conditionalUnbalanced = Diagnostic.Code(
    "conditional-unbalanced", "the !if, !else and !endif directives do not match",
    explanation: """
      A conditional starts with !if, !ifdef or !ifndef, may have !elseif branches and then one !else, and
      ends with !endif. Here one of them is missing, stands twice, or stands in the wrong order.

          !if $(TPM2_ENABLE) == TRUE
            OvmfPkg/Tcg/Tcg2Config/Tcg2ConfigPei.inf
          !elseif $(TPM1_ENABLE) == TRUE
            OvmfPkg/Tcg/TpmMmioSevDecryptPei/TpmMmioSevDecryptPei.inf
          !endif

      kiln checks each file for itself: a conditional must end in the file in which it starts. Otherwise
      an included file could switch off lines of the file that includes it, and the place to look would be
      far from where the effect is seen. The message names the opening directive when that is never
      closed.
      """,
    remedy: "Add the missing directive to the same file, or remove the one that is too many.")

  package static let directiveIncomplete = Diagnostic.Code(
    "directive-incomplete", "a directive has no argument",
    explanation: """
      !if and !elseif take an expression, !ifdef and !ifndef the name of a macro or PCD, and !include a
      path. This one stands alone on its line. kiln takes the condition for false, so its branch is left
      out, and an !include without a path includes nothing.

      A common cause is a comment sign: everything behind `#` is a comment, in a condition too.

          !if # $(SMM_REQUIRE) == TRUE
      """,
    remedy: "Write the expression, name or path on the same line.")

  package static let directiveUnknown = Diagnostic.Code(
    "directive-unknown", "a line that starts with ! is not a known directive",
    explanation: """
      In DSC, FDF and INF files a line that starts with `!` is an instruction to the preprocessor. kiln
      knows !include, !if, !ifdef, !ifndef, !elseif, !else, !endif and !error, in upper or lower case.
      Anything else is an error, because a misspelt condition would let both branches through:

          !elif $(FD_SIZE_IN_KB) == 4096

      The directive is !elseif. edk2 rejects unknown directives of a DSC as well.
      """,
    remedy: "Use one of the eight directives, or take the line out.")

  package static let includeCycle = Diagnostic.Code(
    "include-cycle", "a file includes itself",
    explanation: """
      The file that !include names is one that is being read already: the manifest itself, or an included
      file that leads here. Reading it again would never end, so kiln leaves the directive out. The note
      says where the file was first included.

          # a.dsc.inc
          !include Platforms/common/b.dsc.inc
          # b.dsc.inc
          !include Platforms/common/a.dsc.inc

      kiln compares paths with `.` and `..` removed. A file may be included several times, also under
      different conditions, as long as it is not inside itself.
      """,
    remedy: "Remove one of the !include directives, or move what both files need into a third one.")

  package static let includeMissing = Diagnostic.Code(
    "include-missing", "an included file does not exist",
    explanation: """
      kiln looks for the path of an !include in the folder of the manifest, in the folder of the file that
      includes it, in an FDF also in the folder of the DSC, and then below the workspace and each folder
      of PACKAGES_PATH. The first that has the file counts. None of them has it. For an !include of
      tools_def.txt the workspace and PACKAGES_PATH come first, and then the including file's folder.

      Nothing of the file takes effect, so further errors may follow from what it would have defined: look
      at this one first. If the path has a macro in it, check the macro's value:

          !include $(PLATFORM_PACKAGE)/Common.dsc.inc
      """,
    remedy: "Correct the path, or name the folder that holds the file with --packages-path.")

  package static let includeTooDeep = Diagnostic.Code(
    "include-too-deep", "files include each other too deeply",
    explanation: """
      An included file may include others, and those again. kiln stops at 100 levels in DSC, FDF, INF and
      DEC files, and at 16 levels in tools_def.txt. Real platforms use three or four levels, and edk2's
      own tools_def none, so a deeper chain is a mistake in a script that writes manifests, or a file made
      to exhaust memory. kiln leaves out what lies deeper and reports an error, so that no image is built
      from half a manifest.
      """,
    remedy: "Include the files from fewer levels.")

  package static let includeTooMany = Diagnostic.Code(
    "include-too-many", "a manifest includes too many files",
    explanation: """
      kiln reads at most 4096 included files for one manifest, and counts a file each time it is included.
      More than that means that files multiply: ten files that each include the next one twice are already
      a thousand reads. Whatever lies behind the limit is left out, so the result could not be trusted,
      and kiln ends with an error.
      """,
    remedy: "Look for a file that is included again and again, and include it once.")

  package static let includeUnreadable = Diagnostic.Code(
    "include-unreadable", "an included file exists and cannot be read",
    explanation: """
      The operating system found what !include names and refused to give its contents: it may be a folder,
      or the user who runs kiln has no permission to read it. kiln does not go on to the next search
      folder in this case. Another file of the same name would be a different platform, and nobody would
      notice.
      """,
    remedy: "Name a file that you may read, or correct its permissions.")

  package static let macroConflict = Diagnostic.Code(
    "macro-conflict", "EDK_GLOBAL and DEFINE give one macro two values",
    explanation: """
      A DSC can set a macro with DEFINE, which holds for the DSC and its FDF, or with EDK_GLOBAL. This
      macro has both, with different values:

          [Defines]
            DEFINE     CORE_PACKAGE = MdeModulePkg
            EDK_GLOBAL CORE_PACKAGE = StandaloneMmPkg

      Which of them counts would depend on where the macro is used, so kiln stops, as edk2 does. The
      message has the value of the DEFINE. Two definitions with the same value are fine.
      """,
    remedy: "Keep one of the two definitions.")

  package static let macroEndless = Diagnostic.Code(
    "macro-endless", "macros refer to each other without end",
    explanation: """
      kiln replaces `$(NAME)` by the macro's value and looks at the result again, as the value may name
      further macros. Here that comes to no end: after 64 rounds there was still something to replace, or
      the line had grown beyond 1 MiB. Two macros that name each other are enough:

          DEFINE OUTPUT = $(ROOT)/Build
          DEFINE ROOT   = $(OUTPUT)/..

      A macro whose value names itself is no problem: like edk2, kiln leaves that name as it is.
      """,
    remedy: "Break the circle: give one of the macros a value that does not lead back to the other.")

  package static let macroMalformed = Diagnostic.Code(
    "macro-malformed", "the name of a DEFINE is missing or malformed",
    explanation: """
      A definition has the form DEFINE NAME = value. The name is missing, or it is not one that `$(NAME)`
      could refer to. In DSC, INF and DEC files it starts with a capital letter and goes on with capital
      letters, digits and underscores; edk2 has the same pattern, `[A-Z][A-Z0-9_]*`. An FDF also takes
      small letters.

          DEFINE SECURE_BOOT_ENABLE = FALSE
          DEFINE secure-boot        = FALSE

      The second line is the error. kiln does not define the macro, and every `$(…)` that names it stays
      without a value.
      """,
    remedy: "Use capital letters, digits and underscores, with a letter first.")

  package static let macroMisplaced = Diagnostic.Code(
    "macro-misplaced", "a macro is defined where the format does not allow it",
    explanation: """
      An FDF takes DEFINE in every section but `[Rule]`, and not before the first section header: in a
      rule `$(NAMED_GUID)` and its like are for GenFds, and macros are not replaced there. EDK_GLOBAL is
      for the `[Defines]` section of a DSC alone. kiln does not carry out a definition elsewhere, so the
      macro keeps the value that it had, or none.
      """,
    remedy: "Move the definition to `[Defines]`.")

  package static let macroReserved = Diagnostic.Code(
    "macro-reserved", "a manifest defines a macro that belongs to the build",
    explanation: """
      TARGET, TOOL_CHAIN_TAG, TOOLCHAIN, FAMILY and WORKSPACE are set by the build itself, from the
      command line and the environment. A manifest that defined one of them would read its conditions for
      one build and be compiled for another:

          DEFINE TARGET = RELEASE
          !if $(TARGET) == RELEASE

      edk2 refuses such definitions for the same reason. In an FDF kiln accepts them, as edk2's FDF parser
      does; the build's value still wins there.
      """,
    remedy: "Use another name, or choose the value on the command line with -b, -t or --workspace.")

  package static let macroUndefined = Diagnostic.Code(
    "macro-undefined", "a macro has no value where its text is needed",
    explanation: """
      A `$(NAME)` without a value usually stays as it stands, and in an expression it counts as 0, as in
      edk2. Where kiln needs the text itself, that cannot work: in the path of an !include, in the path of
      a library instance, and as DEF(NAME) in tools_def.txt. There kiln reports it and leaves the line
      out.

          DebugLib|$(DEBUG_LIB_PATH)/DebugLib.inf

      Definitions hold from their line on: a DEFINE further down is too late. A definition in another
      section, or in the branch of a conditional that is not taken, does not count either.
      """,
    remedy: "Define the macro before this line, or give it on the command line with -D NAME=value.")

  package static let macroWithoutEffect = Diagnostic.Code(
    "macro-without-effect", "a DEFINE between a component's braces is ignored", .warning,
    explanation: """
      The braces of a component hold the sections `<LibraryClasses>`, `<BuildOptions>`, `<Defines>` and
      `<Pcds…>`. A DEFINE line among them sets no macro in kiln:

          MdeModulePkg/Universal/PCD/Dxe/Pcd.inf {
            DEFINE PCD_LIB = MdePkg/Library/BasePcdLibNull/BasePcdLibNull.inf
            <LibraryClasses>
              PcdLib|$(PCD_LIB)
          }

      The macro keeps the value that it had outside, or none. `<Defines>` is no replacement: it holds
      settings of the component, such as FILE_GUID, and no macros.
      """,
    remedy: "Move the DEFINE in front of the component, or to `[Defines]`.")

  package static let manifestErrorDirective = Diagnostic.Code(
    "manifest-error-directive", "a manifest stops the build with !error",
    explanation: """
      The author of a DSC or FDF can forbid a combination of flags with !error and a text. kiln reached
      such a line, in a branch that is taken, and reports its text as the message. OVMF uses this where a
      feature needs another one:

          !if $(SMM_REQUIRE) == TRUE && $(FD_SIZE_IN_KB) == 1024
            !error "SMM_REQUIRE needs a larger image"
          !endif

      The conditions around the line show which flags led to it. `kiln explain PLATFORM macro:NAME` tells
      where a macro got its value.
      """,
    remedy: "Change the -D switches that lead here, as the message says.")

  package static let manifestMissing = Diagnostic.Code(
    "manifest-missing", "a manifest does not exist",
    explanation: """
      A DSC names INF files in `[Components]` and `[LibraryClasses]` and its FDF as FLASH_DEFINITION; an
      INF names DEC files in `[Packages]`. kiln looks for an absolute path as it is, and for any other
      path below the workspace and then below each folder of PACKAGES_PATH. The notes list where it
      looked. The same code is reported when the manifest that was named on the command line is not there.

      Upper and lower case count, also for files that come from Windows. A component that exists only in
      newer edk2 releases is best put under a condition.
      """,
    remedy: "Correct the path, or add the folder that holds the file with --packages-path.")

  package static let manifestUnreadable = Diagnostic.Code(
    "manifest-unreadable", "a manifest exists and cannot be read",
    explanation: """
      The file is there, but the operating system refused to read it; the message has its reason. Typical
      causes are the path of a folder in the place of a file, and a source tree that was unpacked by
      another user. kiln reads a manifest as a whole before it looks at the first line, so nothing of it
      has taken effect.
      """,
    remedy: "Give the path of a file that you may read.")

  package static let tooManyErrors = Diagnostic.Code(
    "too-many-errors", "a manifest has too many errors to show them all",
    explanation: """
      kiln reports up to 200 errors and warnings for one manifest and then stops reading it. So many at
      once have a common cause as a rule: a file that is no manifest at all, one with the line ends of
      another system, or a missing !include whose definitions all other lines need. That the list was cut
      short is an error itself, so that an incomplete list never looks like a complete one.
      """,
    remedy: "Correct the first errors and run kiln again.")
}
