package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let identifyCommandCodes: [Diagnostic.Code] = [
    .catalogueDamaged, .catalogueMissing, .identifyNoFirmware,
  ]

  package static let catalogueDamaged = Diagnostic.Code(
    "catalogue-damaged", "",
    explanation: """
      """,
    remedy: "")

  package static let catalogueMissing = Diagnostic.Code(
    "catalogue-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let identifyNoFirmware = Diagnostic.Code(
    "identify-no-firmware", "",
    explanation: """
      """,
    remedy: "")
}
