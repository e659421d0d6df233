package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let maintainersCodes: [Diagnostic.Code] = [
    .maintainersPatternSpecial, .maintainersTagEmpty, .maintainersTagUnknown,
  ]

  package static let maintainersPatternSpecial = Diagnostic.Code(
    "maintainers-pattern-special", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let maintainersTagEmpty = Diagnostic.Code(
    "maintainers-tag-empty", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let maintainersTagUnknown = Diagnostic.Code(
    "maintainers-tag-unknown", "", .warning,
    explanation: """
      """,
    remedy: "")
}
