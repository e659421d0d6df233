package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let hostCodes: [Diagnostic.Code] = [
    .fileMissing, .fileUnreadable, .historyUnwritable, .outputUnwritable, .programFailed, .programMissing,
  ]

  package static let fileMissing = Diagnostic.Code(
    "file-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let fileUnreadable = Diagnostic.Code(
    "file-unreadable", "",
    explanation: """
      """,
    remedy: "")

  package static let historyUnwritable = Diagnostic.Code(
    "history-unwritable", "",
    explanation: """
      """,
    remedy: "")

  package static let outputUnwritable = Diagnostic.Code(
    "output-unwritable", "",
    explanation: """
      """,
    remedy: "")

  package static let programFailed = Diagnostic.Code(
    "program-failed", "",
    explanation: """
      """,
    remedy: "")

  package static let programMissing = Diagnostic.Code(
    "program-missing", "",
    explanation: """
      """,
    remedy: "")
}
