package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let toolsDefinitionCodes: [Diagnostic.Code] = [
    .toolsLineMalformed
  ]

  package static let toolsLineMalformed = Diagnostic.Code(
    "tools-line-malformed", "", .warning,
    explanation: """
      """,
    remedy: "")
}
