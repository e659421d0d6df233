package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let fdfCodes: [Diagnostic.Code] = [
    .fdfBraceUnclosed, .fdfDuplicate, .fdfExpected, .fdfKeywordMissing, .fdfNesting, .fdfOption,
    .fdfSectionHeader, .fdfSectionIgnored, .fdfStatementUnknown, .fdfStringUnclosed, .fdfTooManyErrors,
    .fdfValue, .fvAlignment,
  ]

  package static let fdfBraceUnclosed = Diagnostic.Code(
    "fdf-brace-unclosed", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfDuplicate = Diagnostic.Code(
    "fdf-duplicate", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfExpected = Diagnostic.Code(
    "fdf-expected", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfKeywordMissing = Diagnostic.Code(
    "fdf-keyword-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfNesting = Diagnostic.Code(
    "fdf-nesting", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfOption = Diagnostic.Code(
    "fdf-option", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfSectionHeader = Diagnostic.Code(
    "fdf-section-header", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfSectionIgnored = Diagnostic.Code(
    "fdf-section-ignored", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let fdfStatementUnknown = Diagnostic.Code(
    "fdf-statement-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfStringUnclosed = Diagnostic.Code(
    "fdf-string-unclosed", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfTooManyErrors = Diagnostic.Code(
    "fdf-too-many-errors", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfValue = Diagnostic.Code(
    "fdf-value", "",
    explanation: """
      """,
    remedy: "")

  package static let fvAlignment = Diagnostic.Code(
    "fv-alignment", "",
    explanation: """
      """,
    remedy: "")
}
