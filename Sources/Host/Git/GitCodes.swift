package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let gitCodes: [Diagnostic.Code] = [
    .repositoryMissing, .revisionMissing, .revisionUnknown, .revisionUnreadable,
  ]

  package static let repositoryMissing = Diagnostic.Code(
    "repository-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let revisionMissing = Diagnostic.Code(
    "revision-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let revisionUnknown = Diagnostic.Code(
    "revision-unknown", "", .warning,
    explanation: """
      """,
    remedy: "")

  package static let revisionUnreadable = Diagnostic.Code(
    "revision-unreadable", "",
    explanation: """
      """,
    remedy: "")
}
