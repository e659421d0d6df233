package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let autoGenCodes: [Diagnostic.Code] = [
    .depexMalformed
  ]

  package static let depexMalformed = Diagnostic.Code(
    "depex-malformed", "",
    explanation: """
      """,
    remedy: "")
}
