package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildToolCodes: [Diagnostic.Code] = [
    .genfwFlags, .genfwUsage,
  ]

  package static let genfwFlags = Diagnostic.Code(
    "genfw-flags", "",
    explanation: """
      """,
    remedy: "")

  package static let genfwUsage = Diagnostic.Code(
    "genfw-usage", "",
    explanation: """
      """,
    remedy: "")
}
