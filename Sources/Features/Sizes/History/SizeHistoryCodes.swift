package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let sizeHistoryCodes: [Diagnostic.Code] = [
    .historyLineCorrupt
  ]

  package static let historyLineCorrupt = Diagnostic.Code(
    "history-line-corrupt", "", .warning,
    explanation: """
      """,
    remedy: "")
}
