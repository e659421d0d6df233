package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let platformModelCodes: [Diagnostic.Code] = [
    .architectureUnsupported, .budgetContradictory, .budgetMalformed, .budgetSubjectUnknown,
    .compressionMalformed, .compressionVolumeUnknown, .fdAddress, .fdBlocks, .fdRegionData, .fdRegionOutside,
    .fdRegionOverlap, .fdfRuleMissing, .flashNumber, .fvBlocks, .fvRegions, .guidUnknown, .languagesMalformed,
    .moduleArchitectureAmbiguous, .moduleNotInDsc, .platformUnreadable, .pvhDeviceUnknown, .pvhMalformed,
    .pvhRegionTaken, .pvhRegionUnknown,
  ]

  package static let architectureUnsupported = Diagnostic.Code(
    "architecture-unsupported", "",
    explanation: """
      """,
    remedy: "")

  package static let budgetContradictory = Diagnostic.Code(
    "budget-contradictory", "",
    explanation: """
      """,
    remedy: "")

  package static let budgetMalformed = Diagnostic.Code(
    "budget-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let budgetSubjectUnknown = Diagnostic.Code(
    "budget-subject-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let compressionMalformed = Diagnostic.Code(
    "compression-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let compressionVolumeUnknown = Diagnostic.Code(
    "compression-volume-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let fdAddress = Diagnostic.Code(
    "fd-address", "",
    explanation: """
      """,
    remedy: "")

  package static let fdBlocks = Diagnostic.Code(
    "fd-blocks", "",
    explanation: """
      """,
    remedy: "")

  package static let fdRegionData = Diagnostic.Code(
    "fd-region-data", "",
    explanation: """
      """,
    remedy: "")

  package static let fdRegionOutside = Diagnostic.Code(
    "fd-region-outside", "",
    explanation: """
      """,
    remedy: "")

  package static let fdRegionOverlap = Diagnostic.Code(
    "fd-region-overlap", "",
    explanation: """
      """,
    remedy: "")

  package static let fdfRuleMissing = Diagnostic.Code(
    "fdf-rule-missing", "",
    explanation: """
      """,
    remedy: "")

  package static let flashNumber = Diagnostic.Code(
    "flash-number", "",
    explanation: """
      """,
    remedy: "")

  package static let fvBlocks = Diagnostic.Code(
    "fv-blocks", "",
    explanation: """
      """,
    remedy: "")

  package static let fvRegions = Diagnostic.Code(
    "fv-regions", "",
    explanation: """
      """,
    remedy: "")

  package static let guidUnknown = Diagnostic.Code(
    "guid-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let languagesMalformed = Diagnostic.Code(
    "languages-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let moduleArchitectureAmbiguous = Diagnostic.Code(
    "module-architecture-ambiguous", "",
    explanation: """
      """,
    remedy: "")

  package static let moduleNotInDsc = Diagnostic.Code(
    "module-not-in-dsc", "",
    explanation: """
      """,
    remedy: "")

  package static let platformUnreadable = Diagnostic.Code(
    "platform-unreadable", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhDeviceUnknown = Diagnostic.Code(
    "pvh-device-unknown", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhMalformed = Diagnostic.Code(
    "pvh-malformed", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhRegionTaken = Diagnostic.Code(
    "pvh-region-taken", "",
    explanation: """
      """,
    remedy: "")

  package static let pvhRegionUnknown = Diagnostic.Code(
    "pvh-region-unknown", "",
    explanation: """
      """,
    remedy: "")
}
