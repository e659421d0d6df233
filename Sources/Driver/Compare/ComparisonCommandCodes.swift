package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let comparisonCommandCodes: [Diagnostic.Code] = [
    .explanationMissing, .familyAbsent, .familyUnknown, .imageNotInFolder, .interrupted, .platformUnknown,
  ]

  package static let explanationMissing = Diagnostic.Code(
    "explanation-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let familyAbsent = Diagnostic.Code(
    "family-absent", "",
    explanation: """
      """,
    remedy: "")

  package static let familyUnknown = Diagnostic.Code(
    "family-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let imageNotInFolder = Diagnostic.Code(
    "image-not-in-folder", "",
    explanation: """
      """,
    remedy: "")

  package static let interrupted = Diagnostic.Code(
    "interrupted", "",
    explanation: """
      """,
    remedy: "")

  package static let platformUnknown = Diagnostic.Code(
    "platform-unknown", "",
    explanation: """
      """,
    remedy: "")
}
