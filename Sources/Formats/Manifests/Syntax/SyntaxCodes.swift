package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let syntaxCodes: [Diagnostic.Code] = [
    .buildOptionMalformed, .lineOutsideSection, .pcdNameMalformed, .sectionMalformed, .valueUnclosed,
  ]

  package static let buildOptionMalformed = Diagnostic.Code(
    "build-option-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let lineOutsideSection = Diagnostic.Code(
    "line-outside-section", "",
    explanation: """
      """,
    remedy: "")

  package static let pcdNameMalformed = Diagnostic.Code(
    "pcd-name-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let sectionMalformed = Diagnostic.Code(
    "section-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let valueUnclosed = Diagnostic.Code(
    "value-unclosed", "",
    explanation: """
      """,
    remedy: "")
}
