package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let syntaxCodes: [Diagnostic.Code] = [
    .buildOptionMalformed, .lineOutsideSection, .pcdNameMalformed, .sectionMalformed, .valueUnclosed,
  ]

  package static let buildOptionMalformed = Diagnostic.Code(
    "build-option-malformed", "the key of a build option does not have five parts",
    explanation: """
      A line of `[BuildOptions]` has a key of five parts with underscores between them: target, tool
      chain, architecture, tool and attribute. A family and a colon may stand in front, and `*` stands for
      any. `=` adds to the flags that are known already, and `==` replaces them.

          GCC:*_*_X64_CC_FLAGS      = -DDISABLE_NEW_DEPRECATED_INTERFACES
          RELEASE_GCC5_*_DLINK_FLAGS == -Wl,--gc-sections

      kiln cannot tell which tool the flags are for and leaves the line out. A tool chain tag that has an
      underscore in its name makes six parts out of five.
      """,
    remedy: "Write [FAMILY:]TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value; each part may be `*`.")

  package static let lineOutsideSection = Diagnostic.Code(
    "line-outside-section", "a line stands before the first section header",
    explanation: """
      In DSC, INF and DEC files the section says what a line means, so only comments, DEFINE lines and
      directives can stand before the first header. kiln leaves this line out. A header that could not be
      read has the same effect on all lines below it: look for a section-malformed error further up. A
      closing bracket that was lost is a frequent cause, as such a line is no header at all:

          [Defines
            INF_VERSION = 1.27
      """,
    remedy: "Put the line below a header such as `[Defines]`, or repair the header above it.")

  package static let pcdNameMalformed = Diagnostic.Code(
    "pcd-name-malformed", "the name of a PCD is malformed",
    explanation: """
      A PCD is named by the C name of its token space GUID, a dot, and its own C name. Both consist of
      letters, digits and underscores and do not start with a digit.

          gEfiMdePkgTokenSpaceGuid.PcdDebugPrintErrorLevel|0x80000040

      The token space is not optional: two packages may use the same PCD name for different things. In a
      DSC and in a DEC a field of a structure may follow a second dot. kiln leaves the line out, so the
      PCD keeps its default value.
      """,
    remedy: "Write it as TokenSpaceGuidCName.PcdCName.")

  package static let sectionMalformed = Diagnostic.Code(
    "section-malformed", "a section header cannot be read",
    explanation: """
      A header has names in brackets, with dots between name, architecture and module type, and commas
      between several of them. It needs a name, and all names in one header must be the same section: kiln
      would not know how to read lines for both. `common` covers every architecture, so it cannot stand
      beside others.

          [Sources.IA32, Sources.X64]
          [Guids, Protocols]
          [LibraryClasses.common, LibraryClasses.X64]

      The first header is right, the other two are errors, in edk2 as well. Only the PCD sections of a DEC
      may be mixed, as `[PcdsFixedAtBuild, PcdsDynamic]`. For a header without a name, or one that mixes
      sections, the lines below have no section.
      """,
    remedy: "Give each kind of section its own header, and use either `common` or a list of architectures.")

  package static let valueUnclosed = Diagnostic.Code(
    "value-unclosed", "the braces of a PCD's value are never closed",
    explanation: """
      The value of a PCD may be a byte array in braces, or {CODE({…})}, over several lines. kiln joins the
      lines until braces and parentheses outside of quotation marks are balanced, up to the next section
      header. That never happened, so kiln takes the first line alone for the value and reads the others
      as lines of their own; errors on those lines may follow from this one.

          gPkgTokenSpaceGuid.PcdTable|{ 0x01, 0x02,
                                        0x03, 0x04 }
      """,
    remedy: "Add the missing `}` or `)` at the end of the value.")
}
