package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let emulationCodes: [Diagnostic.Code] = [
    .flashSize
  ]

  package static let flashSize = Diagnostic.Code(
    "flash-size", "",
    explanation: """
      """,
    remedy: "")
}
