package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let maintainersCodes: [Diagnostic.Code] = [
    .maintainersPatternSpecial, .maintainersTagEmpty, .maintainersTagUnknown,
  ]

  package static let maintainersPatternSpecial = Diagnostic.Code(
    "maintainers-pattern-special", "a pattern of Maintainers.txt contains characters of regular expressions",
    .warning,
    explanation: """
      Lines F: and X: of Maintainers.txt hold paths in which `*` and `?` are wildcards. edk2's
      GetMaintainer.py turns them into regular expressions and protects only the dot. Signs such as `+`,
      `(` or `[` keep their special meaning there:

          F: MdePkg/Library/BaseLib/C++/

      The script reads "C++" as a regular expression and matches other paths, or fails. kiln takes the
      sign for the character that it is, so the two may name different maintainers for one file.
      """,
    remedy: "Write `?` in the place of the special character: both read it as any one character.")

  package static let maintainersTagEmpty = Diagnostic.Code(
    "maintainers-tag-empty", "a tag of Maintainers.txt has no value", .warning,
    explanation: """
      Each line of a section of Maintainers.txt is a letter, a colon and a value. This line has no value.
      GetMaintainer.py takes such a line for ordinary text, which ends the section, and kiln does the
      same. Tags below it start a section of their own:

          F: OvmfPkg/
          M:
          R: Jane Doe <jane@example.org>

      Here OvmfPkg has no reviewer, and the reviewer is one of no files.
      """,
    remedy: "Complete the line, or remove it.")

  package static let maintainersTagUnknown = Diagnostic.Code(
    "maintainers-tag-unknown", "Maintainers.txt contains an unknown tag", .warning,
    explanation: """
      A section of Maintainers.txt consists of the tags F: (files), X: (excluded files), M: (maintainer),
      R: (reviewer), L: (mailing list), S: (status), W: (web page) and T: (source tree). A line with
      another capital letter and a colon is ordinary text to GetMaintainer.py and to kiln, and so it ends
      the section. The lines below it then belong to a section without files, and their people look after
      nothing.
      """,
    remedy: "Write one of F:, X:, M:, R:, L:, S:, W: and T:, or move the line in front of the section.")
}
