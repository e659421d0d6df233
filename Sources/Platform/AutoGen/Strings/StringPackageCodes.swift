package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let stringPackageCodes: [Diagnostic.Code] = [
    .languageCodeMalformed, .languageDefinitionMalformed, .languageRepeated, .languageUndefined,
    .languagesMissing, .languagesTooMany, .stringDropped, .stringModesExclusive, .stringNameMalformed,
    .stringPackageTooLong, .stringUnquoted, .stringsTooMany, .uniEncoding, .uniIncludeCycle, .uniIncludeLimit,
    .uniIncludeMissing, .uniIncludeUnreadable,
  ]

  package static let languageCodeMalformed = Diagnostic.Code(
    "language-code-malformed", "a language code of a .uni file is not valid",
    explanation: """
      Codes after #langdef and #language follow RFC 4646: `en`, `en-US`, `zh-Hans`, three letters only for
      a language that has no code of two, and `x-` in front of private ones. Where the BUILD flags of the
      module contain -c or -s, the .uni files are of the older kind, and codes are three letters of ISO
      639-2, such as `eng`. Only the form is checked, not whether the language exists. edk2's build
      rejects the same codes.

          #langdef fr-FR "Francais"
      """,
    remedy: """
      Write a code such as en-US, or three letters such as eng where the module is built with -c or -s.
      """)

  package static let languageDefinitionMalformed = Diagnostic.Code(
    "language-definition-malformed", "a #langdef line does not have two operands",
    explanation: """
      A #langdef line defines one language of the module with its code and the name that users see. The
      line is split as a shell would split it, so a name with a space needs quotes, and a quote that is
      opened must be closed.

          #langdef en-US "English"
      """,
    remedy: "Write the code and the quoted name of the language, and nothing else.")

  package static let languageRepeated = Diagnostic.Code(
    "language-repeated", "a string gives a language twice, the first time without text", .warning,
    explanation: """
      The #string statement names a language without a quoted text and then names it again with one. The
      later text counts, for kiln as for edk2's build, so nothing is lost; but a reader may expect the
      first, and usually one of the two codes was meant to be another language.

          #string STR_HELLO #language en-US #language en-US "Hello"
      """,
    remedy: "Remove the #language that has no text, or correct its code.")

  package static let languageUndefined = Diagnostic.Code(
    "language-undefined", "a string has a text in a language that no #langdef defines",
    explanation: """
      A module's languages are those that the #langdef lines of its .uni files define; each becomes a
      string package of its own. A text in any other language has no package to go to. A #langdef must
      come before the first string that uses it, in the order of the module's .uni files by name.
      """,
    remedy: "Add the #langdef line before the first string, or correct the language code of the string.")

  package static let languagesMissing = Diagnostic.Code(
    "languages-missing", "no .uni file of the module defines a language",
    explanation: """
      The INF lists .uni files in [Sources], but none of them, and no file that they include, has a
      #langdef line. Strings are stored in one package for each language, so without a language there is
      nothing to generate, and `<BaseName>StrDefs.h` cannot be written. The files that MODULE_UNI_FILE and
      [UserExtensions.TianoCore."ExtraFiles"] name are documentation and do not belong into [Sources].
      """,
    remedy: "Start the .uni file with a line such as `#langdef en-US \"English\"`.")

  package static let languagesTooMany = Diagnostic.Code(
    "languages-too-many", "a module defines more than 1024 languages",
    explanation: """
      kiln limits the languages of a module to 1024, far more than any firmware has, because each language
      takes room for every string of the module. A file with that many #langdef lines is generated or
      damaged.
      """,
    remedy: "Remove #langdef lines, or spread the languages over several modules.")

  package static let stringDropped = Diagnostic.Code(
    "string-dropped", "a string is not stored because its #language does not follow", .warning,
    explanation: """
      A #string can have its name, language and text on one line, or on three: #string NAME, then
      #language CODE, then the text. Where a line with #string alone is followed by anything else, edk2's
      build passes over the string without a word and gives the lines after it to the string before. kiln
      stores the same strings, so that images stay equal, and warns. Code that uses the token of the lost
      string will not compile, or it will show an empty text.

          #string STR_HELLO #language en-US "Hello"
      """,
    remedy: """
      Write #string, #language and the quoted text on one line, or each on a line of its own in this \
      order.
      """)

  package static let stringModesExclusive = Diagnostic.Code(
    "string-modes-exclusive", "the module is built with both -c and -s",
    explanation: """
      `-c` in the BUILD flags of a module makes string packages for the HII of the first EFI framework,
      `-s` reads .uni files of the old EFI Shell. Both use language codes of three letters, but they make
      different packages, and edk2's build refuses the combination as well. The flags can come from the
      INF, the DSC or tools_def; as edk2 does, kiln searches the text of the flags, so `-c` inside another
      option counts too.

          [BuildOptions]
            *_*_*_BUILD_FLAGS = -s
      """,
    remedy: "Remove one of the two options from BUILD_FLAGS.")

  package static let stringNameMalformed = Diagnostic.Code(
    "string-name-malformed", "the name of a string is not a C identifier",
    explanation: """
      Each string becomes a #define in `<BaseName>StrDefs.h`, so its name must be one that C accepts and
      that STRING_TOKEN (NAME) can refer to: letters, digits and underscores, starting with a letter. A
      missing name has the same result.
      """,
    remedy: "Name the string with letters, digits and underscores, a letter first.")

  package static let stringPackageTooLong = Diagnostic.Code(
    "string-package-too-long", "the strings of a language do not fit into one package",
    explanation: """
      All strings of a module in one language form one string package, and the header of an HII package
      has 24 bits for its length (UEFI 2.10, 33.3.1): 16,777,215 bytes. Texts are stored in UCS-2, two
      bytes for each character.
      """,
    remedy: "Remove strings, or spread them over several modules.")

  package static let stringUnquoted = Diagnostic.Code(
    "string-unquoted", "the text of a string is not in quotes", .warning,
    explanation: """
      The #string statement has its #language on the same line, so its text must be in quotes. What edk2's
      build stores for a text without quotes is hardly ever what was meant: the language code and
      everything after it but the last character, or nothing when there is only one quote. kiln stores the
      same bytes, so that images stay equal, and shows them. Further lines with #language belong to the
      same statement until the next line with #string; a missing quote can be on one of them.

          #string STR_HELLO #language en-US "Hello, "
                                            "world"
      """,
    remedy: "Put the text into quotes, each line of it into quotes of its own.")

  package static let stringsTooMany = Diagnostic.Code(
    "strings-too-many", "a module has more strings than it can number",
    explanation: """
      The token of a string is a 16-bit EFI_STRING_ID, and 0 means none. kiln counts all strings of the
      module's .uni files, also those that no source refers to, since each gets a number.
      """,
    remedy: "Remove the strings that no source refers to.")

  package static let uniEncoding = Diagnostic.Code(
    "uni-encoding", "a .uni file has an encoding or characters that cannot be stored",
    explanation: """
      A .uni file is UTF-8, or UTF-16 with a byte order mark. Strings of UEFI are UCS-2: 16 bits for each
      character and no surrogate pairs, so characters above U+FFFF, such as emoji, cannot be stored, not
      even in a comment. edk2's build rejects such files too, and kiln shows the byte. A file from an old
      editor is often Latin-1, which shows at its first letter that is not ASCII.

          iconv -f LATIN1 -t UTF-8 Strings.uni > Strings.utf8.uni
      """,
    remedy: """
      Save the file as UTF-8, or as UTF-16 with a byte order mark, and use characters up to U+FFFF only.
      """)

  package static let uniIncludeCycle = Diagnostic.Code(
    "uni-include-cycle", "a .uni file includes itself",
    explanation: """
      The #include lines of .uni files form a cycle: this file is open already when the line asks for it
      again, directly or through other files. .uni files have no include guards, so the reading would
      never end.
      """,
    remedy: "Remove one of the #include lines of the cycle.")

  package static let uniIncludeLimit = Diagnostic.Code(
    "uni-include-limit", ".uni files include each other too deeply or too often",
    explanation: """
      kiln follows #include lines at most 32 files deep and reads at most 1024 included files for one
      module. Real modules need a handful. There is no cycle, or `uni-include-cycle` would have been
      reported; more likely files include the same files again and again, so that their number doubles at
      every level.
      """,
    remedy: "Look for a file that is included repeatedly, and include it once.")

  package static let uniIncludeMissing = Diagnostic.Code(
    "uni-include-missing", "an included .uni file does not exist",
    explanation: """
      An #include line of a .uni file names a file that is in none of the folders that kiln searches: that
      of the including file, the workspace with the folders of PACKAGES_PATH, and the include folders of
      the packages in the INF's [Packages]. The notes list folders that were searched.
      """,
    remedy: """
      Put the file beside the including one or into an include folder of a package, or add the package to \
      [Packages].
      """)

  package static let uniIncludeUnreadable = Diagnostic.Code(
    "uni-include-unreadable", "an included .uni file cannot be read",
    explanation: """
      The file that the #include line names exists, but it cannot be opened or read: it is a folder, its
      permissions do not allow it, or the disk fails. kiln does not go on with the next folder of its
      search, so that a build does not silently take another file. The message has the reason of the
      operating system.
      """,
    remedy: "Make the file readable, or name another one.")
}
