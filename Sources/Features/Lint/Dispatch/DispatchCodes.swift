package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let dispatchCodes: [Diagnostic.Code] = [
    .archProtocolMissing, .depexUnmet,
  ]

  package static let archProtocolMissing = Diagnostic.Code(
    "arch-protocol-missing", "no module in flash produces an architectural protocol",
    explanation: """
      """,
    remedy: "")

  package static let depexUnmet = Diagnostic.Code(
    "depex-unmet", "a module in flash is never started: nobody in the image produces what it waits for",
    explanation: """
      """,
    remedy: "")
}
