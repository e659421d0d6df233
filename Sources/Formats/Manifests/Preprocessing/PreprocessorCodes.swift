package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let preprocessorCodes: [Diagnostic.Code] = [
    .conditionalUnbalanced, .directiveIncomplete, .directiveUnknown, .includeCycle, .includeMissing,
    .includeTooDeep, .includeTooMany, .includeUnreadable, .macroConflict, .macroEndless, .macroMalformed,
    .macroMisplaced, .macroReserved, .macroUndefined, .macroWithoutEffect, .manifestErrorDirective,
    .manifestMissing, .manifestUnreadable, .tooManyErrors,
  ]

  package static let conditionalUnbalanced = Diagnostic.Code(
    "conditional-unbalanced", "",
    explanation: """
      """,
    remedy: "")

  package static let directiveIncomplete = Diagnostic.Code(
    "directive-incomplete", "",
    explanation: """
      """,
    remedy: "")

  package static let directiveUnknown = Diagnostic.Code(
    "directive-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let includeCycle = Diagnostic.Code(
    "include-cycle", "",
    explanation: """
      """,
    remedy: "")

  package static let includeMissing = Diagnostic.Code(
    "include-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let includeTooDeep = Diagnostic.Code(
    "include-too-deep", "",
    explanation: """
      """,
    remedy: "")

  package static let includeTooMany = Diagnostic.Code(
    "include-too-many", "",
    explanation: """
      """,
    remedy: "")

  package static let includeUnreadable = Diagnostic.Code(
    "include-unreadable", "",
    explanation: """
      """,
    remedy: "")

  package static let macroConflict = Diagnostic.Code(
    "macro-conflict", "",
    explanation: """
      """,
    remedy: "")

  package static let macroEndless = Diagnostic.Code(
    "macro-endless", "",
    explanation: """
      """,
    remedy: "")

  package static let macroMalformed = Diagnostic.Code(
    "macro-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let macroMisplaced = Diagnostic.Code(
    "macro-misplaced", "",
    explanation: """
      """,
    remedy: "")

  package static let macroReserved = Diagnostic.Code(
    "macro-reserved", "",
    explanation: """
      """,
    remedy: "")

  package static let macroUndefined = Diagnostic.Code(
    "macro-undefined", "",
    explanation: """
      """,
    remedy: "")

  package static let macroWithoutEffect = Diagnostic.Code(
    "macro-without-effect", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let manifestErrorDirective = Diagnostic.Code(
    "manifest-error-directive", "",
    explanation: """
      """,
    remedy: "")

  package static let manifestMissing = Diagnostic.Code(
    "manifest-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let manifestUnreadable = Diagnostic.Code(
    "manifest-unreadable", "",
    explanation: """
      """,
    remedy: "")

  package static let tooManyErrors = Diagnostic.Code(
    "too-many-errors", "",
    explanation: """
      """,
    remedy: "")
}
