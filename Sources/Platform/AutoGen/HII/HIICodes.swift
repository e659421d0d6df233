package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let hiiCodes: [Diagnostic.Code] = [
    .sourceMissing, .sourceUnreadable,
  ]

  package static let sourceMissing = Diagnostic.Code(
    "source-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let sourceUnreadable = Diagnostic.Code(
    "source-unreadable", "",
    explanation: """
      """,
    remedy: "")
}
