package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let buildGraphCodes: [Diagnostic.Code] = [
    .outputCollision, .toolUndefined, .toolchainUnsupported,
  ]

  package static let outputCollision = Diagnostic.Code(
    "output-collision", "",
    explanation: """
      """,
    remedy: "")

  package static let toolUndefined = Diagnostic.Code(
    "tool-undefined", "",
    explanation: """
      """,
    remedy: "")

  package static let toolchainUnsupported = Diagnostic.Code(
    "toolchain-unsupported", "",
    explanation: """
      """,
    remedy: "")
}
