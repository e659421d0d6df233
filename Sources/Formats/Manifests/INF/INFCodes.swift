package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let infCodes: [Diagnostic.Code] = [
    .infNoFileGuid
  ]

  package static let infNoFileGuid = Diagnostic.Code(
    "inf-no-file-guid", "",
    explanation: """
      """,
    remedy: "")
}
