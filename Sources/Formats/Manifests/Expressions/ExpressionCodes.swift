package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let expressionCodes: [Diagnostic.Code] = [
    .expressionDivisionByZero, .expressionMalformed, .expressionOverflow, .expressionSuspicious,
    .expressionTooDeep, .expressionType, .guidMalformed, .guidUndefined, .pcdEndless, .pcdUndefined,
  ]

  package static let expressionDivisionByZero = Diagnostic.Code(
    "expression-division-by-zero", "an expression divides by zero",
    explanation: """
      The right side of `/` or `%` comes to 0. Both sides of && and || and both branches of `? :` are
      always evaluated, as in edk2, so a test for zero in the same expression does not help:

          $(BLOCKS) > 0 ? $(SIZE) / $(BLOCKS) : 0

      A macro without a value counts as 0, which is the most frequent cause. A condition without a result
      counts as false, and a PCD or a size in an FDF stays unset.
      """,
    remedy: "Give the divisor a value, or put the division under an !if that tests it.")

  package static let expressionMalformed = Diagnostic.Code(
    "expression-malformed", "an expression cannot be read",
    explanation: """
      Conditions, PCD values and numbers of an FDF are expressions as the EDK II specifications define
      them: numbers, strings in quotation marks, TRUE and FALSE, PCDs, macros, the operators of C and
      their names (AND, OR, NOT, EQ, NE, LT, GT, LE, GE, IN), and the functions UINT8(), UINT16(),
      UINT32(), UINT64() and GUID(). Here something is missing or is none of those. The place in the
      message is where reading stopped.

          !if $(TARGET) == DEBUG &&
          !if "$(BUILD_SHELL) == TRUE

      The first lacks an operand, the second a quotation mark. A macro whose value is empty leaves nothing
      behind, and thereby an operator without an operand. Behind IN only `$(TARGET)`, `$(TOOL_CHAIN_TAG)`,
      `$(ARCH)` and `$(FAMILY)` may stand. A condition that cannot be read counts as false.
      """,
    remedy: "Correct the expression at the place that the message names.")

  package static let expressionOverflow = Diagnostic.Code(
    "expression-overflow", "a number of an expression is too large",
    explanation: """
      A number is larger than kiln can hold, the result of an operator is out of range, or a value does
      not fit the bytes that it is meant for. Expressions are calculated with 128 bits. Elements of a byte
      array take one byte each, and UINT16() and its like two, four or eight:

          gEfiMdePkgTokenSpaceGuid.PcdExample|{ 0x100, UINT16(0x12345) }

      Both elements are too large. To cut them off silently would put another value into the firmware than
      the manifest says, so kiln reports it. A shift by a negative number has this code as well.
      """,
    remedy: "Use a smaller value, or a wider type such as UINT32() for an element of an array.")

  package static let expressionSuspicious = Diagnostic.Code(
    "expression-suspicious", "an expression compares or calculates with values of different kinds", .warning,
    explanation: """
      A string never equals a number or a boolean, so the comparison has the same result whatever the
      macro's value is. The usual case is a boolean flag that is compared with a string, or the other way
      round:

          !if $(SECURE_BOOT_ENABLE) == "TRUE"

      This is always FALSE, and the branch with Secure Boot is never built. kiln also warns where a
      boolean is added to or subtracted from something. edk2 has the same warnings, and both tools go on
      with the result.
      """,
    remedy: """
      Write both sides with quotation marks or both without; compare a boolean instead of calculating \
      with it.
      """)

  package static let expressionTooDeep = Diagnostic.Code(
    "expression-too-deep", "the parentheses of an expression are nested too deeply",
    explanation: """
      kiln reads parentheses and braces in each other up to 200 levels. Manifests that people write have
      three or four, so more of them come from a generator that has gone wrong, or from macros whose
      values each add a pair. The limit keeps such an input from exhausting the stack. The expression has
      no value: a condition counts as false, and a PCD keeps its old value.
      """,
    remedy: "Remove superfluous parentheses, or give parts of the expression a name with DEFINE.")

  package static let expressionType = Diagnostic.Code(
    "expression-type", "an operator cannot be applied to values of these kinds",
    explanation: """
      Values of expressions are numbers, booleans, strings, byte arrays or GUIDs. Each operator takes some
      of them: arithmetic and && take numbers and booleans, `<` and its like take two numbers or two
      strings, and strings of L"…" go only with each other. Here the sides do not match, for example:

          !if "4096" > 1024

      edk2 rejects the same combinations. Quotation marks around a number make it a string, and a macro
      that holds a bare word is a string too.
      """,
    remedy: """
      Bring both sides to one kind: drop the quotation marks around numbers, or compare strings with \
      strings.
      """)

  package static let guidMalformed = Diagnostic.Code(
    "guid-malformed", "a GUID is malformed",
    explanation: """
      GUIDs are written in two forms. INF and FDF files and GUID() take the registry form with 8-4-4-4-12
      hexadecimal digits; DEC files take the structure of C. A PCD that stands for a GUID has 16 bytes in
      braces, in the order in which they lie in memory.

          FILE_GUID = 7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1
          { 0x8be4df61, 0x93ca, 0x11d2, { 0xaa, 0x0d, 0x00, 0xe0, 0x98, 0x03, 0x2b, 0x8c } }

      A digit too few is the usual mistake. In an FDF the code is also reported for `$(NAME)` when the
      macro has no value. kiln drops the line, as a wrong GUID would give a file, protocol or variable
      another identity at run time.
      """,
    remedy: "Write the GUID in the form that the message shows.")

  package static let guidUndefined = Diagnostic.Code(
    "guid-undefined", "GUID() names a GUID that no package declares",
    explanation: """
      GUID(gName) in an expression stands for the 16 bytes of a GUID that a DEC file declares by its C
      name. kiln looks for the name in `[Guids]`, `[Protocols]` and `[Ppis]` of the packages that the
      platform's modules name, and finds none. A package that no module lists is not read at all, even
      when it lies in the workspace.

          gPkgTokenSpaceGuid.PcdKey|{ GUID(gEfiCertX509Guid) }

      The value cannot be calculated, so the PCD stays as it was.
      """,
    remedy: """
      Correct the name, or list the package that declares it in `[Packages]` of the DSC or of a module.
      """)

  package static let pcdEndless = Diagnostic.Code(
    "pcd-endless", "the value of a PCD refers to itself",
    explanation: """
      In an expression a PCD stands for its value, which may be an expression that names further PCDs.
      Following them, kiln came back to a PCD that it was evaluating already, or passed through 64 of
      them.

          gPkgTokenSpaceGuid.PcdBase|gPkgTokenSpaceGuid.PcdLimit - 0x1000
          gPkgTokenSpaceGuid.PcdLimit|gPkgTokenSpaceGuid.PcdBase + 0x1000

      Neither has a value of its own, so there is nothing to calculate with.
      """,
    remedy: "Give one of the PCDs a value that does not name the other.")

  package static let pcdUndefined = Diagnostic.Code(
    "pcd-undefined", "an expression names a PCD that has no value here",
    explanation: """
      An expression can use a PCD as TokenSpaceGuid.PcdName. In an !if kiln knows those that
      `[PcdsFeatureFlag]` and `[PcdsFixedAtBuild]` have set on lines further up, those of --pcd, and in an
      FDF those that SET statements and regions give. edk2 demands the same: the default value of the DEC
      is not known yet when conditions are decided, and a dynamic PCD has no value before the firmware
      runs.

          [PcdsFeatureFlag]
            gUefiOvmfPkgTokenSpaceGuid.PcdSmmSmramRequire|TRUE
          !if gUefiOvmfPkgTokenSpaceGuid.PcdSmmSmramRequire == TRUE

      A condition with an unknown PCD counts as false, so its branch is left out.
      """,
    remedy: """
      Set the PCD in `[PcdsFeatureFlag]` or `[PcdsFixedAtBuild]` of the DSC before this line, or test a \
      macro.
      """)
}
