package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let dscCodes: [Diagnostic.Code] = [
    .componentUnclosed, .lineMalformed, .sectionUnknown,
  ]

  package static let componentUnclosed = Diagnostic.Code(
    "component-unclosed", "",
    explanation: """
      """,
    remedy: "")

  package static let lineMalformed = Diagnostic.Code(
    "line-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let sectionUnknown = Diagnostic.Code(
    "section-unknown", "", .warning,
    explanation: """
      """,
    remedy: "")
}
