package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let autoGenCodes: [Diagnostic.Code] = [
    .depexMalformed
  ]

  package static let depexMalformed = Diagnostic.Code(
    "depex-malformed", "a dependency expression cannot be parsed",
    explanation: """
      A [Depex] section says what must be there before a module is dispatched: GUIDs of PPIs or protocols,
      joined by AND, OR and NOT, with TRUE, FALSE and parentheses (PI 1.8 Vol 1, 5.7 and Vol 2, 10.7). AND
      and OR have the same precedence and group from the right, as in edk2. In DXE and MM an expression
      may instead consist of BEFORE or AFTER and one GUID, or start with SOR; PEI has none of the three.
      The expressions of all linked libraries are joined with the module's own, each in parentheses, so
      the word that the message marks may stand in the INF of a library.

          [Depex]
            gEfiPcdProtocolGuid AND (gEfiCpuArchProtocolGuid OR gEfiMpServiceProtocolGuid)
      """,
    remedy: """
      Correct the expression at the marked word: operands are GUID names, TRUE and FALSE, with an operator \
      between any two.
      """)
}
