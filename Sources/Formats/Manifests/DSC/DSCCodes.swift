package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let dscCodes: [Diagnostic.Code] = [
    .componentUnclosed, .lineMalformed, .sectionUnknown,
  ]

  package static let componentUnclosed = Diagnostic.Code(
    "component-unclosed", "a component's braces are never closed",
    explanation: """
      A component of a DSC may have braces behind its path, with sections of its own between them. kiln
      came to the next section header, or to the end of the file, and the closing brace had not come.

          OvmfPkg/PlatformPei/PlatformPei.inf {
            <LibraryClasses>
              PcdLib|MdePkg/Library/PeiPcdLib/PeiPcdLib.inf
          }

      Without the brace every line below belongs to this component: modules that follow are read as lines
      of its last section and are not built. Braces that are opened in an included file must be closed in
      that file.
      """,
    remedy: "Add `}` on a line of its own behind the component's last line.")

  package static let lineMalformed = Diagnostic.Code(
    "line-malformed", "a line does not have the form of its section",
    explanation: """
      Each section of a DSC, INF or DEC takes one kind of line, with its parts in a fixed order and `|` or
      `=` between them. Here a part is missing, is empty, or there are too many. kiln does not guess what
      was meant: it leaves the line out and reports it, with the expected form in the fix.

          [LibraryClasses]
            UefiLib|MdePkg/Library/UefiLib/UefiLib.inf
          [Guids]
            gPkgGuid = { 0x9576e92, 0x6d3f, 0x11d2, { 0x8e, 0x39, 0, 0xa0, 0xc9, 0x69, 0x72, 0x3b }}
          [PcdsFixedAtBuild]
            gEfiMdePkgTokenSpaceGuid.PcdFSBClock|200000000|UINT32|0x0000000c

      The first is a library class of a DSC; the other two are declarations of a DEC. Lines in a
      component's braces belong below one of `<LibraryClasses>`, `<BuildOptions>`, `<Defines>` or
      `<Pcds…>`. A frequent cause is a macro with an empty value, which leaves nothing between two
      separators.
      """,
    remedy: "Write the line in the form that the message gives.")

  package static let sectionUnknown = Diagnostic.Code(
    "section-unknown", "a section header has a name that kiln does not know", .warning,
    explanation: """
      The section, or the `<…>` section in a component's braces, is none that the DSC, INF and DEC
      specifications define. kiln passes over its lines, so whatever stands there has no effect on the
      build. A misspelt name is the usual cause, and the effect is silent: with

          [LibraryClass.common.PEIM]
            DebugLib|OvmfPkg/Library/PlatformDebugLibIoPort/PlatformRomDebugLibIoPort.inf

      no PEIM gets this DebugLib, as the section is called LibraryClasses. edk2's build stops at such a
      header when the file says version 0x00010005 or newer; kiln warns, so that files from other trees
      can still be examined. Sections for other tools belong in `[UserExtensions]`, which both accept.
      """,
    remedy: "Correct the name, or move the lines into a `[UserExtensions]` section.")
}
