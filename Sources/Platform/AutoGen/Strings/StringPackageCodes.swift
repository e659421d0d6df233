package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let stringPackageCodes: [Diagnostic.Code] = [
    .languageCodeMalformed, .languageDefinitionMalformed, .languageRepeated, .languageUndefined,
    .languagesMissing, .languagesTooMany, .stringDropped, .stringModesExclusive, .stringNameMalformed,
    .stringPackageTooLong, .stringUnquoted, .stringsTooMany, .uniEncoding, .uniIncludeCycle, .uniIncludeLimit,
    .uniIncludeMissing, .uniIncludeUnreadable,
  ]

  package static let languageCodeMalformed = Diagnostic.Code(
    "language-code-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let languageDefinitionMalformed = Diagnostic.Code(
    "language-definition-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let languageRepeated = Diagnostic.Code(
    "language-repeated", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let languageUndefined = Diagnostic.Code(
    "language-undefined", "",
    explanation: """
      """,
    remedy: "")

  package static let languagesMissing = Diagnostic.Code(
    "languages-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let languagesTooMany = Diagnostic.Code(
    "languages-too-many", "",
    explanation: """
      """,
    remedy: "")

  package static let stringDropped = Diagnostic.Code(
    "string-dropped", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let stringModesExclusive = Diagnostic.Code(
    "string-modes-exclusive", "",
    explanation: """
      """,
    remedy: "")

  package static let stringNameMalformed = Diagnostic.Code(
    "string-name-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let stringPackageTooLong = Diagnostic.Code(
    "string-package-too-long", "",
    explanation: """
      """,
    remedy: "")

  package static let stringUnquoted = Diagnostic.Code(
    "string-unquoted", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let stringsTooMany = Diagnostic.Code(
    "strings-too-many", "",
    explanation: """
      """,
    remedy: "")

  package static let uniEncoding = Diagnostic.Code(
    "uni-encoding", "",
    explanation: """
      """,
    remedy: "")

  package static let uniIncludeCycle = Diagnostic.Code(
    "uni-include-cycle", "",
    explanation: """
      """,
    remedy: "")

  package static let uniIncludeLimit = Diagnostic.Code(
    "uni-include-limit", "",
    explanation: """
      """,
    remedy: "")

  package static let uniIncludeMissing = Diagnostic.Code(
    "uni-include-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let uniIncludeUnreadable = Diagnostic.Code(
    "uni-include-unreadable", "",
    explanation: """
      """,
    remedy: "")
}
